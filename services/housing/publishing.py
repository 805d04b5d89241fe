"""What housing makes known: private events as facts of the published language."""

from typing import Any

from services.contracts import housing as facts
from services.contracts.fact import Fact
from services.eventlog.publishing import Computed, Publishing
from services.housing.domain import (
    BedRefusal,
    BoardingPlan,
    ContactPerson,
    ContactPersonRefusal,
    Provider,
    Room,
)

PUBLISHING = Publishing("housing")


def _of(
    subject: str | None, event_class: Any, fact: type[Fact], *spread: str, **computed: Computed
) -> None:
    PUBLISHING.add(event_class, fact, subject=subject, spread=("committee", *spread), **computed)


_of("provider_id", Provider.Created, facts.ProviderRegistered)

_of("room_id", Room.Created, facts.RoomOffered, "description")
_of("room_id", Room.Inspected, facts.RoomInspected)
_of(
    "room_id",
    Room.Opened,
    facts.RoomOpened,
    available_from=lambda opened: opened["period"]["start"],
    available_to=lambda opened: opened["period"]["end"],
)
_of("room_id", Room.Blocked, facts.RoomBlocked, "period")
_of("room_id", Room.Unblocked, facts.RoomUnblocked, "period")
_of("room_id", Room.Withdrawn, facts.RoomWithdrawn)
_of("room_id", Room.BedHeld, facts.BedHeld, "placement")
_of("room_id", Room.BedBooked, facts.BedBooked)
_of("room_id", Room.BedReleased, facts.BedReleased)
_of("room_id", Room.KeysHandedOver, facts.KeysHandedOver)
_of("room_id", Room.StayEnded, facts.StayEnded)
_of("room_id", Room.Rated, facts.RoomRated)
PUBLISHING.add(BedRefusal.Created, facts.BedRefused)

_of(None, BoardingPlan.Created, facts.BoardingPlanned, "boarding")
_of(None, BoardingPlan.Changed, facts.BoardingPlanned, "boarding")

_of("contact_person_id", ContactPerson.Created, facts.ContactPersonEnrolled)
_of("contact_person_id", ContactPerson.CameBack, facts.ContactPersonEnrolled)
_of("contact_person_id", ContactPerson.LoadLimitSet, facts.ContactPersonLoadLimitSet)
_of("contact_person_id", ContactPerson.Retired, facts.ContactPersonRetired)
_of("contact_person_id", ContactPerson.Held, facts.ContactPersonHeld, "placement")
_of("contact_person_id", ContactPerson.Assigned, facts.ContactPersonAssigned)
_of("contact_person_id", ContactPerson.Released, facts.ContactPersonReleased)
_of(
    "contact_person_id",
    ContactPerson.HandedOver,
    facts.ContactPersonReleased,
    reason=lambda _: facts.HANDED_OVER,
)
PUBLISHING.add(
    ContactPerson.BackupNamed,
    facts.BackupContactNamed,
    spread=("committee",),
    contact_person_id=lambda named: named["backup_id"],
    person_id=lambda named: named["backup_person_id"],
)
PUBLISHING.add(ContactPersonRefusal.Created, facts.ContactPersonRefused)
