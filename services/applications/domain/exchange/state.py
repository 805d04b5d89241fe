"""What all parts of an exchange know of each other."""

from datetime import date
from uuid import UUID

from services.applications.domain.part import Part
from services.applications.domain.parties import Choice, Parties, Placed
from services.applications.domain.rules import PinnedConditions, Rules, Work
from services.applications.domain.stage import AWAITED_AT, DeadlineName, Stage
from services.applications.errors import NotAtThisStage


class ExchangePart(Part):
    """What all parts of an exchange share. Days without ``None`` are set by the step they name."""

    parties: Parties
    stage: Stage
    rules: Rules
    conditions: PinnedConditions
    season: str
    due_on: date
    choices: tuple[Choice, ...]
    start: date
    end: date
    open_placement_id: UUID | None
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
    def holding(self) -> Placed:
        """What is held for the exchange; refused while nothing is."""
        if self.placed is None:
            raise NotAtThisStage(stage=self.stage.value, possible=Stage.PLACED.value)
        return self.placed

    def must_be_at(self, *stages: Stage) -> None:
        """Refuse a step that does not follow from the present stage."""
        if self.stage not in stages:
            raise NotAtThisStage(stage=self.stage.value, possible=", ".join(stages))

    def awaits(self, deadline: DeadlineName) -> bool:
        """Whether the step that is due by this deadline is still to be taken."""
        if deadline is DeadlineName.EVALUATION and self.is_evaluated:
            return False
        return self.stage in AWAITED_AT[deadline]
