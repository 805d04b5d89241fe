"""The filters of the catalogue: what there is to choose, how often, and what is chosen."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from flask import request

from gateway.api.context import today
from gateway.views.keyset import Row
from gateway.web.language import formats, gettext, marked
from gateway.web.language.words import word
from gateway.web.lists.addresses import toggled


@dataclass(frozen=True)
class Choice:
    """A value to filter by, how many projects it would leave, and where a click leads."""

    value: str
    text: str
    count: int
    is_chosen: bool
    address: str


@dataclass(frozen=True)
class Group:
    """The values of one facet; ``name`` is the argument of the address."""

    name: str
    title: str
    options: list[Choice]


@dataclass(frozen=True)
class Facet:
    """A facet: its argument, its marked title, how a value is written, in which order."""

    name: str
    title: str
    written: Callable[[str], str]
    is_in_order_of_value: bool = False


FACETS = {
    "countries": Facet("country", marked("Country"), formats.country),
    "months": Facet("month", marked("Month with places"), formats.month, True),
    "types": Facet("type", marked("Kind of project"), word),
    "objectives": Facet("objective", marked("What you learn"), word),
    "languages": Facet("language", marked("Language"), formats.language_name),
    "weeks": Facet("weeks", marked("Length"), formats.weeks, True),
    "fields": Facet("field", marked("Field"), partial(word, kind="field")),
    "cities": Facet("city", marked("City"), str),
}


def groups_of(rows: Iterable[Row]) -> list[Group]:
    """The facets as counted by the views, each with its values in order."""
    counted: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    for row in rows:
        counted[row["facet"]][row["value"]] = row["projects"]
    return [_group(facet, counted[name]) for name, facet in FACETS.items()]


def _group(facet: Facet, counts: dict[str, int]) -> Group:
    chosen = request.args.getlist(facet.name)
    counts = {**dict.fromkeys(chosen, 0), **counts}
    options = [
        _choice(facet, value, count, value in chosen)
        for value, count in counts.items()
        if value in chosen or _is_to_come(facet, value)
    ]
    return Group(facet.name, gettext(facet.title), sorted(options, key=_order_of(facet)))


def _choice(facet: Facet, value: str, count: int, is_chosen: bool) -> Choice:
    text = facet.written(value) if _can_be_written(facet, value) else value
    return Choice(value, text, count, is_chosen, toggled(facet.name, value))


def _can_be_written(facet: Facet, value: str) -> bool:
    """Addresses are written by anybody, and may hold what is no month and no number."""
    try:
        facet.written(value)
    except ValueError:
        return False
    return True


def _is_to_come(facet: Facet, value: str) -> bool:
    return facet.name != "month" or value >= f"{today():%Y-%m}"


def _order_of(facet: Facet) -> Callable[[Choice], tuple[object, ...]]:
    if facet.is_in_order_of_value:
        return lambda choice: (choice.value,)
    return lambda choice: (not choice.is_chosen, -choice.count, choice.text)
