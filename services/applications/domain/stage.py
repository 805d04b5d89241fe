"""The stages of an exchange, and the steps in it that are due by a day."""

from enum import StrEnum


class Stage(StrEnum):
    """How far an exchange has come.

    assigned → submitted → forwarded → received → placing → placed → accepted → confirmed →
    cleared → arrived → in_progress → ended → certified → recognised. Off the path: returned
    (to the student), rejected, cancelled, no_show, interrupted, not_certified.
    """

    ASSIGNED = "assigned"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    FORWARDED = "forwarded"
    RECEIVED = "received"
    REJECTED = "rejected"
    PLACING = "placing"
    PLACED = "placed"
    ACCEPTED = "accepted"
    CONFIRMED = "confirmed"
    CLEARED = "cleared"
    ARRIVED = "arrived"
    NO_SHOW = "no_show"
    IN_PROGRESS = "in_progress"
    ENDED = "ended"
    INTERRUPTED = "interrupted"
    CERTIFIED = "certified"
    NOT_CERTIFIED = "not_certified"
    RECOGNISED = "recognised"
    CANCELLED = "cancelled"


WITH_STUDENT = (Stage.ASSIGNED, Stage.RETURNED)
WITH_HOST = (Stage.FORWARDED, Stage.RECEIVED, Stage.PLACING, Stage.PLACED)
EXPECTED = (Stage.ACCEPTED, Stage.CONFIRMED, Stage.CLEARED)
BEFORE_ARRIVAL = (*WITH_STUDENT, Stage.SUBMITTED, *WITH_HOST, *EXPECTED)
EVALUABLE = (Stage.IN_PROGRESS, Stage.ENDED, Stage.INTERRUPTED)


class DeadlineName(StrEnum):
    """The steps that are due by a day."""

    SUBMISSION = "submission"
    ACCEPTANCE = "acceptance"
    CONFIRMATION = "confirmation"
    EVALUATION = "evaluation"


AWAITED_AT: dict[DeadlineName, tuple[Stage, ...]] = {
    DeadlineName.SUBMISSION: (Stage.ASSIGNED,),
    DeadlineName.ACCEPTANCE: WITH_HOST,
    DeadlineName.CONFIRMATION: (Stage.ACCEPTED,),
    DeadlineName.EVALUATION: EVALUABLE,
}
