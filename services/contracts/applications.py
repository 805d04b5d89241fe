"""Facts of applications: contracts, the exchange from form to certificate, placements, logbook."""

from typing import Any

from marshmallow import EXCLUDE, Schema, fields

from services.contracts.fact import Fact, facts_of
from services.contracts.shapes import (
    LEARNING_OBJECTIVES,
    a_count,
    a_day,
    a_flag,
    a_moment,
    a_season,
    a_text,
    an_id,
    maybe_day,
    maybe_id,
    maybe_text,
    one_of,
    some_of,
)

CONTRACT_KINDS = ("bilateral", "unilateral")
CANCELLING_SIDES = ("student", "sending", "hosting")
ATTENDANCE = ("present", "absent", "excused")
DEADLINES = ("submission", "acceptance", "confirmation", "evaluation")

STUDENT = "c5f0e6dd-1d4a-4a6b-bf51-5c9e8fd40a01"
SENDING = "c5f0e6dd-1d4a-4a6b-bf51-5c9e8fd40a02"
HOSTING = "c5f0e6dd-1d4a-4a6b-bf51-5c9e8fd40a03"
LC = "c5f0e6dd-1d4a-4a6b-bf51-5c9e8fd40a04"
EXCHANGE = "c5f0e6dd-1d4a-4a6b-bf51-5c9e8fd40a05"
CONTRACT = "c5f0e6dd-1d4a-4a6b-bf51-5c9e8fd40a06"
PLACEMENT = "c5f0e6dd-1d4a-4a6b-bf51-5c9e8fd40a07"
PROJECT = "c5f0e6dd-1d4a-4a6b-bf51-5c9e8fd40a08"
ROOM = "c5f0e6dd-1d4a-4a6b-bf51-5c9e8fd40a09"
CONTACT = "c5f0e6dd-1d4a-4a6b-bf51-5c9e8fd40a0a"
CONDITIONS = "c5f0e6dd-1d4a-4a6b-bf51-5c9e8fd40a0b"
CONTACT_PERSON = "c5f0e6dd-1d4a-4a6b-bf51-5c9e8fd40a0c"

PARTIES: dict[str, Any] = {
    "exchange_id": EXCHANGE,
    "student_id": STUDENT,
    "sending_nmo_id": SENDING,
    "hosting_nmo_id": HOSTING,
    "hosting_lc_id": LC,
}
TRIO: dict[str, Any] = {
    "placement_id": PLACEMENT,
    "project_id": PROJECT,
    "room_id": ROOM,
    "contact_person_id": CONTACT,
}
PERIOD = {"start": "2027-07-01", "end": "2027-07-28"}


class ApplicationsFact(Fact):
    """What applications publishes."""

    source = "applications"


class ContractFact(ApplicationsFact):
    """The base of the facts about a contract: ``sending`` sends students to ``hosting``."""

    contract_id = an_id()
    sending_nmo_id = an_id()
    hosting_nmo_id = an_id()


BETWEEN = {"contract_id": CONTRACT, "sending_nmo_id": SENDING, "hosting_nmo_id": HOSTING}


class ContractProposed(ContractFact):
    """One organisation proposes places for a season. A bilateral contract is two, one each way."""

    season = a_season()
    kind = one_of(CONTRACT_KINDS)
    places = a_count(1)
    proposed_by = an_id()
    example = {
        **BETWEEN,
        "season": "2027-2028",
        "kind": "bilateral",
        "places": 5,
        "proposed_by": SENDING,
    }


class ContractSigned(ContractFact):
    """One of the two organisations has signed; with both signatures the places are open."""

    signed_by = an_id()
    is_in_force = a_flag()
    example = {**BETWEEN, "signed_by": HOSTING, "is_in_force": True}


class ContractAmended(ContractFact):
    """Both agree on another number of places."""

    places = a_count(0)
    example = {**BETWEEN, "places": 6}


class ContractClosed(ContractFact):
    """No more places are given; those assigned go on."""

    reason = a_text()
    example = {**BETWEEN, "reason": "season_ended"}


