"""Days, instants, numbers, lists and names as the visitor's language writes them (CLDR).

They are the filters of the templates; each takes what a view or an answer holds, also as text.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_datetime_format
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_currency, format_decimal, format_percent
from flask import g, has_request_context

from gateway.web.language import language, ngettext

DASH = " \N{EN DASH} "


BRITISH = {"en": "en_GB"}
"""Who reads English here comes from anywhere: days come first, weeks begin on Monday."""


@cache
def locale_of(tag: str) -> Locale:
    """The locale of a language."""
    return Locale.parse(BRITISH.get(tag, tag))


def locale() -> Locale:
    """The visitor's locale."""
    return locale_of(language())


def day(value: date | str | None, style: str = "long") -> str:
    """A calendar day; empty for none."""
    if not value:
        return ""
    read = date.fromisoformat(value) if isinstance(value, str) else value
    return format_date(read, format=style, locale=locale())


def short_day(value: date | str | None) -> str:
    """A calendar day in a table."""
    return day(value, "medium")


def period(start: date | str | None, end: date | str | None) -> str:
    """From a day to a day."""
    return f"{short_day(start)}{DASH}{short_day(end)}" if start and end else short_day(start or end)


def moment(value: datetime | str | None) -> str:
    """An instant to the minute, in the visitor's time zone; empty for none."""
    if not value:
        return ""
    read = datetime.fromisoformat(value) if isinstance(value, str) else value
    zone = g.visitor.zone if has_request_context() and "visitor" in g else None
    there = read.astimezone(zone) if zone else read
    time = format_time(there, format="short", locale=locale())
    joined = str(get_datetime_format("medium", locale=locale()))
    return joined.replace("'", "").format(time, short_day(there.date()))


def month(value: str | None) -> str:
    """A month, given as ``YYYY-MM``."""
    return _skeleton("yMMMM", value)


def short_month(value: str | None) -> str:
    """A month in a table."""
    return _skeleton("yMMM", value)


def _skeleton(skeleton: str, value: str | None) -> str:
    if not value:
        return ""
    first = datetime.fromisoformat(f"{value}-01")
    return format_skeleton(skeleton, first, locale=locale())


def number(value: Any) -> str:
    """A number."""
    return format_decimal(value, locale=locale())


def compact(value: int) -> str:
    """A number in few signs."""
    return format_compact_decimal(value, locale=locale(), fraction_digits=1)


def percent(share: float) -> str:
    """A share of one."""
    return format_percent(share, locale=locale())


def money(amount: Decimal | str | None, currency: str) -> str:
    """An amount of money; empty for none."""
    if amount in (None, ""):
        return ""
    if not currency:
        return number(Decimal(str(amount)))
    return format_currency(Decimal(str(amount)), currency, locale=locale())


def listed(things: Iterable[str], style: str = "standard") -> str:
    """Some things in a row."""
    return format_list(list(things), style=style, locale=locale())  # type: ignore[arg-type]


def country(code: str | None) -> str:
    """A country (ISO 3166-1)."""
    return str(locale().territories.get(code or "", code or ""))


def language_name(tag: str | None) -> str:
    """A language (BCP 47), with a capital letter as it stands in lists."""
    name = str(locale().languages.get((tag or "").partition("-")[0], tag or ""))
    return name[:1].upper() + name[1:]


def weeks(value: int | str) -> str:
    """So many weeks."""
    return ngettext("{number} week", "{number} weeks", int(value))
