"""The form of a host's conditions: every term of a season in one form, in parts with a heading."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gateway.views.keyset import Row
from gateway.web.forms import Form, Number, Option, Paragraph, SomeOf, Text, YesNo
from gateway.web.forms.fields import Field, Sent
from gateway.web.language import formats, marked
from gateway.web.language.words import words
from services.contracts.conditions import SPECIAL_DOCUMENTS, STUDENT_TYPES
from services.projects.schemas import PublishConditions

FIRST_MONTH = 4
MONTHS = 12
LODGING = ("hall of residence", "host family", "flat")
BETWEEN = "/"


@dataclass(frozen=True)
class Languages(Paragraph):
    """Languages with their levels, one on a line, such as ``en B2``."""

    def read(self, sent: Sent) -> Any:
        """A language and a level of every line; what is missing is left to the schema to refuse."""
        lines = [line.split() for line in self.typed(sent).splitlines() if line.strip()]
        return [{"language": line[0], "level": (line[1:] or [""])[0].upper()} for line in lines]

    def shown(self, value: Any) -> Any:
        """One language on a line."""
        return "\n".join(f"{one['language']} {one['level']}" for one in value or ())


@dataclass(frozen=True)
class Calendar(SomeOf):
    """The months in which each committee takes students."""

    def read(self, sent: Sent) -> Any:
        """Committee and month of each box that is ticked."""
        ticked = [value.split(BETWEEN, 1) for value in self.typed(sent) if BETWEEN in value]
        return [{"lc_id": lc_id, "month": month} for lc_id, month in ticked]

    def shown(self, value: Any) -> Any:
        """The boxes that are ticked."""
        return [f"{one['lc_id']}{BETWEEN}{one['month']}" for one in value or ()]


def months_of(season: str) -> list[str]:
    """The months of a season, from April to March."""
    year = int(season[:4])
    counted = [FIRST_MONTH - 1 + number for number in range(MONTHS)]
    return [f"{year + number // MONTHS}-{number % MONTHS + 1:02}" for number in counted]


def _named(codes: Iterable[str]) -> list[Option]:
    return [Option(code, text) for code, text in zip(codes, words(codes), strict=True)]


def _calendar_options(committees: list[Row], season: str) -> list[Option]:
    return [
        Option(f"{c['lc_id']}{BETWEEN}{month}", f"{c['faculty']}: {formats.month(month)}")
        for c in committees
        for month in months_of(season)
    ]


def parts(committees: list[Row], season: str, lodging: Iterable[str]) -> dict[str, list[Field]]:
    """The fields by marked heading; ``lodging`` are kinds that were offered before."""
    kinds = list(dict.fromkeys((*LODGING, *lodging)))
    return {
        marked("Whom you take"): [
            SomeOf("terms.student_types", marked("Students"), options=lambda: _named(STUDENT_TYPES),
                   hint=marked("None ticked: all of them.")),
            Languages("terms.languages", marked("Languages needed"), rows=3,
                      hint=marked("One on a line, with its level, such as: en B2")),
            Number("terms.incomings", marked("Students taken in the season"),
                   hint=marked("0: no limit beside the contracts.")),
            YesNo("terms.distinct_committees",
                  marked("The three projects must be in three committees")),
            SomeOf("terms.special_documents", marked("Special documents"),
                   options=lambda: _named(SPECIAL_DOCUMENTS)),
            YesNo("terms.needs_invitation_letter", marked("An invitation letter is needed")),
        ],
        marked("When"): [
            Calendar("terms.calendar", marked("Months by committee"),
                     options=lambda: _calendar_options(committees, season),
                     hint=marked("None ticked: every month.")),
            Text("terms.start_day_rule", marked("First day")),
            Number("terms.hours_per_day", marked("Hours a day")),
            Number("terms.days_per_week", marked("Days a week")),
        ],
        marked("Lodging, meals and money"): [
            SomeOf("terms.lodging_kinds", marked("Lodging"), options=lambda: _named(kinds)),
            Number("terms.meals_per_working_day", marked("Meals per working day")),
            Text("terms.meals_where", marked("Where")),
            Text("terms.pocket_money", marked("Pocket money"),
                 hint=marked("Instead of meals; an amount such as 150.00")),
            Text("terms.unilateral_fee", marked("Fee where nobody comes back")),
            Text("terms.currency", marked("Currency"), hint=marked("Three letters, such as EUR")),
        ],
        marked("Deadlines, in weeks before the start"): [
            Number("terms.form_deadline_weeks", marked("Form")),
            Number("terms.acceptance_deadline_weeks", marked("Card of acceptance")),
            Number("terms.confirmation_deadline_weeks", marked("Card of confirmation")),
        ],
        marked("In words"): [
            Paragraph("terms.cancellation_terms", marked("Cancellation")),
            Paragraph("terms.remarks", marked("Remarks")),
        ],
    }  # fmt: skip


def form_of(fields: dict[str, list[Field]]) -> Form:
    """The form with the fields of all parts."""
    every = tuple(field for part in fields.values() for field in part)
    return Form("projects", PublishConditions, every, marked("Publish this version"))


def known_of(version: Row | None) -> dict[str, Any]:
    """The terms as they are now, by the names of the fields."""
    return {f"terms.{name}": value for name, value in version["terms"].items()} if version else {}
