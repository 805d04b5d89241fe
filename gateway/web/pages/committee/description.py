"""The description of a project as a form: drafting and revising fill in the same fields."""

from collections.abc import Iterable
from typing import Any

from gateway.views.keyset import Row
from gateway.web.forms import Number, OneOf, Option, Paragraph, SomeNumbers, SomeOf, Text, YesNo
from gateway.web.forms.fields import Field
from gateway.web.language import formats, marked
from gateway.web.language.codes import FIELDS_OF_STUDY
from gateway.web.pages.committee.choices import codes
from services.contracts.shapes import LEARNING_OBJECTIVES, PROJECT_TYPES

LANGUAGES = ("en", "fr", "es", "pt", "de", "it", "ar", "ru", "tr", "zh", "ja", "ko", "pl",
             "cs", "hu", "ro", "el", "nl", "sv", "da", "nb", "fi", "hr", "sr", "uk", "id",
             "th")  # fmt: skip
LENGTHS = (4, 8)


def languages() -> Iterable[Option]:
    """The languages in which projects are worked on, by their names."""
    named = [Option(tag, formats.language_name(tag)) for tag in LANGUAGES]
    return sorted(named, key=lambda option: option.text)


def lengths() -> Iterable[Option]:
    """How long students stay."""
    return [Option(str(number), formats.weeks(number)) for number in LENGTHS]


def _a(name: str) -> str:
    return f"description.{name}"


FIELDS: tuple[Field, ...] = (
    Text(_a("title"), marked("Title")),
    OneOf(_a("type"), marked("Kind of project"), options=codes(PROJECT_TYPES)),
    OneOf(
        _a("field_of_study"),
        marked("Field"),
        options=codes(FIELDS_OF_STUDY, "field"),
        none=marked("Another one"),
    ),
    Text(_a("department"), marked("Department")),
    Text(_a("city"), marked("City")),
    SomeOf(_a("languages"), marked("Languages"), options=languages),
    Paragraph(_a("background"), marked("Why it matters")),
    Paragraph(_a("aim"), marked("What is to be found out")),
    Paragraph(_a("methods"), marked("Methods and techniques")),
    Paragraph(_a("student_tasks"), marked("What the student does")),
    Paragraph(_a("theoretical_teaching"), marked("Teaching")),
    Paragraph(_a("expected_outcome"), marked("What should come of it")),
    SomeOf(
        _a("learning_objectives"),
        marked("What the student learns"),
        options=codes(LEARNING_OBJECTIVES),
    ),
    Paragraph(_a("skills_required"), marked("What the student should know already"), rows=3),
    Text(_a("student_level"), marked("Level of the student")),
    Paragraph(_a("limits"), marked("What a student may not do"), rows=3),
    YesNo(_a("needs_ethics_clearance"), marked("An ethics committee has to clear it first")),
    SomeNumbers(_a("weeks"), marked("Length of the stay"), options=lengths),
    Number(_a("hours_per_week"), marked("Hours per week")),
    Paragraph(_a("reading_list"), marked("To read before"), rows=3),
    Paragraph(_a("remarks"), marked("Remarks"), rows=3),
    Text(_a("accreditation"), marked("Accreditation")),
)

BEGINNING = {
    _a("languages"): ["en"],
    _a("weeks"): ["4"],
    _a("hours_per_week"): "35",
}


def as_values(row: Row) -> dict[str, Any]:
    """A description as it stands, by the form's fields."""
    names = (field.name.partition(".")[2] for field in FIELDS)
    return {_a(name): row.get(name) for name in names}