class ContractPlaceAssigned(ContractFact):
    """A place of the contract is this exchange's."""

    exchange_id = an_id()
    example = {**BETWEEN, "exchange_id": EXCHANGE}


class ContractPlaceUsed(ContractFact):
    """The student has arrived: the place is used for good."""

    exchange_id = an_id()
    example = {**BETWEEN, "exchange_id": EXCHANGE}


class ContractPlaceLost(ContractFact):
    """The student did not come and nobody else can: the place stays taken."""

    exchange_id = an_id()
    reason = a_text()
    example = {**BETWEEN, "exchange_id": EXCHANGE, "reason": "no_show"}


class ContractPlaceReleased(ContractFact):
    """The place is open again."""

    exchange_id = an_id()
    reason = a_text()
    example = {**BETWEEN, "exchange_id": EXCHANGE, "reason": "cancelled"}


class ExchangeFact(ApplicationsFact):
    """The base of the facts about an exchange: whose it is, and which units are concerned."""

    exchange_id = an_id()
    student_id = an_id()
    sending_nmo_id = an_id()
    hosting_nmo_id = an_id()
    hosting_lc_id = maybe_id()


class ApplicationFormAssigned(ExchangeFact):
    """A contract place is the student's; the form can be filled in (step 4)."""

    number = a_text(30)
    season = a_season()
    programme = a_text(20)
    contract_id = an_id()
    conditions_id = an_id()
    conditions_number = a_count(1)
    is_unilateral = a_flag()
    due_on = a_day()
    example = {
        **PARTIES,
        "hosting_lc_id": None,
        "number": "2027-PT-7K3M9Q",
        "season": "2027-2028",
        "programme": "research",
        "contract_id": CONTRACT,
        "conditions_id": CONDITIONS,
        "conditions_number": 1,
        "is_unilateral": False,
        "due_on": "2027-02-15",
    }


class Choice(Schema):
    """A project the student wants; rank 1 is the first wish."""

    class Meta:
        unknown = EXCLUDE

    rank = a_count(1, 10)
    project_id = an_id()
    lc_id = an_id()


class ApplicationSubmitted(ExchangeFact):
    """The form is locked and with the sending organisation (step 5)."""

    choices = fields.List(fields.Nested(Choice), required=True)
    start = a_day()
    weeks = a_count(1, 52)
    is_late = a_flag()
    example = {
        **PARTIES,
        "hosting_lc_id": None,
        "choices": [{"rank": 1, "project_id": PROJECT, "lc_id": LC}],
        "start": "2027-07-01",
        "weeks": 4,
        "is_late": False,
    }


class ApplicationForwarded(ExchangeFact):
    """The sending organisation found the form complete and sent it to the host (step 6).

    ``accept_by`` is the day by which the host's card of acceptance is due.
    """

    accept_by = a_day()
    example = {**PARTIES, "hosting_lc_id": None, "accept_by": "2027-05-06"}


class ApplicationReturned(ExchangeFact):
    """The form is the student's again, for this coded reason (steps 6 and 7)."""

    returned_by = one_of(("sending", "hosting"))
    reason = a_text()
    example = {
        **PARTIES,
        "hosting_lc_id": None,
        "returned_by": "sending",
        "reason": "letter_missing",
    }


class ApplicationReceived(ExchangeFact):
    """The host has verified the special documents and considers the form (step 7)."""

    example = {**PARTIES, "hosting_lc_id": None}


class ApplicationRejected(ExchangeFact):
    """The host does not take the student, for this coded reason (step 7)."""

    reason = a_text()
    example = {**PARTIES, "hosting_lc_id": None, "reason": "no_capacity"}


class AssignedToCommittee(ExchangeFact):
    """A committee of the host looks for mentor, bed and contact person (step 8)."""

    example = PARTIES


