"""Projects and contracts as state machines: no slot and no place is given that there is not."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant

from services.applications.domain.contract import Between, Contract, ContractKind
from services.projects.domain import Project
from tests.hostile.aggregate_machine import AggregateMachine, Draw
from tests.support.effort import effort
from tests.unit.projects.given import IN_TIME, UNTIL, published

FIRST = date(2027, 7, 20)
MONTHS = ("2027-07", "2027-08")
TOO_LATE = UNTIL + timedelta(seconds=1)
OCCUPYING = {"held", "confirmed", "booked"}


# -- projects and their slots ----------------------------------------------------------------------


@dataclass
class Slot:
    """What the model knows of a placement on the project."""

    days: set[date]
    state: str = "held"


class ProjectMachine(AggregateMachine):
    """A project in the catalogue, with places in two months, and those who want them."""

    happenings = {
        "open_places": 4,
        "hold": 8,
        "confirm": 6,
        "decline": 3,
        "book": 4,
        "release": 3,
        "suspend": 1,
        "resume": 2,
        "archive": 1,
    }

    @initialize()
    def publish(self) -> None:
        self.project: Project = published(july=1, august=1)
        self.kept = [self.project]
        self.places = dict.fromkeys(MONTHS, 1)
        self.slots: dict[UUID, Slot] = {}
        self.state = "published"
        self.asked = [uuid4()]

    def occupied_on(self, day: date) -> int:
        """How many places are taken on a day."""
        return sum(day in slot.days for slot in self.slots.values() if slot.state in OCCUPYING)

    def open_places(self, draw: Draw) -> None:
        month = draw(st.sampled_from(MONTHS))
        places = draw(st.integers(0, 3))
        days = {day for slot in self.slots.values() for day in slot.days if f"{day:%Y-%m}" == month}
        needed = max(map(self.occupied_on, days), default=0)
        done = self.is_done(lambda: self.project.open_places(month, places))
        assert done == (self.state != "archived" and needed <= places)
        if done:
            self.places[month] = places
            self.is_harmless(lambda: self.project.open_places(month, places))

    def hold(self, draw: Draw) -> None:
        first = draw(st.integers(0, 20))
        length = draw(st.integers(0, 15))
        placement_id, exchange_id, start = uuid4(), uuid4(), FIRST + timedelta(days=first)
        self.asked.append(placement_id)
        days = {start + timedelta(days=n) for n in range(length + 1)}
        is_free = all(self.occupied_on(day) < self.places[f"{day:%Y-%m}"] for day in days)
        asked = (placement_id, exchange_id, start, max(days), UNTIL)
        done = self.is_done(lambda: self.project.hold_slot(*asked))
        assert done == (is_free and self.state == "published")
        if done:
            self.slots[placement_id] = Slot(days)
            self.is_harmless(lambda: self.project.hold_slot(*asked))

    def confirm(self, draw: Draw) -> None:
        placement_id = draw(self.one_asked)
        is_late = draw(st.booleans())
        state, at = self.state_of(placement_id), TOO_LATE if is_late else IN_TIME
        done = self.is_done(lambda: self.project.confirm_placement(placement_id, at))
        assert done == (state in {"confirmed", "booked"} or (state == "held" and not is_late))
        self.move(placement_id, "confirmed", {"held"} if done else set())

    def decline(self, draw: Draw) -> None:
        placement_id = draw(self.one_asked)
        done = self.is_done(lambda: self.project.decline_placement(placement_id, "no_time"))
        assert done == (self.state_of(placement_id) in {"held", "declined"})
        self.move(placement_id, "declined", {"held"})

    def book(self, draw: Draw) -> None:
        placement_id = draw(self.one_asked)
        self.project.book_slot(placement_id)
        self.move(placement_id, "booked", {"held", "confirmed"})
        self.is_harmless(lambda: self.project.book_slot(placement_id))

    def release(self, draw: Draw) -> None:
        placement_id = draw(self.one_asked)
        self.project.release_slot(placement_id, "cancelled")
        self.move(placement_id, "released", OCCUPYING)
        self.is_harmless(lambda: self.project.release_slot(placement_id, "cancelled"))

    def suspend(self, draw: Draw) -> None:
        done = self.is_done(lambda: self.project.suspend("mentor_on_leave"))
        assert done == (self.state in {"published", "suspended"})
        self.state = "suspended" if done else self.state

    def resume(self, draw: Draw) -> None:
        done = self.is_done(self.project.resume)
        assert done == (self.state in {"published", "suspended"})
        self.state = "published" if done else self.state

    def archive(self, draw: Draw) -> None:
        if len(self.slots) < 5:
            return
        self.project.archive("study_is_over")
        self.state = "archived"
        self.is_harmless(lambda: self.project.archive("study_is_over"))

    def state_of(self, placement_id: UUID) -> str:
        """Where the placement's slot is; nowhere when it never had one."""
        return self.slots[placement_id].state if placement_id in self.slots else ""

    def move(self, placement_id: UUID, state: str, states: set[str]) -> None:
        """Put the model's slot into a state if it is in one of these."""
        if self.state_of(placement_id) in states:
            self.slots[placement_id].state = state

    @invariant()
    def no_more_are_taken_than_there_are(self) -> None:
        for day in {day for slot in self.slots.values() for day in slot.days}:
            assert self.project.slots.occupied_on(day) == self.occupied_on(day)
            assert self.occupied_on(day) <= self.places[f"{day:%Y-%m}"]

    @invariant()
    def it_is_as_the_model_says(self) -> None:
        states = {i: slot.state for i, slot in self.project.slots.by_placement.items()}
        assert states == {i: slot.state for i, slot in self.slots.items()}
        assert self.project.state == self.state


