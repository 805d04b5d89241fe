"""What each fact of applications means for the row of an exchange."""

from dataclasses import dataclass
from typing import Any

from gateway.views.periods import month_of
from services.contracts import applications as facts
from services.contracts.fact import Fact
from services.eventlog.told import Told

PARTIES = ("student_id", "sending_nmo_id", "hosting_nmo_id", "hosting_lc_id")


@dataclass(frozen=True)
class Step:
    """``stage``: where the exchange stands afterwards (None: where it stood before).

    ``only_from`` are the stages from which it moves there (none: from any), ``copies`` name the
    fields that are taken over, ``at`` the column that keeps when it happened, ``late`` the
    deadline that was missed if the fact says that it was late.
    """

    stage: str | None = None
    copies: tuple[str, ...] = ()
    only_from: tuple[str, ...] = ()
    at: str | None = None
    late: str | None = None

    def standing(self, fact: Told) -> dict[str, Any]:
        """Where the exchange stands because of the fact, since when, why and by whom."""
        by = fact.data.get("returned_by") or fact.data.get("cancelled_by") or ""
        reason = {"reason": fact.data.get("reason", ""), "reason_by": by}
        return {"stage": self.stage, "stage_since": fact.time, **reason}

    def values(self, fact: Told) -> dict[str, Any]:
        """What else the fact changes in the exchange's row."""
        values = fact.pick(*PARTIES, *self.copies)
        if self.at:
            values[self.at] = fact.time
        if self.late and fact["is_late"]:
            values[late_column(self.late)] = True
        if "start" in values:
            values |= {"month": month_of(values["start"]), "start_key": values["start"]}
        return values


def late_column(deadline: str) -> str:
    """The column that says whether this deadline was missed."""
    return f"is_{deadline}_late"


FORM = (
    "number",
    "season",
    "programme",
    "contract_id",
    "conditions_id",
    "conditions_number",
    "is_unilateral",
    "due_on",
)

STEPS: dict[type[Fact], Step] = {
    facts.ApplicationFormAssigned: Step("assigned", FORM, at="assigned_at"),
    facts.ApplicationSubmitted: Step(
        "submitted", ("start", "weeks"), at="submitted_at", late="submission"
    ),
    facts.ApplicationForwarded: Step("forwarded", ("accept_by",), at="forwarded_at"),
    facts.ApplicationReturned: Step("returned"),
    facts.ApplicationReceived: Step("received", at="received_at"),
    facts.ApplicationRejected: Step("rejected"),
    facts.AssignedToCommittee: Step("placing"),
    facts.PlacementProposed: Step(copies=("placement_id", "project_id", "start", "end")),
    facts.PlacementCompleted: Step("placed", only_from=("placing",)),
    facts.CardOfAcceptanceIssued: Step(
        "accepted",
        ("placement_id", "project_id", "start", "end", "confirm_by", "justification"),
        at="accepted_at",
        late="acceptance",
    ),
    facts.InvitationLetterIssued: Step(at="invited_at"),
    facts.CardOfConfirmationSubmitted: Step(
        "confirmed",
        ("arrive_on", "depart_on"),
        only_from=("accepted",),
        at="confirmed_at",
        late="confirmation",
    ),
    facts.PreDepartureTrainingAttended: Step(at="trained_at"),
    facts.VisaSettled: Step(at="visa_settled_at"),
    facts.ClearedToTravel: Step("cleared", at="cleared_at"),
    facts.StudentArrived: Step("arrived", ("arrived_on",)),
    facts.NoShowDeclared: Step("no_show"),
    facts.ProjectStarted: Step("in_progress", ("started_on", "end")),
    facts.ProjectEnded: Step("ended", ("ended_on", "evaluate_by")),
    facts.ExchangeInterrupted: Step("interrupted", ("interrupted_on",)),
    facts.EvaluationSubmitted: Step(at="evaluated_at"),
    facts.CertificateIssued: Step("certified", at="certified_at"),
    facts.CertificateRefused: Step("not_certified"),
    facts.RecognitionRecorded: Step("recognised", ("recognised_by", "credits"), at="recognised_at"),
    facts.ExchangeCancelled: Step("cancelled"),
}