class PlacementProposed(ExchangeFact):
    """The committee asks for a mentor slot, a bed and a contact person at once (step 9)."""

    placement_id = an_id()
    project_id = an_id()
    room_id = an_id()
    contact_person_id = an_id()
    start = a_day()
    end = a_day()
    until = a_moment()
    example = {**PARTIES, **TRIO, **PERIOD, "until": "2027-05-01T12:00:00+00:00"}


class PlacementFact(ExchangeFact):
    """The base of the facts about a placement after its proposal."""

    placement_id = an_id()
    project_id = an_id()
    room_id = an_id()
    contact_person_id = an_id()


class PlacementCompleted(PlacementFact):
    """Mentor slot, bed and contact person are all held for the whole period (step 9)."""

    example = {**PARTIES, **TRIO}


class ContactPersonChanged(PlacementFact):
    """A colleague takes the student over: ``contact_person_id`` is theirs from now on.

    ``person_id`` is the new contact person's. Later facts about the placement name them too.
    """

    person_id = an_id()
    example = {**PARTIES, **TRIO, "person_id": CONTACT_PERSON}


class PlacementReleased(PlacementFact):
    """The placement is off; whoever holds something for it lets go of it.

    ``reason`` is a stable code: a refusal's, ``expired``, ``withdrawn``, ``cancelled``,
    ``no_show``, ``interrupted``. ``refused_by`` names what was refused (``slot``, ``mentor``,
    ``bed``, ``contact_person``), or is empty.
    """

    reason = a_text()
    refused_by = maybe_text(20)
    example = {**PARTIES, **TRIO, "reason": "no_free_bed", "refused_by": "bed"}


class CardOfAcceptanceIssued(PlacementFact):
    """The host's final yes (step 10). A late one carries its justification's code."""

    start = a_day()
    end = a_day()
    is_late = a_flag()
    justification = maybe_text(200)
    confirm_by = a_day()
    example = {
        **PARTIES,
        **TRIO,
        **PERIOD,
        "is_late": False,
        "justification": "",
        "confirm_by": "2027-06-03",
    }


class InvitationLetterIssued(ExchangeFact):
    """The letter for the visa is out; the passport data were verified (step 11)."""

    example = PARTIES


class CardOfConfirmationSubmitted(ExchangeFact):
    """The student's final yes, with travel data in the vault (step 12)."""

    arrive_on = a_day()
    depart_on = a_day()
    is_late = a_flag()
    example = {
        **PARTIES,
        "arrive_on": "2027-06-30",
        "depart_on": "2027-07-29",
        "is_late": False,
    }


class PreDepartureTrainingAttended(ExchangeFact):
    """The student took part in the training before departure (step 13)."""

    example = PARTIES


class VisaSettled(ExchangeFact):
    """The visa is granted, or not needed (step 13)."""

    is_needed = a_flag()
    example = {**PARTIES, "is_needed": True}


class ClearedToTravel(ExchangeFact):
    """Training attended, visa settled, address sent: ready to travel (step 13)."""

    example = PARTIES


class StudentArrived(ExchangeFact):
    """The student is there and has the keys (step 14)."""

    arrived_on = a_day()
    example = {**PARTIES, "arrived_on": "2027-07-01"}


class NoShowDeclared(ExchangeFact):
    """The student did not come (step 14)."""

    declared_on = a_day()
    example = {**PARTIES, "declared_on": "2027-07-02"}


class ProjectStarted(ExchangeFact):
    """The work has begun; the arrival training was given (step 15)."""

    started_on = a_day()
    end = a_day()
    working_days = a_count(1, 366)
    example = {**PARTIES, "started_on": "2027-07-01", "end": "2027-07-28", "working_days": 20}


class AttendanceRecorded(ExchangeFact):
    """One working day of the student (step 16). ``may_still_miss`` counts whole days."""

    day = a_day()
    attendance = one_of(ATTENDANCE)
    present_days = a_count()
    working_days = a_count(1, 366)
    may_still_miss = fields.Integer(required=True)
    example = {
        **PARTIES,
        "day": "2027-07-05",
        "attendance": "present",
        "present_days": 3,
        "working_days": 20,
        "may_still_miss": 4,
    }


