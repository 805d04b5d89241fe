"""Days for tests."""

from datetime import date


def day(month: int, number: int, year: int = 2027) -> date:
    """A day of the year in which the tests' exchanges take place."""
    return date(year, month, number)
