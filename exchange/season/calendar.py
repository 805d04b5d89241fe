"""Which seasons and months a sample season touches, seen from the day on which it is made."""

from datetime import date, timedelta

MONTHS_BACK = 8
MONTHS_AHEAD = 7
FORM_WEEKS_BEFORE_START = 20


def month_shifted(month: date, by: int) -> date:
    """The first day of the month that lies ``by`` months later."""
    months = month.year * 12 + month.month - 1 + by
    return date(months // 12, months % 12 + 1, 1)


def months_around(today: date) -> list[date]:
    """The first days of the months in which sample exchanges begin."""
    this = today.replace(day=1)
    return [month_shifted(this, offset) for offset in range(-MONTHS_BACK, MONTHS_AHEAD + 1)]


def months_open(today: date) -> list[date]:
    """Those months and the one after: a stay that begins late in one ends in the next."""
    months = months_around(today)
    return [*months, month_shifted(months[-1], 1)]


def begin_of_forms(start: date) -> date:
    """The day on which the forms of exchanges that begin on a day are given out."""
    return start - timedelta(weeks=FORM_WEEKS_BEFORE_START)


def season_of(day: date) -> str:
    """The season (1 April to 31 March) in which a day lies."""
    first = day.year if day.month >= 4 else day.year - 1
    return f"{first}-{first + 1}"


def seasons_around(today: date) -> list[str]:
    """The seasons of the sample's months, in order."""
    return list(dict.fromkeys(season_of(month) for month in months_around(today)))
