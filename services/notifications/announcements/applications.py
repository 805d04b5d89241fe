"""Who is told what about contracts and, step by step, about an exchange."""

from collections.abc import Mapping
from typing import Any

from services.contracts import applications as facts
from services.contracts.fact import Fact
from services.notifications.announcements.announcement import Announcement as Tell
from services.notifications.announcements.announcement import where
from services.notifications.announcements.recipients import (
    CONTACT_PERSON,
    HOSTING_COMMITTEE,
    HOSTING_OFFICE,
    MENTOR,
    PROVIDER,
    SENDING_OFFICE,
    Person,
)

STUDENT = Person("student_id")
HOSTS = (HOSTING_OFFICE, HOSTING_COMMITTEE)
OFFICES = (SENDING_OFFICE, HOSTING_OFFICE)
OFFICERS = (SENDING_OFFICE, *HOSTS)


def absent_within_limit(data: Mapping[str, Any]) -> bool:
    """The student was absent and can still reach the certificate."""
    return bool(data["attendance"] == "absent" and data["may_still_miss"] >= 0)


def absent_beyond_limit(data: Mapping[str, Any]) -> bool:
    """The student was absent once too often."""
    return bool(data["attendance"] == "absent" and data["may_still_miss"] < 0)


CONTRACTS = (
    Tell(
        facts.ContractProposed,
        "contract_proposed",
        to=OFFICES,
        saying=("season", "kind", "places"),
    ),
    Tell(
        facts.ContractSigned,
        "contract_in_force",
        to=OFFICES,
        when=where("is_in_force", value=True),
    ),
    Tell(
        facts.ContractSigned,
        "contract_to_sign",
        to=OFFICES,
        when=where("is_in_force", value=False),
    ),
    Tell(facts.ContractAmended, "contract_amended", to=OFFICES, saying=("places",)),
    Tell(facts.ContractClosed, "contract_closed", to=OFFICES, saying=("reason",)),
    Tell(
        facts.ContractPlaceReleased,
        "contract_place_released",
        to=(SENDING_OFFICE,),
        saying=("reason",),
    ),
)

UNTIL_ACCEPTED = (
    Tell(
        facts.ApplicationFormAssigned,
        "application_form_assigned",
        to=(STUDENT,),
        saying=("number", "due_on"),
    ),
    Tell(facts.ApplicationSubmitted, "application_submitted", to=(STUDENT,)),
    Tell(facts.ApplicationSubmitted, "application_to_check", to=(SENDING_OFFICE,)),
    Tell(facts.ApplicationForwarded, "application_forwarded", to=(STUDENT,)),
    Tell(facts.ApplicationForwarded, "application_to_review", to=(HOSTING_OFFICE,)),
    Tell(facts.ApplicationReturned, "application_returned", to=(STUDENT,), saying=("reason",)),
    Tell(
        facts.ApplicationReturned,
        "application_returned_by_host",
        to=(SENDING_OFFICE,),
        saying=("reason",),
        when=where("returned_by", value="hosting"),
    ),
    Tell(facts.ApplicationReceived, "application_received", to=(STUDENT, SENDING_OFFICE)),
    Tell(
        facts.ApplicationRejected,
        "application_rejected",
        to=(STUDENT, SENDING_OFFICE),
        saying=("reason",),
    ),
    Tell(facts.AssignedToCommittee, "committee_assigned", to=(STUDENT,)),
    Tell(facts.AssignedToCommittee, "placement_to_propose", to=(HOSTING_COMMITTEE,)),
    Tell(facts.PlacementCompleted, "placement_completed", to=HOSTS),
    Tell(
        facts.PlacementReleased,
        "placement_released",
        to=(HOSTING_COMMITTEE,),
        saying=("reason",),
    ),
)

