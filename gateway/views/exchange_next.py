"""What is to be done next in an exchange, by whom and by when?"""

from dataclasses import dataclass

from gateway.views.keyset import Row


@dataclass(frozen=True)
class Next:
    """``who`` acts next; ``what`` names the command, ``due`` the day's column in the row."""

    who: str
    what: str
    due: str | None = None


BY_STAGE = {
    "assigned": Next("student", "submit_application", "due_on"),
    "returned": Next("student", "submit_application"),
    "submitted": Next("sending", "forward_application"),
    "forwarded": Next("hosting", "receive_application", "accept_by"),
    "received": Next("hosting", "assign_to_committee", "accept_by"),
    "placing": Next("committee", "propose_placement", "accept_by"),
    "placed": Next("committee", "issue_card_of_acceptance", "accept_by"),
    "accepted": Next("student", "submit_card_of_confirmation", "confirm_by"),
    "cleared": Next("contact_person", "hand_over_keys", "arrive_on"),
    "arrived": Next("committee", "start_project", "start"),
    "in_progress": Next("student", "record_attendance", "end"),
    "certified": Next("sending", "record_recognition"),
}
TRAIN = Next("sending", "record_pre_departure_training", "start")
SETTLE_VISA = Next("student", "settle_visa", "start")
EVALUATE = Next("student", "submit_evaluation", "evaluate_by")
CERTIFY = Next("committee", "issue_certificate")


def next_step(exchange: Row) -> Row | None:
    """Who must do what by when; None when nothing is left to do."""
    step = _next_for(exchange)
    if step is None:
        return None
    due_on = exchange[step.due] if step.due else None
    return {"who": step.who, "what": step.what, "due_on": due_on}


def _next_for(exchange: Row) -> Next | None:
    stage, is_evaluated = exchange["stage"], exchange["evaluated_at"] is not None
    if stage == "confirmed":
        return SETTLE_VISA if exchange["trained_at"] else TRAIN
    if stage in ("ended", "interrupted") and not is_evaluated:
        return EVALUATE
    if stage == "ended":
        return CERTIFY
    return BY_STAGE.get(stage)
