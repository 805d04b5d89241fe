"""The terms of a host for a season: one shape for whoever writes, pins or compares them.

The default values are the common practice found in published material of national members.
"""

from marshmallow import EXCLUDE, Schema, fields, validate

from services.contracts.shapes import (
    MONTH,
    a_count,
    a_text,
    maybe_amount,
    maybe_text,
    some_of,
    some_texts,
)

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
    hours_per_day = a_count(1, 12, required=False, load_default=7)
    days_per_week = a_count(1, 7, required=False, load_default=5)
    incomings = a_count(required=False, load_default=0)
    unilateral_fee = maybe_amount()
    currency = maybe_text(3)
    lodging_kinds = some_texts()
    meals_per_working_day = a_count(0, 5, required=False, load_default=1)
    meals_where = maybe_text(300)
    pocket_money = maybe_amount()
    form_deadline_weeks = a_count(4, 30, required=False, load_default=12)
    acceptance_deadline_weeks = a_count(1, 30, required=False, load_default=8)
    confirmation_deadline_weeks = a_count(1, 30, required=False, load_default=4)
    distinct_committees = fields.Boolean(load_default=False)
    special_documents = some_of(SPECIAL_DOCUMENTS)
    needs_invitation_letter = fields.Boolean(load_default=False)
    cancellation_terms = maybe_text(2_000)
    remarks = maybe_text(2_000)
