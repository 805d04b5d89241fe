"""The one-process home: followers in threads, prompted; a fact that fails stops only its line."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from time import monotonic
from uuid import UUID

import pytest
from msgspec.structs import replace

from services.contracts.errors import NotFound
from services.eventlog.engines import open_engine
from services.eventlog.following import Follower
from services.eventlog.generations import ViewStore
from services.hosting import stalling
from services.hosting.clock import SetClock
from services.hosting.follower_threads import Line
from services.hosting.host import Surroundings
from services.hosting.line_status import LineStatus
from services.hosting.one_process import OneProcessHome
from services.hosting.reactions import MARK_EVERY, Reactor
from services.hosting.stores import Stores
from tests.hosting.counter import CountersService, CounterViews, Echoes, EchoesService
from tests.support.actors import person
from tests.support.bench import A_DAY_IN_SPRING

OWNER = person()
PATIENCE_SECONDS = 60


@pytest.fixture
def home(stores: Stores) -> Iterator[OneProcessHome]:
    around = Surroundings(stores, SetClock(A_DAY_IN_SPRING))
    made = OneProcessHome(around, [CountersService, EchoesService])
    Echoes.trouble.clear()
    yield made
    Echoes.trouble.clear()
    made.stop()


def a_counter(home: OneProcessHome) -> str:
    data = {"owner_id": str(OWNER.person_id)}
    counter_id: str = home.send("counters", "open_counter", data, OWNER)["id"]
    return counter_id


def raise_counter(home: OneProcessHome, counter_id: str, amount: int = 1) -> None:
    data = {"counter_id": counter_id, "amount": amount}
    home.send("counters", "raise_counter", data, OWNER)


def echo_of(home: OneProcessHome, counter_id: str) -> int:
    counter = home.hosts["echoes"].log.load(UUID(counter_id))
    return getattr(counter, "count", 0)


def eventually(condition: Callable[[], bool]) -> None:
    deadline, pause = monotonic() + PATIENCE_SECONDS, Event()
    while not condition():
        assert monotonic() < deadline, "It did not come about"
        pause.wait(0.01)


def test_settling_applies_everything_in_the_calling_thread(home: OneProcessHome) -> None:
    counter = a_counter(home)
    raise_counter(home, counter, 3)
    home.settle()
    assert echo_of(home, counter) == 3
    assert home.hosts["echoes"].views.live.counts() == {UUID(counter): 3}
    assert home.settle() == 0


def test_threads_apply_facts_as_they_come(home: OneProcessHome) -> None:
    home.start()
    counter = a_counter(home)
    for _ in range(5):
        raise_counter(home, counter)
    eventually(lambda: echo_of(home, counter) == 5)


def test_a_fact_that_fails_stops_its_line_until_it_succeeds(home: OneProcessHome) -> None:
    Echoes.trouble.append(RuntimeError("not now"))
    home.start()
    counter = a_counter(home)
    raise_counter(home, counter)
    raise_counter(home, counter)

    def stalled() -> list[str]:
        return [line.name for line in home.lines() if line.failures]

    eventually(lambda: stalled() == ["echoes-reactions"])
    assert echo_of(home, counter) == 0
    eventually(lambda: home.hosts["echoes"].views.live.counts() == {UUID(counter): 2})

    Echoes.trouble.clear()
    eventually(lambda: echo_of(home, counter) == 2)
    eventually(lambda: stalled() == [])


def status_of(home: OneProcessHome, follower: str) -> LineStatus:
    (status,) = [line for line in home.line_statuses() if line.follower == follower]
    return status


def test_a_stopped_line_says_where_it_stands_since_when_and_why(
    home: OneProcessHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stalling, "FIRST_DELAY_SECONDS", stalling.LONGEST_DELAY_SECONDS)
    counter = a_counter(home)
    assert status_of(home, "echoes-reactions").state == "live"
    Echoes.trouble.append(RuntimeError("not now"))
    raise_counter(home, counter)
    raise_counter(home, counter)
    assert (status_of(home, "echoes-reactions").state) == "live", "late, but nothing stops it"

    home.catch_up()
    first, second = home.hosts["counters"].published.since(0)
    clock = home.around.clock
    assert isinstance(clock, SetClock)
    clock.advance(minutes=5)

    stopped = status_of(home, "echoes-reactions")
    assert (stopped.state, stopped.error) == ("stopped", "RuntimeError")
    assert stopped.stop
    assert (stopped.stop.position, stopped.stop.fact_id) == (first.position, first.id)
    assert (stopped.position, stopped.newest) == (0, second.position)
    assert (stopped.lag_positions, stopped.lag_seconds) == (second.position, 300)
    assert stopped.retry_in > 0
    live = status_of(home, "echoes-views")
    assert (live.state, live.lag_positions, live.lag_seconds) == ("live", 0, 0)


def test_an_operator_lets_reactions_go_past_the_fact_that_stops_them(home: OneProcessHome) -> None:
    counter = a_counter(home)
    raise_counter(home, counter)
    Echoes.trouble.append(RuntimeError("not now"))
    home.catch_up()
    first, *_ = home.hosts["counters"].published.since(0)
    with pytest.raises(NotFound):
        home.pass_over("echoes", "counters", first.position, "somebody", "no reason")

    passed = home.pass_over("echoes-reactions", "counters", first.position, "somebody", "it broke")

    Echoes.trouble.clear()
    raise_counter(home, counter)
    home.catch_up()
    assert echo_of(home, counter) == 2
    again = status_of(home, "echoes-reactions")
    assert (again.state, again.passed_over) == ("live", (passed,))
    assert (passed.fact_id, passed.actor) == (first.id, "somebody")
    assert (passed.at, passed.reason) == (home.around.clock.now(), "it broke")


def test_a_home_that_is_opened_again_carries_on(home: OneProcessHome, stores: Stores) -> None:
    counter = a_counter(home)
    raise_counter(home, counter, 4)
    home.stop()

    again = OneProcessHome(home.around, [CountersService, EchoesService])
    again.settle()
    assert echo_of(again, counter) == 4
    again.stop()


def test_facts_that_concern_nobody_are_passed_over_and_that_is_written_now_and_then(
    home: OneProcessHome,
) -> None:
    raise_counter(home, a_counter(home))
    (fact,) = home.hosts["counters"].published.since(0)
    use_cases = home.hosts["echoes"].use_cases
    reactor = Reactor(use_cases, {})

    reactor.process([fact])

    assert reactor.processed("counters") == fact.position
    assert Reactor(use_cases, {}).processed("counters") == 0, "it is passed over again"
    reactor.rest("counters")
    assert Reactor(use_cases, {}).processed("counters") == fact.position
    later = replace(fact, position=fact.position + MARK_EVERY)
    reactor.process([later])
    assert Reactor(use_cases, {}).processed("counters") == later.position


def test_reactions_pass_over_a_fact_that_only_a_newer_release_knows_and_record_it(
    home: OneProcessHome,
) -> None:
    raise_counter(home, a_counter(home))
    (fact,) = home.hosts["counters"].published.since(0)
    unknown = replace(fact, type="org.ifmsa.exchange.counters.CounterFolded.v1")
    reactor = home.hosts["echoes"].reactor

    reactor.process([unknown])
    reactor.process([unknown])

    assert Reactor(home.hosts["echoes"].use_cases, {}).processed("counters") == fact.position
    (passed,) = reactor.ledger.passed_over()
    assert (passed.fact_id, passed.type) == (fact.id, unknown.type)
    assert (passed.source, passed.position) == ("counters", fact.position)


def test_what_is_no_command_is_not_found(home: OneProcessHome) -> None:
    for name in ("published_since", "host", "__class__", "nonsense"):
        with pytest.raises(NotFound):
            home.send("counters", name, {})


def test_a_reaction_says_because_of_which_fact(home: OneProcessHome) -> None:
    counter = a_counter(home)
    raise_counter(home, counter)
    home.settle()
    (cause,) = home.hosts["counters"].published.since(0)
    effect = list(home.hosts["echoes"].recorder.all_events())[-1]
    assert effect.context.causation_id == cause.id
    assert effect.context.correlation_id == cause.correlation_id
    assert effect.context.actor == "system"


def test_a_line_that_waits_for_its_storage_says_so_without_a_traceback(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'gone' / 'views.db'}")
    follower = Follower(ViewStore(engine, "counters", CounterViews), "counters", lambda *_: [])
    line = Line(follower, thread="counters")

    line.advance()

    (record,) = caplog.records
    assert "waits" in record.message
    assert record.exc_info is None
    assert line.failures == 1
