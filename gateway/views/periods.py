"""Days and months: how many periods fall on the busiest day, which months a period touches."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

Period = tuple[date, date]
"""From a day to a day, both included."""


def busiest(periods: Iterable[Period], start: date, end: date) -> int:
    """How many of the periods fall on the busiest day between two days.

    The number only grows on a day when one begins, so these days are enough.
    """
    busy = [(first, last) for first, last in periods if first <= end and last >= start]
    days = [start, *(first for first, _ in busy if first > start)]
    return max(sum(first <= day <= last for first, last in busy) for day in days)


def month_of(day: date) -> str:
    """The month of a day, as YYYY-MM."""
    return f"{day:%Y-%m}"


def days_of(month: str) -> Period:
    """The first and the last day of a month."""
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def months_between(start: date, end: date) -> list[str]:
    """The months that a period touches."""
    months, day = [], start.replace(day=1)
    while day <= end:
        months.append(month_of(day))
        day = (day + timedelta(days=31)).replace(day=1)
    return months