class AttendanceCountersigned(ExchangeFact):
    """The mentor has countersigned the attendance up to this day (step 16)."""

    up_to = a_day()
    example = {**PARTIES, "up_to": "2027-07-09"}


class DiaryWritten(ExchangeFact):
    """The student wrote about a day; the text is in the vault (step 16)."""

    day = a_day()
    document_id = an_id()
    example = {**PARTIES, "day": "2027-07-05", "document_id": CONDITIONS}


class MidAppraisalSigned(ExchangeFact):
    """The mentor's appraisal at half-way, 1 to 5 (step 16)."""

    score = a_count(1, 5)
    example = {**PARTIES, "score": 4}


class EndAppraisalSigned(ExchangeFact):
    """The mentor's appraisal at the end, with the objectives reached (step 17)."""

    score = a_count(1, 5)
    objectives = some_of(LEARNING_OBJECTIVES)
    outcome = one_of(("report", "poster", "talk", "none"))
    example = {**PARTIES, "score": 5, "objectives": ["lab_work"], "outcome": "poster"}


class ProjectEnded(ExchangeFact):
    """The work is over (step 17)."""

    ended_on = a_day()
    evaluate_by = a_day()
    example = {**PARTIES, "ended_on": "2027-07-28", "evaluate_by": "2027-08-25"}


class ExchangeInterrupted(ExchangeFact):
    """The work was broken off, for this coded reason (step 17)."""

    reason = a_text()
    interrupted_on = a_day()
    example = {**PARTIES, "reason": "illness", "interrupted_on": "2027-07-12"}


class EvaluationSubmitted(ExchangeFact):
    """The student's evaluation form is in (step 18): marks 1 to 5 by aspect."""

    marks = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    example: dict[str, Any] = {
        **PARTIES,
        "marks": {"project": 5, "mentor": 5, "housing": 3, "boarding": 4, "contact_person": 5},
    }


class CertificateIssued(ExchangeFact):
    """The exchange is completed and certified (step 19); ``code`` verifies it publicly."""

    code = a_text(40)
    project_id = an_id()
    start = a_day()
    end = a_day()
    present_days = a_count()
    working_days = a_count(1, 366)
    objectives = some_of(LEARNING_OBJECTIVES)
    issued_on = a_day()
    example = {
        **PARTIES,
        "code": "SCORE-7K3M-9QXW-2B4D",
        "project_id": PROJECT,
        **PERIOD,
        "present_days": 18,
        "working_days": 20,
        "objectives": ["lab_work"],
        "issued_on": "2027-08-20",
    }


class CertificateRefused(ExchangeFact):
    """The exchange is completed without a certificate, for this coded reason (step 19)."""

    reason = a_text()
    example = {**PARTIES, "reason": "attendance_below_threshold"}


class RecognitionRecorded(ExchangeFact):
    """The student's faculty recognises the exchange (step 20)."""

    recognised_by = a_text(300)
    credits = fields.Integer(load_default=None, allow_none=True)
    example = {**PARTIES, "recognised_by": "University of Porto", "credits": 5}


class ExchangeCancelled(ExchangeFact):
    """The exchange does not take place, for this coded reason (step x)."""

    cancelled_by = one_of(CANCELLING_SIDES)
    reason = a_text()
    policy_version = a_count(1)
    example = {
        **PARTIES,
        "cancelled_by": "student",
        "reason": "exam_moved",
        "policy_version": 1,
    }


class DeadlineApproaching(ExchangeFact):
    """A deadline of the exchange is near; a warning is given once per threshold."""

    deadline = one_of(DEADLINES)
    due_on = a_day()
    days_left = a_count()
    example = {**PARTIES, "deadline": "acceptance", "due_on": "2027-05-06", "days_left": 14}


class DeadlineMissed(ExchangeFact):
    """A deadline of the exchange has passed and the step was not taken."""

    deadline = one_of(DEADLINES)
    due_on = maybe_day()
    example = {**PARTIES, "deadline": "acceptance", "due_on": "2027-05-06"}


FACTS = facts_of(globals())
