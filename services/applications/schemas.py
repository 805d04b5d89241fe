"""The commands of applications: their shape, and who may send them."""

from marshmallow import Schema, fields, validate

from services.contracts.applications import ATTENDANCE, CANCELLING_SIDES, CONTRACT_KINDS
from services.contracts.conditions import SPECIAL_DOCUMENTS, STUDENT_TYPES
from services.contracts.roles import Role
from services.contracts.shapes import (
    END,
    LEARNING_OBJECTIVES,
    a_code,
    a_count,
    a_day,
    a_flag,
    a_season,
    a_text,
    an_id,
    maybe_id,
    one_of,
    some_of,
)
from services.hosting.commands import Command, WhoMay, commands_of

PROGRAMME = "research"
OUTCOMES = ("report", "poster", "talk", "none")
ASPECTS = ("project", "mentor", "housing", "boarding", "contact_person")

DIGEST = validate.Regexp(r"^[0-9a-f]{64}" + END, error="Give the SHA-256 digest in hexadecimal.")

STUDENT: WhoMay = {Role.STUDENT: "student_id"}
SENDING: WhoMay = {Role.NORE_OUT: "sending_nmo_id"}
HOSTING: WhoMay = {Role.NORE_IN: "hosting_nmo_id"}
COMMITTEE: WhoMay = {Role.LORE: "hosting_lc_id"}
MENTOR: WhoMay = {Role.MENTOR: "mentor_person_id"}
CONTACT_PERSON: WhoMay = {Role.CONTACT_PERSON: "contact_person_person_id"}
FOR_THEIR_ORGANISATION: WhoMay = {Role.NORE_OUT: "nmo_id", Role.NORE_IN: "nmo_id"}


class ProposeContract(Command):
    """Propose places for students of one organisation with another, for ``nmo_id``."""

    by = FOR_THEIR_ORGANISATION
    nmo_id = an_id()
    sending_nmo_id = an_id()
    hosting_nmo_id = an_id()
    season = a_season()
    kind = one_of(CONTRACT_KINDS)
    places = a_count(1, 1_000)


class SignContract(Command):
    """Sign the contract for one of its two organisations."""

    by = FOR_THEIR_ORGANISATION
    contract_id = an_id()
    nmo_id = an_id()


class AmendContract(Command):
    """Ask for another number of places; it holds when the other organisation asks for the same."""

    by = FOR_THEIR_ORGANISATION
    contract_id = an_id()
    nmo_id = an_id()
    places = a_count(0, 1_000)


class CloseContract(Command):
    """Give no more places of the contract."""

    by = SENDING | HOSTING
    contract_id = an_id()
    reason = a_code()


class AssignApplicationForm(Command):
    """Give a place of the contract to a student, who can now fill in the form (step 4)."""

    by = SENDING
    answers = {"number": a_text()}
    student_id = an_id()
    contract_id = an_id()
    programme = a_text(20, required=False, load_default=PROGRAMME)


class WishedProject(Schema):
    """A project and the motivation letter for it; the first of the list is the first wish."""

    project_id = an_id()
    letter_id = an_id()
    letter_digest = fields.String(required=True, validate=DIGEST)


class SubmitApplication(Command):
    """Lock the filled-in form and send it to the sending organisation (step 5)."""

    by = STUDENT
    exchange_id = an_id()
    choices = fields.List(
        fields.Nested(WishedProject), required=True, validate=validate.Length(1, 10)
    )
    start = a_day()
    weeks = a_count(1, 52)
    student_type = one_of(STUDENT_TYPES)
    documents = fields.Dict(keys=a_code(), values=an_id(), required=True)


class ForwardApplication(Command):
    """Send the complete form to the host (step 6)."""

    by = SENDING
    exchange_id = an_id()


class ReturnApplication(Command):
    """Give the form back to the student, as the organisation that has it (steps 6 and 7)."""

    by = SENDING | HOSTING
    exchange_id = an_id()
    reason = a_code()


class ReceiveApplication(Command):
    """Consider the form: these special documents are verified (step 7)."""

    by = HOSTING
    exchange_id = an_id()
    verified_documents = some_of(SPECIAL_DOCUMENTS)


class RejectApplication(Command):
    """Not take the student (step 7)."""

    by = HOSTING
    exchange_id = an_id()
    reason = a_code()


class AssignToCommittee(Command):
    """Let a committee look for mentor, bed and contact person (step 8)."""

    by = HOSTING
    exchange_id = an_id()
    lc_id = an_id()


class ProposePlacement(Command):
    """Ask for a mentor slot, a bed and a contact person at once (step 9)."""

    by = COMMITTEE
    answers = {"placement_id": an_id()}
    exchange_id = an_id()
    project_id = an_id()
    room_id = an_id()
    contact_person_id = an_id()


