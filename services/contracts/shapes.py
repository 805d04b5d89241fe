"""Shapes that many facts and commands share: one name and one format for each.

Days are ISO dates, moments are ISO date-times with an offset, months are ``YYYY-MM``,
seasons are ``YYYY-YYYY`` (1 April to 31 March), money is a decimal string with ISO 4217.
"""

import re
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError, fields, validate

LEARNING_OBJECTIVES = (
    "literature_study",
    "collecting_data",
    "scientific_writing",
    "lab_work",
    "statistics",
    "ethics",
)
PROJECT_TYPES = ("basic_science", "clinical_with_lab", "clinical_without_lab", "global_action")

# "$" alone also matches before a final line break, and JSON Schema does not know "\Z".
END = r"(?!\n)$"
MONTH = validate.Regexp(r"^2[0-9]{3}-(0[1-9]|1[0-2])" + END, error="Give a month as YYYY-MM.")
SEASON = validate.Regexp(
    r"^2[0-9]{3}-2[0-9]{3}" + END, error="Give a season as YYYY-YYYY, e.g. 2026-2027."
)
# White space as Python and as JSON Schema know it, which differ, and control characters.
BLANK = r"\s\u0000-\u001f\u007f-\u009f\ufeff"
AMOUNT = r"^[0-9]{1,9}(\.[0-9]{1,3})?" + END
CODE = validate.Regexp(r"^[a-z][a-z0-9_]{0,59}" + END, error="Give a code such as mentor_on_leave.")


class WholeNumber(fields.Integer):
    """A whole number; 4.0 is one too, as in JSON, which has one kind of numbers."""

    def _validated(self, value: Any) -> int:
        is_whole = isinstance(value, float) and value.is_integer()
        return super()._validated(int(value) if is_whole else value)


class Amount(fields.Decimal):
    """An amount of money, as a text: a number of JSON may have lost a cent on its way."""

    def _validated(self, value: Any) -> Decimal:
        if not isinstance(value, str) or not re.match(AMOUNT, value):
            raise ValidationError("Give an amount as a text, such as 150.00.")
        return super()._validated(value)


def storable(text: str) -> str:
    """Refuse what databases and UTF-8 cannot hold: the character NUL and lone surrogates."""
    if any(character == "\0" or "\ud800" <= character <= "\udfff" for character in text):
        raise ValidationError("Remove the invisible characters that cannot be stored.")
    return text


def an_id(**options: Any) -> fields.UUID:
    """A required id of a person, aggregate or document."""
    return fields.UUID(**{"required": True, **options})


def maybe_id(**options: Any) -> fields.UUID:
    """An id that may be absent."""
    return fields.UUID(load_default=None, allow_none=True, **options)


def a_day(**options: Any) -> fields.Date:
    """A required calendar day."""
    return fields.Date(**{"required": True, **options})


def maybe_day(**options: Any) -> fields.Date:
    """A calendar day that may be absent."""
    return fields.Date(load_default=None, allow_none=True, **options)


def a_moment(**options: Any) -> fields.AwareDateTime:
    """A required instant; the offset must be given."""
    return fields.AwareDateTime(**{"required": True, **options})


def a_month(**options: Any) -> fields.String:
    """A required month, YYYY-MM."""
    return fields.String(**{"required": True, "validate": MONTH, **options})


def a_season(**options: Any) -> fields.String:
    """A required season, YYYY-YYYY."""
    return fields.String(**{"required": True, "validate": SEASON, **options})


def a_count(minimum: int = 0, maximum: int = 10_000, **options: Any) -> fields.Integer:
    """A required whole number within bounds."""
    within = validate.Range(min=minimum, max=maximum)
    return WholeNumber(**{"required": True, "strict": True, "validate": within, **options})


def maybe_amount(**options: Any) -> fields.Decimal:
    """An amount of money that may be absent."""
    described = {"pattern": AMOUNT}
    return Amount(load_default=None, allow_none=True, as_string=True, metadata=described, **options)


def a_flag(**options: Any) -> fields.Boolean:
    """A required yes or no."""
    return fields.Boolean(**{"required": True, **options})


def a_text(maximum: int = 200, minimum: int = 1, **options: Any) -> fields.String:
    """A required text in any script, of bounded length."""
    checks = (validate.Length(min=minimum, max=maximum), storable)
    return fields.String(**{"required": True, "validate": checks, **options})


def maybe_text(maximum: int = 2_000, **options: Any) -> fields.String:
    """A text that may be absent; absent is the empty string."""
    checks = (validate.Length(max=maximum), storable)
    return fields.String(load_default="", validate=checks, **options)


def one_of(choices: Any, **options: Any) -> fields.String:
    """A required word out of a list (or of an enumeration's values)."""
    words = [str(choice) for choice in choices]
    return fields.String(**{"required": True, "validate": validate.OneOf(words), **options})


def a_code(**options: Any) -> fields.String:
    """A required coded reason: words about a person have no place in the log."""
    return fields.String(**{"required": True, "validate": CODE, **options})


def some_texts(maximum: int = 20, length: int = 200, **options: Any) -> fields.List[Any]:
    """A list of short texts; absent is the empty list."""
    item = fields.String(validate=(validate.Length(min=1, max=length), storable))
    return fields.List(item, load_default=list, validate=validate.Length(max=maximum), **options)


def some_of(choices: Any, **options: Any) -> fields.List[Any]:
    """A list of words out of a list of choices; absent is the empty list."""
    words = [str(choice) for choice in choices]
    item = fields.String(validate=validate.OneOf(words))
    return fields.List(item, load_default=list, **options)
