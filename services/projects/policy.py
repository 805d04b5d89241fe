"""What projects does about foreign facts: mentor slots follow the placements of exchanges.

Applications owns the placement process and orders its steps; here each is carried out if there
still is something to do.
"""

from services.contracts import applications
from services.eventlog.told import Told
from services.hosting.reactions import reaction, reactions_of
from services.projects.application import Projects


@reaction(applications.PlacementProposed)
def hold_slot_when_placement_proposed(projects: Projects, fact: Told) -> None:
    """Keep a place with the project's mentor, or say why not."""
    projects.hold_slot(
        **fact.pick("project_id", "placement_id", "exchange_id", "start", "end", "until")
    )


@reaction(applications.CardOfAcceptanceIssued)
def book_slot_when_card_of_acceptance_issued(projects: Projects, fact: Told) -> None:
    """The student comes: the place is taken for good."""
    projects.book_slot(**fact.pick("project_id", "placement_id"))


@reaction(applications.PlacementReleased)
def release_slot_when_placement_released(projects: Projects, fact: Told) -> None:
    """The student does not come: the place is free again."""
    projects.release_slot(**fact.pick("project_id", "placement_id", "reason"))


REACTIONS = reactions_of(globals())