class WithdrawPlacement(Command):
    """Take the open placement back, to propose another one (step 9); or only this one."""

    by = COMMITTEE | HOSTING
    exchange_id = an_id()
    placement_id = maybe_id()


class IssueCardOfAcceptance(Command):
    """Give the host's final yes; after its deadline with a justification code (step 10)."""

    by = COMMITTEE | HOSTING
    exchange_id = an_id()
    justification = a_code(required=False, load_default="")


class IssueInvitationLetter(Command):
    """Invite the student for the visa, from verified passport data (step 11)."""

    by = HOSTING
    exchange_id = an_id()
    passport_verified = a_flag()


class SubmitCardOfConfirmation(Command):
    """Give the student's final yes.

    ``travel_complete``: the travel data, an emergency contact and the insurance are in the
    vault (step 12).
    """

    by = STUDENT
    exchange_id = an_id()
    arrive_on = a_day()
    depart_on = a_day()
    travel_complete = a_flag()


class RecordPreDepartureTraining(Command):
    """Record that the student took part in the training before departure (step 13)."""

    by = SENDING
    exchange_id = an_id()


class SettleVisa(Command):
    """Record that the visa is granted, or that none is needed (step 13)."""

    by = STUDENT | SENDING
    exchange_id = an_id()
    is_needed = a_flag()


class DeclareNoShow(Command):
    """Record that the student did not come (step 14)."""

    by = COMMITTEE | CONTACT_PERSON
    exchange_id = an_id()


class CancelExchange(Command):
    """End the exchange before the arrival, for one side; everything held is freed (step x)."""

    by = STUDENT | SENDING | HOSTING
    exchange_id = an_id()
    cancelled_by = one_of(CANCELLING_SIDES)
    reason = a_code()


class StartProject(Command):
    """Begin the work; the logbook is opened (step 15)."""

    by = COMMITTEE | MENTOR
    exchange_id = an_id()
    started_on = a_day()
    arrival_training_given = a_flag()
    ethics_cleared = a_flag(required=False, load_default=False)


class RecordAttendance(Command):
    """Write down what became of a working day (step 16)."""

    by = STUDENT | COMMITTEE | MENTOR
    answers = {"may_still_miss": fields.Integer(required=True)}
    exchange_id = an_id()
    day = a_day()
    attendance = one_of(ATTENDANCE)


class CountersignAttendance(Command):
    """Vouch for the attendance up to a day (step 16)."""

    by = MENTOR
    exchange_id = an_id()
    up_to = a_day()


class WriteDiary(Command):
    """Keep what the student wrote about a day, a document in the vault (step 16)."""

    by = STUDENT
    exchange_id = an_id()
    day = a_day()
    document_id = an_id()


class SignMidAppraisal(Command):
    """Sign the appraisal at half-way, as the mentor or on the mentor's behalf (step 16)."""

    by = MENTOR | COMMITTEE
    exchange_id = an_id()
    score = a_count(1, 5)


class SignEndAppraisal(Command):
    """Sign the appraisal at the end, as the mentor or on the mentor's behalf (step 17)."""

    by = MENTOR | COMMITTEE
    exchange_id = an_id()
    score = a_count(1, 5)
    objectives = some_of(LEARNING_OBJECTIVES)
    outcome = one_of(OUTCOMES)


class EndProject(Command):
    """The work is over (step 17)."""

    by = MENTOR | COMMITTEE
    exchange_id = an_id()
    ended_on = a_day()


class InterruptExchange(Command):
    """Break the stay off; everything held is freed (step 17)."""

    by = COMMITTEE | HOSTING | SENDING
    exchange_id = an_id()
    reason = a_code()
    interrupted_on = a_day()


class SubmitEvaluation(Command):
    """Send the evaluation form: marks from 1 to 5 by aspect (step 18)."""

    by = STUDENT
    exchange_id = an_id()
    marks = fields.Dict(
        keys=one_of(ASPECTS),
        values=a_count(1, 5),
        required=True,
        validate=validate.Length(min=1, error="Give a mark for at least one aspect."),
    )


class IssueCertificate(Command):
    """Complete the exchange with a certificate (step 19)."""

    by = COMMITTEE
    answers = {"code": a_text()}
    exchange_id = an_id()


class RefuseCertificate(Command):
    """Complete the exchange without a certificate; the reason follows from the record (step 19)."""

    by = COMMITTEE
    exchange_id = an_id()


class RecordRecognition(Command):
    """Record that the student's faculty recognises the exchange (step 20)."""

    by = SENDING
    exchange_id = an_id()
    recognised_by = a_text(300)
    credits = a_count(0, 100, required=False, load_default=None, allow_none=True)


COMMANDS = commands_of(globals())
