"""What applications makes known: private events as facts of the published language.

Every event of a contract and of an exchange is published: a reader knows the version by them.
"""

from typing import Any

from services.applications.domain.contract import Contract
from services.applications.domain.deadline import Deadline
from services.applications.domain.exchange import Exchange
from services.applications.domain.logbook import Logbook
from services.contracts import applications as facts
from services.contracts.fact import Fact
from services.eventlog.publishing import Publishing

CHOICE_FIELDS = ("rank", "project_id", "lc_id")

PUBLISHING = Publishing("applications")


def _of_contract(event_class: Any, fact: type[Fact]) -> None:
    PUBLISHING.add(event_class, fact, subject="contract_id", spread=("between",))


def _of_exchange(event_class: Any, fact: type[Fact], *also_spread: str, **computed: Any) -> None:
    PUBLISHING.add(event_class, fact, spread=("parties", *also_spread), **computed)


def _choices(state: dict[str, Any]) -> list[dict[str, Any]]:
    """The choices without the motivation letters, which are for the mentors alone."""
    return [{name: choice[name] for name in CHOICE_FIELDS} for choice in state["choices"]]


_of_contract(Contract.Created, facts.ContractProposed)
_of_contract(Contract.Signed, facts.ContractSigned)
_of_contract(Contract.Amended, facts.ContractAmended)
_of_contract(Contract.Closed, facts.ContractClosed)
_of_contract(Contract.PlaceAssigned, facts.ContractPlaceAssigned)
_of_contract(Contract.PlaceUsed, facts.ContractPlaceUsed)
_of_contract(Contract.PlaceLost, facts.ContractPlaceLost)
_of_contract(Contract.PlaceReleased, facts.ContractPlaceReleased)

_of_exchange(Exchange.Created, facts.ApplicationFormAssigned, "conditions")
_of_exchange(Exchange.Submitted, facts.ApplicationSubmitted, choices=_choices)
_of_exchange(Exchange.Forwarded, facts.ApplicationForwarded)
_of_exchange(Exchange.Returned, facts.ApplicationReturned)
_of_exchange(Exchange.Received, facts.ApplicationReceived)
_of_exchange(Exchange.Rejected, facts.ApplicationRejected)
_of_exchange(Exchange.AssignedToCommittee, facts.AssignedToCommittee)
_of_exchange(Exchange.PlacementProposed, facts.PlacementProposed, "wanted")
_of_exchange(Exchange.PlacementCompleted, facts.PlacementCompleted, "placed")
_of_exchange(Exchange.ContactPersonChanged, facts.ContactPersonChanged, "wanted")
_of_exchange(Exchange.PlacementReleased, facts.PlacementReleased, "wanted")
_of_exchange(Exchange.Accepted, facts.CardOfAcceptanceIssued, "placed")
_of_exchange(Exchange.Invited, facts.InvitationLetterIssued)
_of_exchange(Exchange.Confirmed, facts.CardOfConfirmationSubmitted)
_of_exchange(Exchange.PreDepartureTrained, facts.PreDepartureTrainingAttended)
_of_exchange(Exchange.VisaSettled, facts.VisaSettled)
_of_exchange(Exchange.Cleared, facts.ClearedToTravel)
_of_exchange(Exchange.Arrived, facts.StudentArrived)
_of_exchange(Exchange.NoShowDeclared, facts.NoShowDeclared)
_of_exchange(Exchange.Started, facts.ProjectStarted, "work")
_of_exchange(Exchange.Ended, facts.ProjectEnded)
_of_exchange(Exchange.Interrupted, facts.ExchangeInterrupted)
_of_exchange(Exchange.Evaluated, facts.EvaluationSubmitted)
_of_exchange(Exchange.Certified, facts.CertificateIssued)
_of_exchange(Exchange.CertificateRefused, facts.CertificateRefused)
_of_exchange(
    Exchange.Recognised, facts.RecognitionRecorded, credits=lambda state: state["credit_points"]
)
_of_exchange(Exchange.Cancelled, facts.ExchangeCancelled)

_of_exchange(Logbook.AttendanceRecorded, facts.AttendanceRecorded)
_of_exchange(Logbook.AttendanceCountersigned, facts.AttendanceCountersigned)
_of_exchange(Logbook.DiaryWritten, facts.DiaryWritten)
_of_exchange(Logbook.MidAppraisalSigned, facts.MidAppraisalSigned)
_of_exchange(Logbook.EndAppraisalSigned, facts.EndAppraisalSigned)

_of_exchange(Deadline.Approached, facts.DeadlineApproaching)
_of_exchange(Deadline.Missed, facts.DeadlineMissed)
