"""The placement process across three services, whatever is asked, refused, repeated, told late or
told twice, and whenever: nothing is ever given twice, and every proposal comes to an end.

The home moves only when the machine says so: each follower of each source is told one fact or a few
at a time, in any order between them.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from inspect import signature
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from services.contracts.errors import Refusal
from services.eventlog.following import Follower
from services.hosting.clock import SetClock
from services.hosting.host import Surroundings
from services.hosting.one_process import OneProcessHome
from services.hosting.service_list import service_class
from services.hosting.stores import SQLiteStores
from tests.hostile.placement_world import PlacementWorld
from tests.hostile.proposals import ACCEPTED, HELD_ALL, OPEN, RELEASED, Proposals, Reader
from tests.support.effort import effort
from tests.support.invariants.capacity import Books

SERVICES = ("projects", "applications", "housing")
ALL_THREE = {"project", "room", "contact_person"}
A_WINTER_DAY = datetime(2027, 1, 4, 9, tzinfo=UTC)
AFTER_EVERY_HOLD = 30

any_one = st.integers(0, 11)
"""Which of the things there are: taken modulo their number, so that there always is one."""

HAPPENINGS = [
    what
    for what, how_often in {
        "propose": 6,
        "confirm": 7,
        "decline": 1,
        "withdraw": 2,
        "accept": 5,
        "cancel": 1,
        "hand_over": 5,
        "send_one_more": 1,
        "take_more_or_fewer": 1,
        "wait": 2,
        "look_at_the_clock": 2,
        "tell_a_few": 6,
        "tell_again": 3,
        "settle": 6,
    }.items()
    for _ in range(how_often)
]
HOURS = (1, 1, 1, 24, 24, 24, 24, 24 * 7, 24 * 22)
FACTS = (1, 2, 3, 50)


def likely(fitting: Sequence[str], all_of_them: Sequence[str], number: int) -> str:
    """One of those that something may come of, three times out of four; else just any."""
    chosen = fitting if fitting and number % 4 else all_of_them
    return chosen[number % len(chosen)]


class PlacementProcess(RuleBasedStateMachine):
    """A committee, its mentor, its students and its clock, none of whom knows what comes next."""

    home: ClassVar[OneProcessHome]
    clock: ClassVar[SetClock]

    @initialize()
    def begin(self) -> None:
        logs, since = self.home.pulls(), self.ends()
        self.world = PlacementWorld(self.home, self.clock)
        self.books = Books()
        self.proposals = Proposals()
        self.read = {service: Reader(logs[service], since[service]) for service in SERVICES}
        self.read_on()

    def ends(self) -> dict[str, int]:
        """How long each log is."""
        hosts = self.home.hosts.items()
        return {name: host.recorder.max_notification_id() or 0 for name, host in hosts}

    def read_on(self) -> None:
        """Take in what was told since the last time."""
        for reader in self.read.values():
            for fact in reader.news():
                self.books.tell(fact)
                self.proposals.tell(fact)

    # -- what people do ------------------------------------------------------------------------

    def tried(self, service: str, command: str, **data: Any) -> None:
        """Somebody tries something; a refusal is an answer like any other."""
        with suppress(Refusal):
            self.world.say(service, command, **data)

    def exchange_where(self, number: int, *states: str) -> str:
        """An exchange whose latest placement is in one of these states, or just any."""
        all_of_them = self.world.exchanges
        fitting = [e for e in all_of_them if (self.proposals.of(e) or [""])[-1] in states]
        return likely(fitting, all_of_them, number)

    def placement_where(self, number: int, *states: str) -> str | None:
        """A placement in one of these states, or just any; None when there is none."""
        all_of_them = list(self.proposals.state)
        fitting = [p for p in all_of_them if self.proposals.state[p] in states]
        return likely(fitting, all_of_them, number) if all_of_them else None

    def propose(self, exchange: int, project: int, room: int, guide: int) -> None:
        scarce = self.world.scarce
        self.tried(
            "applications",
            "propose_placement",
            exchange_id=self.exchange_where(exchange, "", RELEASED),
            project_id=scarce.projects[project % 2],
            room_id=scarce.rooms[room % 2],
            contact_person_id=scarce.contact_persons[guide % 3],
        )

    def confirm(self, placement: int) -> None:
        self.answer("confirm_placement", placement)

    def decline(self, placement: int) -> None:
        self.answer("decline_placement", placement, reason="no_time")

    def answer(self, command: str, number: int, **more: str) -> None:
        if placement_id := self.placement_where(number, OPEN):
            project_id = self.proposals.project_of[placement_id]
            ids = {"project_id": project_id, "placement_id": placement_id}
            self.tried("projects", command, **ids, **more)

    def withdraw(self, exchange: int) -> None:
        exchange_id = self.exchange_where(exchange, OPEN, HELD_ALL)
        self.tried("applications", "withdraw_placement", exchange_id=exchange_id)

    def accept(self, exchange: int) -> None:
        exchange_id = self.exchange_where(exchange, HELD_ALL)
        given = {"exchange_id": exchange_id, "justification": "student_replied_late"}
        self.tried("applications", "issue_card_of_acceptance", **given)

    def cancel(self, exchange: int, doubt: int) -> None:
        """A student gives up, though rarely: there are only a few."""
        if doubt % 4:
            return
        exchange_id = self.exchange_where(exchange, OPEN, HELD_ALL, ACCEPTED)
        given = {"exchange_id": exchange_id, "cancelled_by": "student", "reason": "illness"}
        self.tried("applications", "cancel_exchange", **given)

    def hand_over(self, placement: int, guide: int, colleague: int) -> None:
        contacts = self.world.scarce.contact_persons
        if placement_id := self.placement_where(placement, OPEN, HELD_ALL, ACCEPTED):
            present = [self.proposals.contact_of[placement_id]]
            self.tried(
                "housing",
                "reassign_contact_person",
                exchange_id=self.proposals.exchange_of[placement_id],
                contact_person_id=likely(present, contacts, guide),
                successor_id=contacts[colleague % 3],
            )

    def send_one_more(self) -> None:
        with suppress(Refusal):
            self.world.assign_form()

    def take_more_or_fewer(self, project: int, places: int) -> None:
        project_id = self.world.scarce.projects[project % 2]
        for month in self.world.months:
            given = {"project_id": project_id, "month": month, "places": places % 3}
            self.tried("projects", "open_places", **given)

    # -- what time does ------------------------------------------------------------------------

    def wait(self, hours: int) -> None:
        self.clock.advance(hours=HOURS[hours % len(HOURS)])

    def look_at_the_clock(self) -> None:
        for host in self.home.hosts.values():
            host.act_on_time()

    # -- what is told --------------------------------------------------------------------------

    def tell_a_few(self, listener: int, facts: int) -> None:
        self.follower(listener, FACTS[facts % len(FACTS)])[0].catch_up()

    def tell_again(self, listener: int, back: int) -> None:
        follower, told = self.follower(listener, 1)
        for envelope in self.home.pulls()[follower.source](max(0, told - back - 1), 1):
            if envelope.position <= told:
                follower.receive(envelope)

    def follower(self, number: int, most: int) -> tuple[Follower, int]:
        """A follower that is told so many facts at a time, and how far it is."""
        lines = [
            (host, target, source)
            for host in self.home.hosts.values()
            for target, sources in host.targets()
            for source in sources
            if source in SERVICES
        ]
        host, target, source = lines[number % len(lines)]
        goes_first = host.views if target is not host.views else None
        after = goes_first if goes_first and source in goes_first.sources() else None
        pull = self.home.pulls()[source]
        few = Follower(target, source, lambda at, _: pull(at, most), after=after)
        return few, target.processed(source)

    # -- what happens next ---------------------------------------------------------------------

    @rule(what=st.sampled_from(HAPPENINGS), one=any_one, two=any_one, three=any_one, four=any_one)
    def go_on(self, what: str, one: int, two: int, three: int, four: int) -> None:
        """One of all these; as one rule, so that none of them is left out of a short run."""
        happen = getattr(self, what)
        happen(*(one, two, three, four)[: len(signature(happen).parameters)])

    # -- what must hold ------------------------------------------------------------------------

    @invariant()
    def nothing_is_given_beyond_what_there_is(self) -> None:
        self.read_on()
        assert self.books.short == []

    @invariant()
    def an_exchange_has_one_placement_at_a_time(self) -> None:
        for exchange_id in self.world.exchanges:
            alive = [state for state in self.proposals.of(exchange_id) if state != RELEASED]
            assert len(alive) <= 1

    def settle(self) -> None:
        """Everybody has heard of everything: each proposal has come to what it can come to."""
        self.home.settle()
        self.read_on()
        for placement_id, state in self.proposals.state.items():
            self.is_held_as_told(placement_id, state)
        for exchange_id in self.proposals.cancelled:
            assert set(self.proposals.of(exchange_id)) <= {RELEASED}
            assert not self.books.held_by(exchange_id)

    def is_held_as_told(self, placement_id: str, state: str) -> None:
        """What is let go of holds nothing; everything else holds all three."""
        held = dict(name.split() for name in self.books.held_by(placement_id))
        assert set(held) == (set() if state == RELEASED else ALL_THREE), (placement_id, state)
        if held:
            assert held["contact_person"] == self.proposals.contact_of[placement_id]
            assert (placement_id in self.proposals.confirmed) == (state in (HELD_ALL, ACCEPTED))

    def teardown(self) -> None:
        """In the end every proposal was accepted or let go."""
        self.settle()
        self.clock.advance(days=AFTER_EVERY_HOLD)
        self.look_at_the_clock()
        self.settle()
        assert not {OPEN, HELD_ALL} & set(self.proposals.state.values())


@pytest.fixture
def process(tmp_path: Path) -> Iterator[type[PlacementProcess]]:
    """The machine over a home of its own, which its runs share: each has its own organisations."""
    clock = SetClock(A_WINTER_DAY)
    around = Surroundings(SQLiteStores(tmp_path / "stores", is_draft=True), clock)
    shared = OneProcessHome(around, [service_class(name) for name in SERVICES])
    yield type("Process", (PlacementProcess,), {"home": shared, "clock": clock})
    shared.stop()


def test_the_placement_process(process: type[PlacementProcess]) -> None:
    run_state_machine_as_test(process, settings=effort(15, steps=100, may_shrink=False))
