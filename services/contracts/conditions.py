"""The terms of a host for a season: one shape for whoever writes, pins or compares them.

The default values are the common practice found in published material of national members.
"""

from marshmallow import EXCLUDE, Schema, fields, validate

from services.contracts.shapes import MONTH, a_text, maybe_text, some_of, some_texts

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")
STUDENT_TYPES = ("preclinical", "clinical", "graduate")
SPECIAL_DOCUMENTS = (
    "recommendation_letter",
    "hepatitis_b_titre",
    "tuberculosis_test",
    "language_certificate",
    "curriculum_vitae",
    "insurance",
    "police_record",
)


class Language(Schema):
    """A language (BCP 47) and the level needed (CEFR)."""

    class Meta:
        unknown = EXCLUDE

    language = a_text(35, minimum=2)
    level = fields.String(required=True, validate=validate.OneOf(LEVELS))


class CityMonth(Schema):
    """A committee takes incoming students in a month."""

    class Meta:
        unknown = EXCLUDE

    lc_id = fields.UUID(required=True)
    month = fields.String(required=True, validate=MONTH)


class Terms(Schema):
    """Exchange conditions: what a host asks and offers (domain section 5)."""

    class Meta:
        unknown = EXCLUDE

    student_types = some_of(STUDENT_TYPES)
    languages = fields.List(fields.Nested(Language), load_default=list)
    calendar = fields.List(fields.Nested(CityMonth), load_default=list)
    start_day_rule = maybe_text(300)
    hours_per_day = fields.Integer(load_default=7, validate=validate.Range(1, 12))
    days_per_week = fields.Integer(load_default=5, validate=validate.Range(1, 7))
    incomings = fields.Integer(load_default=0, validate=validate.Range(0, 10_000))
    unilateral_fee = fields.Decimal(load_default=None, allow_none=True, as_string=True)
    currency = maybe_text(3)
    lodging_kinds = some_texts()
    meals_per_working_day = fields.Integer(load_default=1, validate=validate.Range(0, 5))
    meals_where = maybe_text(300)
    pocket_money = fields.Decimal(load_default=None, allow_none=True, as_string=True)
    form_deadline_weeks = fields.Integer(load_default=12, validate=validate.Range(4, 30))
    acceptance_deadline_weeks = fields.Integer(load_default=8, validate=validate.Range(1, 30))
    confirmation_deadline_weeks = fields.Integer(load_default=4, validate=validate.Range(1, 30))
    distinct_committees = fields.Boolean(load_default=False)
    special_documents = some_of(SPECIAL_DOCUMENTS)
    needs_invitation_letter = fields.Boolean(load_default=False)
    cancellation_terms = maybe_text(2_000)
    remarks = maybe_text(2_000)
