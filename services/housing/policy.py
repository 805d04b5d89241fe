"""What housing does about the facts of applications: the only way in.

Bed and contact person of a placement are asked for by one fact, and answered together: the
reactions to a fact run in one transaction. A refusal is recorded as an event and never
stops the line.
"""

from services.contracts import applications
from services.eventlog.told import Told
from services.hosting.reactions import reaction, reactions_of
from services.housing.application import Housing
from services.housing.domain import Placement

ASKED = ("placement_id", "exchange_id", "student_id", "hosting_lc_id", "start", "end", "until")


@reaction(applications.PlacementProposed)
def hold_bed_when_placement_proposed(housing: Housing, fact: Told) -> None:
    """Keep a bed for the placement, or say why not."""
    housing.hold_bed(fact["room_id"], Placement(**fact.pick(*ASKED)))


@reaction(applications.PlacementProposed)
def hold_contact_person_when_placement_proposed(housing: Housing, fact: Told) -> None:
    """Keep a contact person free for the placement, or say why not."""
    housing.hold_contact_person(fact["contact_person_id"], Placement(**fact.pick(*ASKED)))


@reaction(applications.CardOfAcceptanceIssued)
def book_bed_when_card_of_acceptance_issued(housing: Housing, fact: Told) -> None:
    """The bed is the student's."""
    housing.book_bed(**fact.pick("room_id", "placement_id"))


@reaction(applications.CardOfAcceptanceIssued)
def assign_contact_person_when_card_of_acceptance_issued(housing: Housing, fact: Told) -> None:
    """The contact person is the student's."""
    housing.assign_contact_person(**fact.pick("contact_person_id", "placement_id"))


@reaction(applications.PlacementReleased)
def release_bed_when_placement_released(housing: Housing, fact: Told) -> None:
    """The bed is free again."""
    housing.release_bed(**fact.pick("room_id", "placement_id", "reason"))


@reaction(applications.PlacementReleased)
def release_contact_person_when_placement_released(housing: Housing, fact: Told) -> None:
    """The contact person is free again."""
    housing.release_contact_person(**fact.pick("contact_person_id", "placement_id", "reason"))


REACTIONS = reactions_of(globals())
