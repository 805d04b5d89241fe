"""Whether a student fits a host and its projects: said before anything is chosen.

The rules are those of the service, which decides when the form is submitted; here they are read
from the conditions that the exchange has pinned, to spare a student a form that cannot succeed.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gateway.views.keyset import Row
from gateway.web.language import gettext, marked
from gateway.web.language.formats import language_name
from services.contracts.conditions import LEVELS

STANDARD_DOCUMENTS = ("terms", "passport_copy", "photo", "proof_of_enrolment")
MOST_CHOICES = 3
"""The programme's usual number of wishes; the service knows each exchange's own."""

NO_MONTH = marked("No month is left: none is open that can still be reached in time.")
SAME_COMMITTEE = marked("You chose another project of this committee; the host wants each"
                        " project in another one.")  # fmt: skip
ENOUGH = marked("You have chosen {number} projects already. Take one out first.")


@dataclass(frozen=True)
class Check:
    """Something that the host asks for; ``is_met`` is None where nobody can say yet."""

    text: str
    is_met: bool | None
    more: str = ""

    @property
    def tone(self) -> str:
        """How it is shown."""
        return {True: "done", False: "late", None: "info"}[self.is_met]


@dataclass(frozen=True)
class Chance:
    """A project with what speaks against it, and the months in which it can be reached."""

    project: Row
    months: list[str]
    obstacle: str = ""


def languages_asked(terms: dict[str, Any], spoken: Collection[Row]) -> Iterator[Check]:
    """The languages that the host asks for, beside those of the student."""
    levels = {one["language"].partition("-")[0]: one["level"] for one in spoken}
    for asked in terms["languages"]:
        own = levels.get(asked["language"].partition("-")[0])
        name = language_name(asked["language"])
        text = gettext("{language}, level {level}", language=name, level=asked["level"])
        if own is None:
            yield Check(text, None, gettext("Your record does not say how well you speak it."))
        else:
            is_met = LEVELS.index(own) >= LEVELS.index(asked["level"])
            yield Check(text, is_met, gettext("You: {level}", level=own))


def months_within_reach(project: Row, exchange: Row, terms: dict[str, Any], day: date) -> list[str]:
    """The months with a free place that the calendar, the season and the deadline allow."""
    calendar = {(str(one["lc_id"]), one["month"]) for one in terms["calendar"]}
    earliest = f"{day + timedelta(weeks=terms['form_deadline_weeks']):%Y-%m}"
    first, last = season_months(exchange["season"])
    return [
        month["month"]
        for month in project["months"]
        if month["left"] > 0
        and max(first, earliest) <= month["month"] <= last
        and (not calendar or (str(project["lc_id"]), month["month"]) in calendar)
    ]


def season_months(season: str) -> tuple[str, str]:
    """The first and the last month of a season: it runs from April to March."""
    return f"{season[:4]}-04", f"{season[5:]}-03"


def chance(
    project: Row, exchange: Row, terms: dict[str, Any], chosen: Collection[Row], day: date
) -> Chance:
    """What a project has to offer to this student, beside those that are chosen already."""
    months = months_within_reach(project, exchange, terms, day)
    return Chance(project, months, _obstacle(project, months, terms, chosen))


def _obstacle(
    project: Row, months: list[str], terms: dict[str, Any], chosen: Collection[Row]
) -> str:
    if not months:
        return gettext(NO_MONTH)
    if len(chosen) >= MOST_CHOICES:
        return gettext(ENOUGH, number=len(chosen))
    if terms["distinct_committees"] and project["lc_id"] in {one["lc_id"] for one in chosen}:
        return gettext(SAME_COMMITTEE)
    return ""


def papers_asked(terms: dict[str, Any]) -> list[str]:
    """The kinds of documents that the form comes with: the standard ones, and the host's."""
    return [*STANDARD_DOCUMENTS, *terms["special_documents"]]
