"""Exchange conditions as a person reads them: a name and a text for every term."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.web.language import formats, gettext, marked, ngettext
from gateway.web.language.words import words

Terms = Mapping[str, Any]


@dataclass(frozen=True)
class Term:
    """A term: its name among the conditions, its marked title, and how it is written."""

    name: str
    title: str
    written: Callable[[Terms], str]


def _text(name: str) -> Callable[[Terms], str]:
    return lambda terms: str(terms[name] or "")


def _number(name: str) -> Callable[[Terms], str]:
    return lambda terms: formats.number(terms[name]) if terms[name] else ""


def _weeks_before(name: str) -> Callable[[Terms], str]:
    return lambda terms: ngettext(
        "{number} week before the start", "{number} weeks before the start", terms[name]
    )


def _yes_or_no(name: str) -> Callable[[Terms], str]:
    return lambda terms: gettext("Yes") if terms[name] else gettext("No")


def _languages(terms: Terms) -> str:
    spoken = terms["languages"]
    return formats.listed(f"{formats.language_name(s['language'])} {s['level']}" for s in spoken)


def _calendar(terms: Terms) -> str:
    months = sorted({entry["month"] for entry in terms["calendar"]})
    return formats.listed(formats.short_month(month) for month in months)


def _meals(terms: Terms) -> str:
    number = terms["meals_per_working_day"]
    if not number:
        return ""
    meals = ngettext("{number} meal per working day", "{number} meals per working day", number)
    return f"{meals} ({terms['meals_where']})" if terms["meals_where"] else meals


def _money(name: str) -> Callable[[Terms], str]:
    return lambda terms: formats.money(terms[name], terms["currency"])


def _listed_words(name: str) -> Callable[[Terms], str]:
    return lambda terms: formats.listed(sorted(words(terms[name])))


TERMS = (
    Term("student_types", marked("Students"), _listed_words("student_types")),
    Term("languages", marked("Languages needed"), _languages),
    Term("calendar", marked("Months"), _calendar),
    Term("start_day_rule", marked("First day"), _text("start_day_rule")),
    Term("hours_per_day", marked("Hours a day"), _number("hours_per_day")),
    Term("days_per_week", marked("Days a week"), _number("days_per_week")),
    Term("incomings", marked("Students taken"), _number("incomings")),
    Term("lodging_kinds", marked("Lodging"), _listed_words("lodging_kinds")),
    Term("meals_per_working_day", marked("Meals"), _meals),
    Term("pocket_money", marked("Pocket money"), _money("pocket_money")),
    Term("unilateral_fee", marked("Fee where nobody comes back"), _money("unilateral_fee")),
    Term("form_deadline_weeks", marked("Form due"), _weeks_before("form_deadline_weeks")),
    Term(
        "acceptance_deadline_weeks",
        marked("Card of acceptance due"),
        _weeks_before("acceptance_deadline_weeks"),
    ),
    Term(
        "confirmation_deadline_weeks",
        marked("Card of confirmation due"),
        _weeks_before("confirmation_deadline_weeks"),
    ),
    Term(
        "distinct_committees",
        marked("Three projects in three committees"),
        _yes_or_no("distinct_committees"),
    ),
    Term("special_documents", marked("Special documents"), _listed_words("special_documents")),
    Term(
        "needs_invitation_letter",
        marked("Invitation letter needed"),
        _yes_or_no("needs_invitation_letter"),
    ),
    Term("cancellation_terms", marked("Cancellation"), _text("cancellation_terms")),
    Term("remarks", marked("Remarks"), _text("remarks")),
)


def written(terms: Terms) -> list[tuple[str, str]]:
    """The terms that say something, each with its title."""
    said = [(gettext(term.title), term.written(terms)) for term in TERMS]
    return [(title, text) for title, text in said if text]