UNTIL_ARRIVED = (
    Tell(
        facts.CardOfAcceptanceIssued,
        "card_of_acceptance_issued",
        to=(STUDENT,),
        saying=("start", "end", "confirm_by"),
    ),
    Tell(
        facts.CardOfAcceptanceIssued,
        "student_accepted",
        to=OFFICES,
        saying=("start", "end", "confirm_by"),
    ),
    Tell(
        facts.InvitationLetterIssued,
        "invitation_letter_issued",
        to=(STUDENT, SENDING_OFFICE),
    ),
    Tell(
        facts.CardOfConfirmationSubmitted,
        "card_of_confirmation_submitted",
        to=(STUDENT,),
        saying=("arrive_on", "depart_on"),
    ),
    Tell(
        facts.CardOfConfirmationSubmitted,
        "student_confirmed",
        to=(CONTACT_PERSON, PROVIDER, *OFFICERS),
        saying=("arrive_on", "depart_on"),
    ),
    Tell(facts.PreDepartureTrainingAttended, "training_attended", to=(STUDENT,)),
    Tell(facts.VisaSettled, "visa_settled", to=HOSTS),
    Tell(facts.ClearedToTravel, "cleared_to_travel", to=(STUDENT,)),
    Tell(
        facts.ClearedToTravel,
        "student_cleared_to_travel",
        to=(CONTACT_PERSON, HOSTING_COMMITTEE),
    ),
    Tell(
        facts.StudentArrived,
        "student_arrived",
        to=(MENTOR, *OFFICERS),
        saying=("arrived_on",),
    ),
    Tell(facts.NoShowDeclared, "no_show_declared", to=(STUDENT,), saying=("declared_on",)),
    Tell(
        facts.NoShowDeclared,
        "student_did_not_come",
        to=(MENTOR, CONTACT_PERSON, *OFFICERS),
        saying=("declared_on",),
    ),
    Tell(facts.ExchangeCancelled, "exchange_cancelled", to=(STUDENT,), saying=("reason",)),
    Tell(
        facts.ExchangeCancelled,
        "student_cancelled",
        to=OFFICERS,
        saying=("cancelled_by", "reason"),
    ),
)

UNTIL_RECOGNISED = (
    Tell(
        facts.ProjectStarted,
        "project_started",
        to=(STUDENT, SENDING_OFFICE),
        saying=("started_on", "end", "working_days"),
    ),
    Tell(
        facts.AttendanceRecorded,
        "absence_recorded",
        to=(STUDENT,),
        saying=("day", "may_still_miss"),
        when=absent_within_limit,
    ),
    Tell(
        facts.AttendanceRecorded,
        "attendance_too_low",
        to=(STUDENT, HOSTING_COMMITTEE),
        saying=("day",),
        when=absent_beyond_limit,
    ),
    Tell(
        facts.AttendanceCountersigned,
        "attendance_countersigned",
        to=(STUDENT,),
        saying=("up_to",),
    ),
    Tell(
        facts.MidAppraisalSigned,
        "mid_appraisal_signed",
        to=(STUDENT, HOSTING_COMMITTEE),
    ),
    Tell(
        facts.EndAppraisalSigned,
        "end_appraisal_signed",
        to=(STUDENT, HOSTING_COMMITTEE),
    ),
    Tell(facts.ProjectEnded, "project_ended", to=(STUDENT,), saying=("ended_on", "evaluate_by")),
    Tell(
        facts.ProjectEnded,
        "student_finished",
        to=(CONTACT_PERSON, *OFFICERS),
        saying=("ended_on",),
    ),
    Tell(
        facts.ExchangeInterrupted,
        "exchange_interrupted",
        to=(STUDENT, MENTOR, CONTACT_PERSON, *OFFICERS),
        saying=("interrupted_on",),
    ),
    Tell(facts.EvaluationSubmitted, "evaluation_submitted", to=(STUDENT,)),
    Tell(facts.EvaluationSubmitted, "certificate_to_decide", to=(HOSTING_COMMITTEE,)),
    Tell(
        facts.CertificateIssued,
        "certificate_issued",
        to=(STUDENT,),
        saying=("code", "issued_on"),
    ),
    Tell(facts.CertificateIssued, "student_certified", to=(SENDING_OFFICE, MENTOR)),
    Tell(
        facts.CertificateRefused,
        "certificate_refused",
        to=(STUDENT, SENDING_OFFICE),
        saying=("reason",),
    ),
    Tell(facts.RecognitionRecorded, "recognition_recorded", to=(STUDENT, HOSTING_OFFICE)),
)

LINES = (*CONTRACTS, *UNTIL_ACCEPTED, *UNTIL_ARRIVED, *UNTIL_RECOGNISED)

SILENT: dict[type[Fact], str] = {
    facts.ContractPlaceAssigned: "the student hears of it with the form",
    facts.ContractPlaceUsed: "the offices hear of it with the arrival",
    facts.ContractPlaceLost: "the offices hear of the student who did not come",
    facts.PlacementProposed: "mentor, provider and contact person hear of what is held",
    facts.ContactPersonChanged: "both contact persons and the student hear of it from housing",
    facts.DiaryWritten: "the student's daily work; the mentor countersigns by the week",
}
