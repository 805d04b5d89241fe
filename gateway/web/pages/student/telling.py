"""The timeline of an exchange in a student's words: what happened, what comes, whose turn it is."""

from typing import Any
from uuid import UUID

from gateway.api.context import today, views
from gateway.views.exchange_next import BY_STAGE, CERTIFY, EVALUATE, SETTLE_VISA, TRAIN, Next
from gateway.views.keyset import Row
from gateway.web.language import gettext, marked
from gateway.web.language.formats import day, moment
from gateway.web.language.words import word

MOST_FACTS = 300

HAPPENED = {
    "ApplicationFormAssigned": marked("A place is yours: the application form is open"),
    "ApplicationSubmitted": marked("You submitted the form"),
    "ApplicationReturned": marked("The form came back to you"),
    "ApplicationForwarded": marked("Your organisation sent the form to the host"),
    "ApplicationReceived": marked("The host considers your form"),
    "ApplicationRejected": marked("The host cannot take you"),
    "AssignedToCommittee": marked("A committee looks for your place"),
    "PlacementCompleted": marked("Mentor, bed and contact person are held for you"),
    "CardOfAcceptanceIssued": marked("The host accepted you"),
    "InvitationLetterIssued": marked("The invitation letter for the visa was issued"),
    "CardOfConfirmationSubmitted": marked("You confirmed that you come"),
    "PreDepartureTrainingAttended": marked("You took part in the training before departure"),
    "VisaSettled": marked("The visa is settled"),
    "ClearedToTravel": marked("You are ready to travel"),
    "StudentArrived": marked("You arrived and have the keys"),
    "ProjectStarted": marked("The work began"),
    "MidAppraisalSigned": marked("The appraisal at half-way was signed"),
    "EndAppraisalSigned": marked("The appraisal at the end was signed"),
    "ProjectEnded": marked("The work ended"),
    "ExchangeInterrupted": marked("The stay was broken off"),
    "EvaluationSubmitted": marked("You sent the evaluation"),
    "CertificateIssued": marked("Your certificate was issued"),
    "CertificateRefused": marked("The exchange ended without a certificate"),
    "RecognitionRecorded": marked("Your faculty recognised the exchange"),
    "ExchangeCancelled": marked("The exchange was cancelled"),
    "NoShowDeclared": marked("It was recorded that you did not come"),
    "DeadlineMissed": marked("A deadline passed"),
}
BAD = ("ApplicationReturned", "ApplicationRejected", "ExchangeInterrupted", "CertificateRefused",
       "ExchangeCancelled", "NoShowDeclared", "DeadlineMissed")  # fmt: skip

WHO = {
    "student": marked("You"),
    "sending": marked("Your organisation at home"),
    "hosting": marked("The host organisation"),
    "committee": marked("The host's committee"),
    "contact_person": marked("Your contact person"),
}
IF_MISSED = {
    "submit_application": marked(
        "If the day is missed, the form counts as late, and the host may close before it comes."
    ),
    "receive_application": marked("If the day is missed, the host is late, not you."),
    "assign_to_committee": marked("If the day is missed, the host is late, not you."),
    "propose_placement": marked("If the day is missed, the host is late, not you."),
    "issue_card_of_acceptance": marked("If the day is missed, the host is late, not you."),
    "submit_card_of_confirmation": marked(
        "If the day is missed, the confirmation counts as late, and the host may give the place"
        " to somebody else."
    ),
    "settle_visa": marked("Without it you are not ready to travel."),
    "record_pre_departure_training": marked("Without it you are not ready to travel."),
    "hand_over_keys": marked(
        "If you have not come by the day after the start, the exchange can be closed."
    ),
    "record_attendance": marked("A certificate needs attendance on four of five days."),
    "submit_evaluation": marked("Without it there is no certificate."),
}
AHEAD: tuple[Next, ...] = (
    BY_STAGE["assigned"], BY_STAGE["submitted"], BY_STAGE["forwarded"], BY_STAGE["received"],
    BY_STAGE["placing"], BY_STAGE["placed"], BY_STAGE["accepted"], TRAIN, SETTLE_VISA,
    BY_STAGE["cleared"], BY_STAGE["arrived"], BY_STAGE["in_progress"], EVALUATE, CERTIFY,
    BY_STAGE["certified"],
)  # fmt: skip
"""Every step of an exchange that goes well, in order."""


def happened(exchange_id: UUID) -> list[dict[str, Any]]:
    """What happened so far, as entries of a timeline."""
    facts = views().timeline.page(exchange_id, None, MOST_FACTS)
    return [_entry(fact) for fact in facts if fact["name"] in HAPPENED]


def _entry(fact: Row) -> dict[str, Any]:
    name = fact["name"]
    tone = "late" if name in BAD else "done"
    return _shown(tone, gettext(HAPPENED[name]), moment(fact["time"]), _why(fact["data"]))


def _why(data: dict[str, Any]) -> str:
    """The coded reason of a decision, in words."""
    if deadline := data.get("deadline"):
        return word(deadline, "deadline")
    reason = data.get("reason")
    return gettext("Reason: {reason}", reason=word(reason, "reason")) if reason else ""


def to_come(row: Row) -> list[dict[str, Any]]:
    """What is still to come after the present step, if all goes well."""
    if row["next"] is None:
        return []
    names = [step.what for step in AHEAD]
    return [_coming(row, step) for step in AHEAD[names.index(row["next"]["what"]) + 1 :]]


def _coming(row: Row, step: Next) -> dict[str, Any]:
    due_on = row[step.due] if step.due else None
    by = gettext("by {day}", day=day(due_on)) if due_on else ""
    return _shown("waiting", word(step.what, "step"), by, gettext(WHO[step.who]))


def _shown(tone: str, title: str, when: str, text: str) -> dict[str, Any]:
    return {"tone": tone, "title": title, "when": when, "text": text}


def turn(row: Row) -> dict[str, Any] | None:
    """Whose turn it is: who, what, by when, how many days are left, and what happens if missed."""
    step = row["next"]
    if step is None:
        return None
    due_on = step["due_on"]
    left = (due_on - today()).days if due_on else None
    who, consequence = WHO[step["who"]], IF_MISSED.get(step["what"])
    return {
        "is_mine": step["who"] == "student",
        "who": gettext(who),
        "what": step["what"],
        "due_on": due_on,
        "left": left,
        "tone": _urgency(left),
        "if_missed": gettext(consequence) if consequence else "",
    }


def _urgency(left: int | None) -> str:
    if left is None:
        return "info"
    return "late" if left < 0 else "due"
