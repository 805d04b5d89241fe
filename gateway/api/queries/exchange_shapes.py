"""The shapes of questions and answers about exchanges."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from marshmallow import Schema, fields, validate

from gateway.api import signed_in_person
from gateway.api.queries.shapes import PagedQuestion, many, maybe, one, shown
from services.contracts.applications import DEADLINES
from services.contracts.shapes import MONTH, SEASON

ME = "me"
SORTS = ("-stage_since", "number", "start")


class Person(fields.UUID):
    """A person's id, or ``me`` for who asks."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any
    ) -> UUID:
        if value == ME:
            return signed_in_person()
        return super()._deserialize(value, attr, data, **kwargs)


class ExchangesQuestion(PagedQuestion):
    """Which exchanges are wanted, and in which order."""

    stages = many(fields.String, "The stage.", "stage", validate=validate.Length(max=20))
    late = many(
        fields.String,
        "A deadline that was missed.",
        "late",
        validate=validate.OneOf(DEADLINES),
    )
    month = one(fields.String, "The month in which it starts.", "month", validate=MONTH)
    season = one(fields.String, "The season.", "season", validate=SEASON)
    number = one(
        fields.String, "The exchange's number.", "number", validate=validate.Length(max=30)
    )
    sending_nmo_id = one(fields.UUID, "The sending organisation.", "sending")
    hosting_nmo_id = one(fields.UUID, "The hosting organisation.", "hosting")
    hosting_lc_id = one(fields.UUID, "The hosting committee.", "committee")
    project_id = one(fields.UUID, "The project of the placement.", "project")
    student_id = one(Person, "The student: an id, or `me`.", "student")
    sort = shown(
        fields.String,
        "The order: last moved first, by number, or by first day.",
        load_default=SORTS[0],
        validate=validate.OneOf(SORTS),
    )


class Next(Schema):
    """What is to be done next."""

    who = shown(fields.String, "Who acts next.", "student")
    what = shown(fields.String, "What is to be done: a command's name.", "submit_application")
    due_on = shown(fields.Date, "By which day; null where no day is set.", allow_none=True)


class ListedExchange(Schema):
    """An exchange as it stands in a list, and for those who help with it."""

    exchange_id = shown(fields.UUID, "The exchange.")
    number = shown(fields.String, "Its number.", "2027-PT-7K3M9Q")
    season = shown(fields.String, "The season.", "2026-2027")
    programme = shown(fields.String, "The programme.", "research")
    stage = shown(fields.String, "Where it stands.", "placing")
    stage_since = shown(fields.AwareDateTime, "Since when.")
    student_id = shown(fields.UUID, "The student; the name is in the vault.")
    sending_nmo_id = shown(fields.UUID, "The sending organisation.")
    hosting_nmo_id = shown(fields.UUID, "The hosting organisation.")
    hosting_lc_id = maybe(fields.UUID, "The hosting committee; null before step 8.")
    month = maybe(fields.String, "The month in which it starts.", "2027-07")
    start = maybe(fields.Date, "The first day.")
    end = maybe(fields.Date, "The last day.")
    weeks = maybe(fields.Integer, "Its length.", 4)
    project_id = maybe(fields.UUID, "The project of the placement.")
    placement_id = maybe(fields.UUID, "The present placement; afterwards, the last one.")
    arrive_on = maybe(fields.Date, "When the student says to arrive.")
    depart_on = maybe(fields.Date, "When the student says to leave.")
    arrived_on = maybe(fields.Date, "When the student arrived.")
    is_submission_late = shown(fields.Boolean, "Whether the form was late.")
    is_acceptance_late = shown(fields.Boolean, "Whether the card of acceptance was late.")
    is_confirmation_late = shown(fields.Boolean, "Whether the card of confirmation was late.")
    is_evaluation_late = shown(fields.Boolean, "Whether the evaluation was late.")
    next = fields.Nested(Next, allow_none=True, metadata={"description": "What is next."})
    version = shown(fields.Integer, "Its version; also the ETag.", 9)


class Choice(Schema):
    """A project that the student wants."""

    rank = shown(fields.Integer, "1 is the first wish.", 1)
    project_id = shown(fields.UUID, "The project.")
    lc_id = shown(fields.UUID, "Its committee.")


