"""The numbers of the programme, and the host's terms that an exchange is bound to.

Every number is a setting; its default is the common practice of national members. Both are
pinned when a form is assigned, so that what a student applied under stays what they are held to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from services.applications.errors import SeasonNotOneYear

NUMBERS_IN_TERMS = {
    "form_deadline_weeks": "form_deadline_weeks",
    "acceptance_weeks": "acceptance_deadline_weeks",
    "confirmation_weeks": "confirmation_deadline_weeks",
}


@dataclass(frozen=True)
class Rules:
    """The numbers that an exchange goes by."""

    fewest_choices: int = 1
    choices: int = 3
    submission_days: int = 14
    form_deadline_weeks: int = 12
    hold_days: int = 21
    acceptance_weeks: int = 8
    confirmation_weeks: int = 4
    confirmation_days_at_least: int = 7
    no_show_after_days: int = 1
    mid_appraisal_after_days: int = 7
    evaluation_opens_after_days: int = 14
    last_days: int = 7
    attendance_percent: int = 80
    evaluation_weeks: int = 4
    certificate_weeks: int = 6
    policy_version: int = 1

    def under(self, terms: Mapping[str, Any]) -> "Rules":
        """These rules with the numbers that the host's terms set themselves."""
        own = {ours: terms[theirs] for ours, theirs in NUMBERS_IN_TERMS.items() if theirs in terms}
        return replace(self, **own)

    def form_closes_on(self, start: date) -> date:
        """The last day on which the host takes a form for this start."""
        return start - timedelta(weeks=self.form_deadline_weeks)

    def accept_by(self, start: date) -> date:
        """The day by which the card of acceptance is due."""
        return start - timedelta(weeks=self.acceptance_weeks)

    def confirm_by(self, start: date, today: date) -> date:
        """The day by which the student confirms; a late acceptance leaves a few days anyway."""
        in_time = start - timedelta(weeks=self.confirmation_weeks)
        at_least = today + timedelta(days=self.confirmation_days_at_least)
        return min(max(in_time, at_least), start)

    def arrive_by(self, start: date) -> date:
        """The last day to arrive; who has not come by its end is a no-show."""
        return start + timedelta(days=self.no_show_after_days)

    def is_enough(self, present_days: int, working_days: int) -> bool:
        """Whether the attendance earns a certificate. Whole numbers, so that 80 % is 80 %."""
        return present_days * 100 >= self.attendance_percent * working_days


@dataclass(frozen=True)
class OpenMonth:
    """By the host's calendar the committee takes students in this month."""

    lc_id: UUID
    month: str


@dataclass(frozen=True)
class PinnedConditions:
    """The host's terms as they were when the form was assigned. Empty lists ask for nothing."""

    conditions_id: UUID
    conditions_number: int
    student_types: tuple[str, ...] = ()
    calendar: tuple[OpenMonth, ...] = ()
    distinct_committees: bool = False
    special_documents: tuple[str, ...] = ()
    days_per_week: int = 5
    incomings: int = 0

    @classmethod
    def pin(cls, conditions_id: UUID, number: int, terms: Mapping[str, Any]) -> "PinnedConditions":
        """What an exchange needs of the terms."""
        return cls(
            conditions_id=conditions_id,
            conditions_number=number,
            student_types=tuple(terms["student_types"]),
            calendar=tuple(OpenMonth(c["lc_id"], c["month"]) for c in terms["calendar"]),
            distinct_committees=terms["distinct_committees"],
            special_documents=tuple(terms["special_documents"]),
            days_per_week=terms["days_per_week"],
            incomings=terms["incomings"],
        )

    def is_open(self, lc_id: UUID, month: str) -> bool:
        """Whether the calendar lets the committee take students in the month."""
        return not self.calendar or OpenMonth(lc_id, month) in self.calendar


def season_bounds(season: str) -> tuple[date, date]:
    """The first and the last day of a season. Refused when it is not one year."""
    first, last = int(season[:4]), int(season[5:])
    if last != first + 1:
        raise SeasonNotOneYear(season=season)
    return date(first, 4, 1), date(last, 3, 31)


def is_working_day(day: date, days_per_week: int) -> bool:
    """Whether work is done on this weekday: a week's work begins on Monday."""
    return day.weekday() < days_per_week


def working_days(start: date, end: date, days_per_week: int) -> list[date]:
    """The days of work from a day to a day, both included."""
    days = (start + timedelta(days=n) for n in range((end - start).days + 1))
    return [day for day in days if is_working_day(day, days_per_week)]


def month_of(day: date) -> str:
    """The month of a day, as calendars name it."""
    return f"{day:%Y-%m}"


@dataclass(frozen=True)
class Work:
    """The period of work, both days included, and how its days are counted."""

    start: date
    end: date
    working_days: int
    days_per_week: int

    @classmethod
    def between(cls, start: date, end: date, days_per_week: int) -> "Work":
        """The period with its days counted; work that begins on the last weekend is one day."""
        count = len(working_days(start, end, days_per_week))
        return cls(start, end, max(count, 1), days_per_week)
