"""Fact lines: whatever messages do, followers end in the state that the log has."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from amqp import Message

from services.contracts.envelope import Envelope
from services.eventlog.following import Follower
from services.hosting.distributed.broker import wait_for_frames
from services.hosting.distributed.confirmed import FactsPublisher
from services.hosting.distributed.fact_lines import Deliveries, FactLine
from services.hosting.distributed.topology import facts_exchange, line_queue
from tests.eventlog.test_views import envelopes
from tests.support.broker import patiently_connected
from tests.support.client import eventually
from tests.support.following import Memory, pull_from

LOG = envelopes(60, step=3)
POSITIONS = [fact.position for fact in LOG]
PULL_SECONDS = "services.hosting.distributed.fact_lines.PULL_SECONDS"
A_LONG_TIME = 600.0


class Lines:
    """Lines that follow one log, and a relay that tells them of it as badly as the test wants."""

    def __init__(self, broker: str, connection: Any) -> None:
        self.log: list[Envelope] = []
        self.broker = broker
        self.connection = connection
        self.pulled: list[int] = []
        self._publisher = FactsPublisher(connection, "samples")
        self._running: list[FactLine] = []

    def follow(self, *targets: Memory) -> FactLine:
        """A line of these targets, views before reactions, that has caught up."""
        followers = [Follower(target, "samples", self._pull) for target in targets]
        line = FactLine("readers", "samples", followers, self.broker)
        self._running.append(line)
        line.start()
        eventually(lambda: line.is_connected, bool)
        return line

    def _pull(self, position: int, limit: int) -> Sequence[Envelope]:
        self.pulled.append(position)
        return pull_from(self.log)(position, limit)

    def record(self, facts: Sequence[Envelope]) -> None:
        """These are in the log."""
        self.log += facts

    def tell(self, *facts: Envelope) -> None:
        """These messages are published, in this order."""
        self._publisher.publish(facts)

    def stop(self, line: FactLine) -> None:
        """Its replica goes."""
        line.stop()
        line.join()
        self._running.remove(line)

    def stop_all(self) -> None:
        """All replicas go."""
        for line in list(self._running):
            self.stop(line)


@pytest.fixture
def lines(rabbit_vhost: str) -> Iterator[Lines]:
    with patiently_connected(rabbit_vhost) as connection:
        made = Lines(rabbit_vhost, connection)
        yield made
        made.stop_all()


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def pulled_when_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines pull when they begin, and at a hole, but not because some time has passed."""
    monkeypatch.setattr(PULL_SECONDS, A_LONG_TIME)


def has(memory: Memory, positions: Sequence[int]) -> None:
    """Wait until it was told exactly these, in this order."""
    eventually(lambda: memory.applied, lambda applied: applied == list(positions))


def test_messages_are_applied_as_they_come_without_pulling(lines: Lines, memory: Memory) -> None:
    lines.follow(memory)
    lines.pulled.clear()

    lines.tell(*LOG)  # the log is empty: the messages alone must do

    has(memory, POSITIONS)


def test_what_a_brand_new_follower_missed_is_pulled_before_it_listens(
    lines: Lines, memory: Memory
) -> None:
    lines.record(LOG)
    lines.follow(memory)
    has(memory, POSITIONS)


SHUFFLES: dict[str, Callable[[Sequence[Envelope]], list[Envelope]]] = {
    "told twice": lambda facts: [fact for fact in facts for _ in range(2)],
    "told late": lambda facts: [*facts[1:], facts[0]],
    "told in reverse": lambda facts: list(reversed(facts)),
    "every other one not told": lambda facts: list(facts[1::2]),
    "told again from the start": lambda facts: [*facts, *facts],
}


@pytest.mark.parametrize("shuffle", SHUFFLES.values(), ids=SHUFFLES)
def test_messages_may_come_as_they_like(
    lines: Lines, memory: Memory, shuffle: Callable[[Sequence[Envelope]], list[Envelope]]
) -> None:
    lines.follow(memory)
    lines.record(LOG)
    lines.tell(*shuffle(LOG))
    has(memory, POSITIONS)


def test_what_was_not_told_at_all_is_pulled_now_and_then(
    lines: Lines, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PULL_SECONDS, 0.1)
    lines.follow(memory)
    lines.record(LOG)
    has(memory, POSITIONS)


def test_a_fact_that_fails_stops_the_line_until_it_succeeds(lines: Lines, memory: Memory) -> None:
    line = lines.follow(memory)
    memory.broken = True
    lines.record(LOG[:3])
    lines.tell(*LOG[:3])
    eventually(lambda: line.stall.failures, lambda failures: failures > 1)
    assert memory.applied == []
    assert line.stall.error == "RuntimeError"

    memory.broken = False

    has(memory, POSITIONS[:3])
    eventually(lambda: line.stall.failures, lambda failures: failures == 0)


def test_who_comes_after_another_is_told_after_it(lines: Lines) -> None:
    views, reactions = Memory(), Memory()
    views.broken = True
    line = lines.follow(views, reactions)
    lines.record(LOG[:3])
    lines.tell(*LOG[:3])
    eventually(lambda: line.stall.failures, bool)
    assert reactions.applied == []

    views.broken = False

    has(views, POSITIONS[:3])
    has(reactions, POSITIONS[:3])


@pytest.mark.usefixtures("pulled_when_begun")
def test_of_two_replicas_one_is_told_and_the_other_takes_over(lines: Lines) -> None:
    first, second = Memory(), Memory()
    line = lines.follow(first)
    lines.follow(second)
    lines.record(LOG[:10])
    lines.tell(*LOG[:10])
    has(first, POSITIONS[:10])
    assert second.applied == []

    lines.stop(line)
    lines.record(LOG[10:20])
    lines.tell(*LOG[10:20])

    has(second, POSITIONS[:20])


@pytest.mark.usefixtures("pulled_when_begun")
def test_a_line_whose_queue_is_deleted_makes_it_anew(lines: Lines, memory: Memory) -> None:
    lines.follow(memory)
    lines.record(LOG)
    lines.connection.channel().queue_delete(line_queue("readers", "samples").name)

    has(memory, POSITIONS)
    lines.tell(*LOG)
    more = envelopes(70, step=3)[60:]
    lines.tell(*more)

    has(memory, [*POSITIONS, *(fact.position for fact in more)])


def test_what_is_no_fact_is_passed_over(lines: Lines, memory: Memory) -> None:
    lines.follow(memory)
    lines.connection.channel().basic_publish(
        Message("nonsense"), facts_exchange("samples").name, "anything"
    )
    lines.tell(*LOG[:2])
    has(memory, POSITIONS[:2])


def test_messages_are_acknowledged_once_they_are_applied(lines: Lines, memory: Memory) -> None:
    line = lines.follow(memory)
    lines.tell(*LOG)
    has(memory, POSITIONS)
    lines.stop(line)

    deliveries = Deliveries(lines.connection, "readers", "samples")
    deliveries.begin()

    assert not wait_for_frames(lines.connection, 0.5)
    assert deliveries.next_batch() == []
