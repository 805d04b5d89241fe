"""What all parts of an exchange know of each other."""

from datetime import date
from uuid import UUID

from eventsourcing.domain import event

from services.applications.domain.part import Part
from services.applications.domain.parties import Choice, Parties, Placed, Wanted
from services.applications.domain.rules import PinnedConditions, Rules, Work
from services.applications.domain.stage import AWAITED_AT, DeadlineName, Stage
from services.applications.errors import NotAtThisStage


class ExchangePart(Part):
    """What all parts of an exchange share. Days and work are set by the step they belong to."""

    parties: Parties
    stage: Stage
    rules: Rules
    conditions: PinnedConditions
    season: str
    due_on: date
    choices: tuple[Choice, ...]
    start: date
    end: date
    wanted: Wanted | None
    placed: Placed | None
    confirm_by: date
    is_invited: bool
    is_trained: bool
    is_visa_settled: bool
    arrived_on: date
    work: Work
    ended_on: date
    evaluate_by: date
    is_evaluated: bool

    @property
    def open_placement_id(self) -> UUID | None:
        """The placement for which something is asked or held."""
        return self.wanted.placement_id if self.wanted else None

    @property
    def holding(self) -> Placed:
        """What is held for the exchange; refused while nothing is."""
        if self.placed is None:
            raise NotAtThisStage(stage=self.stage.value, possible=Stage.PLACED.value)
        return self.placed

    def release_placement(self, reason: str, refused_by: str = "") -> None:
        """Tell everybody to let go of what is asked or held, if anything is."""
        if self.wanted:
            self._release_placement(self.parties, self.wanted, reason, refused_by)

    @event("PlacementReleased", topic="applications:Exchange.PlacementReleased")
    def _release_placement(
        self, parties: Parties, wanted: Wanted, reason: str, refused_by: str
    ) -> None:
        self.wanted = None
        self.placed = None
        if self.stage is Stage.PLACED:
            self.stage = Stage.PLACING

    def must_be_at(self, *stages: Stage) -> None:
        """Refuse a step that does not follow from the present stage."""
        if self.stage not in stages:
            raise NotAtThisStage(stage=self.stage.value, possible=", ".join(stages))

    def awaits(self, deadline: DeadlineName) -> bool:
        """Whether the step that is due by this deadline is still to be taken."""
        if deadline is DeadlineName.EVALUATION and self.is_evaluated:
            return False
        return self.stage in AWAITED_AT[deadline]
