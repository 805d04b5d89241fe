"""Which personal data and documents are kept of a person, and what may stand in each field.

Names are kept as they were typed, in any script; only equivalent spellings of the same
characters are made one (Unicode normalisation form C), so that searching and comparing work.
"""

import re
from collections.abc import Mapping
from typing import Any
from unicodedata import category, normalize
from zoneinfo import ZoneInfo

from marshmallow import RAISE, Schema, ValidationError, fields, validate

from services.contracts.conditions import LEVELS, SPECIAL_DOCUMENTS
from services.contracts.shapes import BLANK, END

ADDRESS = rf"^[^@{BLANK}]+@[^@.{BLANK}]+(\.[^@.{BLANK}]+)+" + END
COUNTRY = validate.Regexp(
    r"^[A-Z]{2}" + END, error="Give a country as two capital letters, e.g. PT."
)
LANGUAGE = validate.Regexp(
    r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*" + END, error="Give a language tag, e.g. en or pt-BR."
)
PHONE = validate.Regexp(
    r"^\+?[0-9 ().\-/]{4,40}" + END, error="Give a phone number, e.g. +351 912 345 678."
)
TIME_OF_DAY = validate.Regexp(
    r"^([01][0-9]|2[0-3]):[0-5][0-9]" + END, error="Give a time as HH:MM."
)

UNREADABLE = frozenset({"Cc", "Cs"})
"""The Unicode categories that no text has: control characters and halves of characters."""


class Line(fields.String):
    """Text in any script on one line, normalised."""

    kept_controls = frozenset("")
    pattern = r"^(?=[\s\S]*\S)[^\u0000-\u001f\u007f-\u009f]*$"
    """The rules below, as the description of the API has them."""

    def __init__(self, maximum: int, **options: Any) -> None:
        length = validate.Length(min=1, max=maximum)
        described = {"pattern": self.pattern, **options.pop("metadata", {})}
        rules = {"allow_none": True, "validate": length, "metadata": described}
        super().__init__(**{**rules, **options})

    def _deserialize(self, value: Any, *arguments: Any, **options: Any) -> str:
        text = normalize("NFC", super()._deserialize(value, *arguments, **options))
        if not text.strip():
            raise ValidationError("Give some text, or null to remove it.")
        if any(category(c) in UNREADABLE and c not in self.kept_controls for c in text):
            raise ValidationError("Remove the control characters.")
        return text


class Paragraph(Line):
    """Text in any script on several lines, normalised."""

    kept_controls = frozenset("\n\r\t")
    pattern = r"^(?=[\s\S]*\S)[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"


class Address(Line):
    """An e-mail address, also an internationalised one; the form is checked, not the mailbox."""

    pattern = ADDRESS

    def _deserialize(self, value: Any, *arguments: Any, **options: Any) -> str:
        text = super()._deserialize(value, *arguments, **options).strip()
        if not re.match(ADDRESS, text):
            raise ValidationError("Give an e-mail address, e.g. name@example.org.")
        return text


def _is_time_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:  # unknown, outside the folder, a folder
        raise ValidationError("Give a time zone, e.g. Europe/Lisbon.") from error


class Part(Schema):
    """A value of several parts."""

    class Meta:
        unknown = RAISE


class SpokenLanguage(Part):
    """A language that the person speaks, and how well."""

    language = fields.String(required=True, validate=LANGUAGE)
    level = fields.String(required=True, validate=validate.OneOf(LEVELS))


class Journey(Part):
    """An arrival or a departure: day, local time, place, and the number of train or flight."""

    day = fields.Date(required=True)
    time = fields.String(validate=TIME_OF_DAY)
    place = Line(300)
    number = Line(50)


class EmergencyContact(Part):
    """Whom to call when something happens."""

    name = Line(200, required=True, allow_none=False)
    phone = fields.String(required=True, validate=PHONE)
    relation = Line(100)
    language = fields.String(validate=LANGUAGE)


class Insurance(Part):
    """The person's health or liability insurance abroad."""

    insurer = Line(200, required=True, allow_none=False)
    policy_number = Line(100)
    phone = fields.String(validate=PHONE)
    valid_until = fields.Date()


class PersonalData(Schema):
    """The fields of a person; those that are absent stay as they are, null removes one."""

    class Meta:
        unknown = RAISE

    given_name = Line(200)
    family_name = Line(200)
    native_name = Line(200, metadata={"description": "The whole name in its own script."})
    email = Address(254)
    phone = fields.String(allow_none=True, validate=PHONE)
    birth_date = fields.Date(allow_none=True)
    gender = Line(50)
    nationality = fields.String(allow_none=True, validate=COUNTRY)
    passport_number = Line(50)
    passport_valid_until = fields.Date(allow_none=True)
    languages = fields.List(
        fields.Nested(SpokenLanguage), allow_none=True, validate=validate.Length(max=30)
    )
    medical_school = Line(300)
    studying_since = fields.Date(allow_none=True)
    clinical_since = fields.Date(allow_none=True)
    diet = Paragraph(500)
    allergies = Paragraph(1_000)
    may_share_diet = fields.Boolean(
        allow_none=True, metadata={"description": "Whether the housing provider may know the diet."}
    )
    emergency_contact = fields.Nested(EmergencyContact, allow_none=True)
    insurance = fields.Nested(Insurance, allow_none=True)
    arrival = fields.Nested(Journey, allow_none=True)
    departure = fields.Nested(Journey, allow_none=True)
    language = fields.String(allow_none=True, validate=LANGUAGE)
    time_zone = fields.String(allow_none=True, validate=[validate.Length(max=64), _is_time_zone])


FIELDS = frozenset(PersonalData().fields)
STANDARD_DOCUMENTS = ("motivation_letter", "passport_copy", "photo", "proof_of_enrolment", "terms")
DOCUMENT_KINDS = tuple(dict.fromkeys((*STANDARD_DOCUMENTS, *SPECIAL_DOCUMENTS, "diary")))


def display_name(data: Mapping[str, Any]) -> str:
    """What to call the person in a letter or a list; empty while no name is known."""
    latin = " ".join(data[part] for part in ("given_name", "family_name") if part in data)
    return latin or data.get("native_name", "")
