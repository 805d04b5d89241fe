"""Who is told what about rooms, beds, boarding and contact persons."""

from services.contracts import housing as facts
from services.contracts.fact import Fact
from services.notifications.announcements.announcement import Announcement as Tell
from services.notifications.announcements.announcement import where
from services.notifications.announcements.recipients import (
    COMMITTEE,
    STUDENT,
    Person,
    RoomProvider,
)

ITSELF = Person("person_id")
PROVIDER = RoomProvider()

LINES = (
    Tell(facts.ProviderRegistered, "provider_registered", to=(ITSELF,)),
    Tell(facts.RoomOffered, "room_to_inspect", to=(COMMITTEE,)),
    Tell(facts.RoomInspected, "room_passed", to=(PROVIDER,), when=where("passed", value=True)),
    Tell(facts.RoomInspected, "room_not_passed", to=(PROVIDER,), when=where("passed", value=False)),
    Tell(
        facts.RoomOpened,
        "room_opened",
        to=(PROVIDER,),
        saying=("available_from", "available_to"),
    ),
    Tell(facts.RoomBlocked, "room_blocked", to=(COMMITTEE,), saying=("start", "end")),
    Tell(facts.RoomWithdrawn, "room_withdrawn", to=(COMMITTEE, PROVIDER)),
    Tell(facts.RoomRated, "room_rated", to=(PROVIDER,), saying=("rating",)),
    Tell(facts.BedHeld, "bed_held", to=(PROVIDER,), saying=("start", "end", "until")),
    Tell(facts.BedBooked, "bed_booked_student", to=(STUDENT,)),
    Tell(facts.BedBooked, "bed_booked_provider", to=(PROVIDER,)),
    Tell(facts.BedReleased, "bed_released", to=(PROVIDER,), saying=("reason",)),
    Tell(
        facts.KeysHandedOver,
        "keys_handed_over",
        to=(PROVIDER, COMMITTEE),
        saying=("handed_over_on",),
    ),
    Tell(facts.StayEnded, "stay_ended", to=(PROVIDER, COMMITTEE), saying=("ended_on",)),
    Tell(
        facts.ContactPersonEnrolled,
        "contact_person_enrolled",
        to=(ITSELF,),
        saying=("load_limit",),
    ),
    Tell(
        facts.ContactPersonHeld,
        "contact_person_held",
        to=(ITSELF,),
        saying=("start", "end", "until"),
    ),
    Tell(facts.ContactPersonAssigned, "contact_person_assigned", to=(ITSELF,)),
    Tell(facts.ContactPersonAssigned, "contact_person_assigned_student", to=(STUDENT,)),
    Tell(
        facts.ContactPersonReleased,
        "contact_person_released",
        to=(ITSELF,),
        saying=("reason",),
    ),
    Tell(facts.BackupContactNamed, "backup_contact_named", to=(ITSELF,)),
    Tell(facts.BoardingPlanned, "boarding_planned", to=(STUDENT,)),
)

SILENT: dict[type[Fact], str] = {
    facts.RoomUnblocked: "seen on the committee's board",
    facts.ContactPersonLoadLimitSet: "agreed between the committee and the contact person",
    facts.BedRefused: "the committee is told that the placement is off, and why",
    facts.ContactPersonRefused: "the committee is told that the placement is off, and why",
    facts.ContactPersonRetired: "the committee does it together with the contact person",
}