class Exchange(ListedExchange):
    """Everything about an exchange, for the student, the officers and the directors."""

    contract_id = shown(fields.UUID, "The contract whose place it has.")
    conditions_id = shown(fields.UUID, "The host's terms.")
    conditions_number = shown(fields.Integer, "Their version that is pinned.", 1)
    is_unilateral = shown(fields.Boolean, "Whether nobody comes back.")
    choices = fields.List(
        fields.Nested(Choice), metadata={"description": "The student's wishes, best first."}
    )
    reason = shown(fields.String, "Why it stands there, as a code; or empty.", "letter_missing")
    reason_by = shown(fields.String, "Which side decided that; or empty.", "sending")
    due_on = shown(fields.Date, "When the form is due.")
    accept_by = maybe(fields.Date, "When the card of acceptance is due.")
    confirm_by = maybe(fields.Date, "When the card of confirmation is due.")
    evaluate_by = maybe(fields.Date, "When the evaluation is due.")
    justification = maybe(fields.String, "Why the card of acceptance was late, as a code.")
    submitted_at = maybe(fields.AwareDateTime, "When the form was submitted.")
    forwarded_at = maybe(fields.AwareDateTime, "When it was sent to the host.")
    accepted_at = maybe(fields.AwareDateTime, "When the card of acceptance was issued.")
    invited_at = maybe(fields.AwareDateTime, "When the invitation letter was issued.")
    confirmed_at = maybe(fields.AwareDateTime, "When the card of confirmation came.")
    trained_at = maybe(fields.AwareDateTime, "When the training before departure was recorded.")
    visa_settled_at = maybe(fields.AwareDateTime, "When the visa was settled.")
    cleared_at = maybe(fields.AwareDateTime, "Since when the student may travel.")
    started_on = maybe(fields.Date, "The first day of work.")
    interrupted_on = maybe(fields.Date, "The day on which it was broken off.")
    ended_on = maybe(fields.Date, "The last day of work.")
    evaluated_at = maybe(fields.AwareDateTime, "When the evaluation came.")
    certified_at = maybe(fields.AwareDateTime, "When the certificate was issued.")
    recognised_by = maybe(fields.String, "Which faculty recognises it.")
    credits = maybe(fields.Integer, "With how many credits.", 5)


class TimelineEntry(Schema):
    """Something that happened in an exchange."""

    fact_id = shown(fields.String, "The fact.")
    time = shown(fields.AwareDateTime, "When.")
    name = shown(fields.String, "What happened.", "ApplicationForwarded")
    source = shown(fields.String, "The service that says so.", "applications")
    position = shown(fields.Integer, "Where it stands in that service's log.", 1234)
    actor = shown(fields.String, "Who did it: a person's id, or `system`.")
    data = fields.Dict(metadata={"description": "What the fact says."})


class LogbookDay(Schema):
    """A day of work."""

    day = shown(fields.Date, "The day.")
    attendance = maybe(fields.String, "What became of it.", "present")
    diary_document_id = maybe(fields.UUID, "What the student wrote; the text is in the vault.")


class Logbook(Schema):
    """What was written down about the weeks of work."""

    exchange_id = shown(fields.UUID, "The exchange.")
    working_days = shown(fields.Integer, "How many days count.", 20)
    present_days = shown(fields.Integer, "How many the student was there.", 12)
    may_still_miss = shown(fields.Integer, "How many may still be missed; below 0: too many.", 1)
    countersigned_up_to = maybe(fields.Date, "Up to which day the mentor has countersigned.")
    mid_score = maybe(fields.Integer, "The mark at half-way, 1 to 5.", 4)
    end_score = maybe(fields.Integer, "The mark at the end, 1 to 5.", 5)
    objectives = fields.List(
        fields.String(),
        allow_none=True,
        metadata={"description": "What was learned.", "example": ["lab_work"]},
    )
    outcome = maybe(fields.String, "What came of it.", "poster")
    days = fields.List(fields.Nested(LogbookDay))


class Boarding(Schema):
    """What the student eats, and where."""

    kind = shown(fields.String, "Meals or pocket money.", "meals")
    meals_per_working_day = shown(fields.Integer, "How many meals.", 1)
    where = shown(fields.String, "Where.", "Hospital canteen")
    amount = maybe(fields.Decimal, "The pocket money.", as_string=True)
    currency = shown(fields.String, "Its currency (ISO 4217).", "EUR")
    diet_catered = maybe(fields.Boolean, "Whether the student's diet is served.")


class Certificate(Schema):
    """What a genuine certificate says. It names no person."""

    code = shown(fields.String, "The code.", "SCORE-7K3M-9QXW-2B4D")
    is_valid = fields.Constant(
        True, metadata={"description": "It is genuine: the Exchange has issued it."}
    )
    programme = shown(fields.String, "The programme.", "research")
    country = maybe(fields.String, "The host's country (ISO 3166-1).", "PT")
    city = maybe(fields.String, "The host's city.", "Porto")
    faculty = maybe(fields.String, "The host's faculty.", "Universidade do Porto")
    project_title = maybe(fields.String, "The project.")
    start = shown(fields.Date, "The first day.")
    end = shown(fields.Date, "The last day.")
    present_days = shown(fields.Integer, "Days of attendance.", 18)
    working_days = shown(fields.Integer, "Days of work.", 20)
    objectives = fields.List(
        fields.String(), metadata={"description": "What was learned.", "example": ["lab_work"]}
    )
    issued_on = shown(fields.Date, "When it was issued.")