TestProjects = ProjectMachine.TestCase
TestProjects.settings = effort(25, steps=40)


# -- contracts and their places --------------------------------------------------------------------


class ContractMachine(AggregateMachine):
    """A contract between two organisations, a third that meddles, and students who want places."""

    happenings = {
        "sign": 4,
        "amend": 2,
        "assign": 6,
        "use": 2,
        "lose": 1,
        "release": 3,
        "close": 1,
    }

    @initialize(places=st.integers(1, 3))
    def propose(self, places: int) -> None:
        self.parties = [uuid4(), uuid4(), uuid4()]
        between = Between(*self.parties[:2])
        self.contract = Contract.propose(
            between, "2027-2028", ContractKind.BILATERAL, places, self.parties[0]
        )
        self.kept = [self.contract]
        self.places, self.signed, self.is_closed = places, set[int](), False
        self.given: dict[UUID, str] = {}
        self.asked = [uuid4()]

    def sign(self, draw: Draw) -> None:
        party = draw(st.integers(0, 2))
        done = self.is_done(lambda: self.contract.sign(self.parties[party]))
        assert done == (party < 2 and party not in self.signed and not self.is_closed)
        if done:
            self.signed.add(party)

    def amend(self, draw: Draw) -> None:
        party = draw(st.integers(0, 2))
        places = draw(st.integers(0, 4))
        by = self.parties[party]
        done = self.is_done(lambda: self.contract.check_amendment(places, by))
        assert done == (party < 2 and len(self.given) <= places and not self.is_closed)
        if done:
            self.contract.amend(places)
            self.places = places

    def assign(self, draw: Draw) -> None:
        exchange_id = uuid4()
        self.asked.append(exchange_id)
        is_open = len(self.signed) == 2 and not self.is_closed
        done = self.is_done(lambda: self.contract.assign(exchange_id))
        assert done == (is_open and len(self.given) < self.places)
        if done:
            self.given[exchange_id] = "assigned"
            self.is_harmless(lambda: self.contract.assign(exchange_id))

    def use(self, draw: Draw) -> None:
        exchange_id = draw(self.one_asked)
        self.contract.use(exchange_id)
        self.become(exchange_id, "used")
        self.is_harmless(lambda: self.contract.use(exchange_id))

    def lose(self, draw: Draw) -> None:
        exchange_id = draw(self.one_asked)
        self.contract.lose(exchange_id, "no_show")
        self.become(exchange_id, "lost")
        self.is_harmless(lambda: self.contract.lose(exchange_id, "no_show"))

    def release(self, draw: Draw) -> None:
        exchange_id = draw(self.one_asked)
        self.contract.release(exchange_id, "cancelled")
        if self.given.get(exchange_id) == "assigned":
            del self.given[exchange_id]
        self.is_harmless(lambda: self.contract.release(exchange_id, "cancelled"))

    def become(self, exchange_id: UUID, state: str) -> None:
        """An assigned place becomes something else; any other stays what it is."""
        if self.given.get(exchange_id) == "assigned":
            self.given[exchange_id] = state

    def close(self, draw: Draw) -> None:
        if len(self.given) < 2:
            return
        assert self.is_done(lambda: self.contract.close("season_ended")) != self.is_closed
        self.is_closed = True

    @invariant()
    def no_more_places_are_given_than_agreed(self) -> None:
        assert len(self.contract.given) <= self.contract.places

    @invariant()
    def it_is_as_the_model_says(self) -> None:
        assert self.contract.given == self.given
        assert self.contract.places == self.places
        assert self.contract.is_in_force == (len(self.signed) == 2)


TestContracts = ContractMachine.TestCase
TestContracts.settings = effort(25, steps=40)
