"""What is taken of what there is, by the published facts alone: beds, mentor slots, contact
persons' time and contract places, day by day.

It knows no aggregate: it counts what the services have told. Whatever is given beyond what there
is, on any day, is a violation and stays one.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from services.eventlog.following import Pull

SOURCES = ("projects", "applications", "housing")
BATCH = 500
Data = dict[str, Any]


class Thing:
    """A room, a project or a contact person: how much there is of it, and what is taken."""

    def __init__(self) -> None:
        self.limits: dict[str, int] = {}
        self.taken: dict[str, tuple[int | None, set[date]]] = {}

    def limit_on(self, day: date) -> int:
        """How much there is on a day: always as much, or by the month."""
        return self.limits.get("", 0) or self.limits.get(f"{day:%Y-%m}", 0)

    def take(self, placement_id: str, days: set[date], number: int | None = None) -> list[str]:
        """Take one on these days; the days on which that is more than there is."""
        self.taken[placement_id] = (number, days)
        return [f"{day}" for day in sorted(days) if self._is_too_much(day)]

    def _is_too_much(self, day: date) -> bool:
        numbers = [number for number, days in self.taken.values() if day in days]
        is_twice = any(n is not None and numbers.count(n) > 1 for n in numbers)
        return is_twice or len(numbers) > self.limit_on(day)


class Capacity:
    """The tally of a home's facts, read on as they come, from some positions on."""

    def __init__(self, logs: Mapping[str, Pull], since: Mapping[str, int]) -> None:
        self._logs = logs
        self._read = {source: since.get(source, 0) for source in SOURCES}
        self.things: dict[str, dict[str, Thing]] = {"bed": {}, "slot": {}, "contact_person": {}}
        self.places: dict[str, int] = {}
        self.given: dict[str, set[str]] = {}
        self.confirmed: set[str] = set()
        self.violations: list[str] = []

    def read_on(self) -> None:
        """Take in what was told since the last time."""
        for source in SOURCES:
            while facts := self._logs[source](self._read[source], BATCH):
                for fact in facts:
                    if tell := COUNTED.get(fact.name):
                        tell(self, fact.data)
                self._read[source] = facts[-1].position

    def held_for(self, placement_id: str) -> dict[str, str]:
        """What is held for a placement (a bed, a slot, a contact person), and of which thing."""
        return {
            kind: thing_id
            for kind, things in self.things.items()
            for thing_id, thing in things.items()
            if placement_id in thing.taken
        }

    # -- what the facts mean -------------------------------------------------------------------

    def _thing(self, kind: str, data: Data) -> Thing:
        return self.things[kind].setdefault(data[ID_OF[kind]], Thing())

    def _has(self, kind: str, data: Data, limit: str) -> None:
        self._thing(kind, data).limits[data.get("month", "")] = data[limit]

    def _take(self, kind: str, data: Data) -> None:
        days = self._thing(kind, data).take(data["placement_id"], _days(data), data.get("bed"))
        self.violations += [f"{kind} {data[ID_OF[kind]]} on {day}" for day in days]

    def _free(self, kind: str, data: Data) -> None:
        self._thing(kind, data).taken.pop(data["placement_id"], None)

    def _confirm(self, data: Data) -> None:
        self.confirmed.add(data["placement_id"])

    def _agree(self, data: Data) -> None:
        self.places[data["contract_id"]] = data["places"]

    def _give(self, data: Data) -> None:
        contract_id = data["contract_id"]
        given = self.given.setdefault(contract_id, set())
        given.add(data["exchange_id"])
        if len(given) > self.places[contract_id]:
            self.violations.append(f"places of contract {contract_id}")

    def _give_back(self, data: Data) -> None:
        self.given[data["contract_id"]].discard(data["exchange_id"])


ID_OF = {"bed": "room_id", "slot": "project_id", "contact_person": "contact_person_id"}

COUNTED: dict[str, Callable[[Capacity, Data], None]] = {
    "RoomOffered": lambda tally, data: tally._has("bed", data, "beds"),
    "PlacesOpened": lambda tally, data: tally._has("slot", data, "places"),
    "ContactPersonEnrolled": lambda tally, data: tally._has("contact_person", data, "load_limit"),
    "ContactPersonLoadLimitSet": lambda tally, data: tally._has(
        "contact_person", data, "load_limit"
    ),
    "BedHeld": lambda tally, data: tally._take("bed", data),
    "BedReleased": lambda tally, data: tally._free("bed", data),
    "SlotHeld": lambda tally, data: tally._take("slot", data),
    "MentorConfirmed": Capacity._confirm,
    "MentorDeclined": lambda tally, data: tally._free("slot", data),
    "SlotReleased": lambda tally, data: tally._free("slot", data),
    "ContactPersonHeld": lambda tally, data: tally._take("contact_person", data),
    "ContactPersonReleased": lambda tally, data: tally._free("contact_person", data),
    "ContractProposed": Capacity._agree,
    "ContractAmended": Capacity._agree,
    "ContractPlaceAssigned": Capacity._give,
    "ContractPlaceReleased": Capacity._give_back,
}


def _days(data: Data) -> set[date]:
    start, end = date.fromisoformat(data["start"]), date.fromisoformat(data["end"])
    return {start + timedelta(days=n) for n in range((end - start).days + 1)}
