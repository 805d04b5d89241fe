"""What can run out is never given out more often than it is there, on any day.

Counted from published facts alone, one after the other as they were told: whenever something is
taken there must be one of it left on each of the days.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from services.contracts.envelope import Envelope

Data = dict[str, Any]
Days = frozenset[date]

ALWAYS: Days = frozenset({date.min})
"""The one day of what is taken for good."""


@dataclass(frozen=True)
class Claim:
    """What somebody has taken: on which days, and which one of several if that is told."""

    days: Days
    which: str = ""


@dataclass
class Supply:
    """One thing of which there is a number, for each month or at all times."""

    numbers: dict[str, int] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)

    def is_short_on(self, day: date) -> bool:
        """Whether more is taken than there is, or one of several is taken twice."""
        which = Counter(claim.which for claim in self.claims.values() if day in claim.days)
        number = self.numbers.get(f"{day:%Y-%m}", self.numbers.get("", 0))
        return which.total() > number or any(which[name] > 1 for name in which if name)


class Books:
    """Who has what. ``short`` says what was given out although none was left."""

    def __init__(self) -> None:
        self.short: list[str] = []
        self._supplies = defaultdict[str, Supply](Supply)

    def tell(self, fact: Envelope) -> None:
        """Enter what a fact says about what is taken, if it says anything."""
        if fact.name in ENTRIES:
            ENTRIES[fact.name](self, fact.data)

    def held_by(self, who: str) -> set[str]:
        """What somebody has, each by its kind and id."""
        return {name for name, supply in self._supplies.items() if who in supply.claims}

    def offer(self, name: str, number: int, month: str = "") -> None:
        """From now on there are so many."""
        self._supplies[name].numbers[month] = number

    def take(self, name: str, who: str, days: Days, which: str = "") -> None:
        """Somebody has one of it on these days."""
        supply = self._supplies[name]
        supply.claims[who] = Claim(days, which)
        if short_on := sorted(day for day in days if supply.is_short_on(day)):
            self.short.append(f"{name} is taken too often from {short_on[0]} on")

    def free(self, name: str, who: str) -> None:
        """Somebody has it no longer."""
        self._supplies[name].claims.pop(who, None)

    def begin_early(self, name: str, who: str, first: date) -> None:
        """Somebody has it from an earlier day on."""
        claim = self._supplies[name].claims[who]
        self.take(name, who, claim.days | _days(first, min(claim.days)), claim.which)

    def end_early(self, name: str, who: str, left_on: date) -> None:
        """Somebody has it no longer from that day on."""
        claims = self._supplies[name].claims
        days = frozenset(day for day in claims[who].days if day < left_on)
        claims[who] = replace(claims[who], days=days)


def overbooked(facts: Iterable[Envelope]) -> list[str]:
    """Beds, mentor slots, contact persons and contract places that were given out too often."""
    books = Books()
    for fact in facts:
        books.tell(fact)
    return books.short


def _days(first: date, last: date) -> Days:
    return frozenset(first + timedelta(days=n) for n in range((last - first).days + 1))


def _period(data: Data) -> Days:
    return _days(date.fromisoformat(data["start"]), date.fromisoformat(data["end"]))


def _named(kind: str) -> Callable[[Data], str]:
    return lambda data: f"{kind} {data[f'{kind}_id']}"


ROOM, PROJECT = _named("room"), _named("project")
GUIDE, CONTRACT = _named("contact_person"), _named("contract")

ENTRIES: dict[str, Callable[[Books, Data], None]] = {
    "RoomOffered": lambda books, room: books.offer(ROOM(room), room["beds"]),
    "BedHeld": lambda books, stay: books.take(
        ROOM(stay), stay["placement_id"], _period(stay), str(stay["bed"])
    ),
    "BedReleased": lambda books, stay: books.free(ROOM(stay), stay["placement_id"]),
    "KeysHandedOver": lambda books, stay: books.begin_early(
        ROOM(stay), stay["placement_id"], date.fromisoformat(stay["handed_over_on"])
    ),
    "StayEnded": lambda books, stay: books.end_early(
        ROOM(stay), stay["placement_id"], date.fromisoformat(stay["ended_on"])
    ),
    "PlacesOpened": lambda books, project: books.offer(
        PROJECT(project), project["places"], project["month"]
    ),
    "SlotHeld": lambda books, slot: books.take(PROJECT(slot), slot["placement_id"], _period(slot)),
    "SlotReleased": lambda books, slot: books.free(PROJECT(slot), slot["placement_id"]),
    "MentorDeclined": lambda books, slot: books.free(PROJECT(slot), slot["placement_id"]),
    "ContactPersonEnrolled": lambda books, guide: books.offer(GUIDE(guide), guide["load_limit"]),
    "ContactPersonLoadLimitSet": lambda books, guide: books.offer(
        GUIDE(guide), guide["load_limit"]
    ),
    "ContactPersonHeld": lambda books, duty: books.take(
        GUIDE(duty), duty["placement_id"], _period(duty)
    ),
    "ContactPersonReleased": lambda books, duty: books.free(GUIDE(duty), duty["placement_id"]),
    "ContractProposed": lambda books, deal: books.offer(CONTRACT(deal), deal["places"]),
    "ContractAmended": lambda books, deal: books.offer(CONTRACT(deal), deal["places"]),
    "ContractPlaceAssigned": lambda books, place: books.take(
        CONTRACT(place), place["exchange_id"], ALWAYS
    ),
    "ContractPlaceReleased": lambda books, place: books.free(CONTRACT(place), place["exchange_id"]),
}
"""What each fact says about what is taken. Places that were used or lost stay taken."""
