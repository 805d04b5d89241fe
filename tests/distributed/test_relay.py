"""The relay: every fact, in order, confirmed; one replica at a time; it goes on where it was."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import Any

import psycopg2
import pytest

from services.contracts.envelope import Envelope
from services.hosting.distributed.broker import wait_for_frames
from services.hosting.distributed.confirmed import envelope_in
from services.hosting.distributed.prompts import PromptListener, PromptSender
from services.hosting.distributed.relay import Relay
from services.hosting.distributed.relay_state import RelayState, table_sql
from services.hosting.distributed.topology import facts_exchange
from tests.distributed.conftest import Running
from tests.eventlog.test_views import envelopes
from tests.support.broker import patiently_connected
from tests.support.client import eventually
from tests.support.following import pull_from

LOG = envelopes(1_200, step=3)


class Subscriber:
    """Somebody who reads a service's stream as the broker gives it."""

    def __init__(self, connection: Any, source: str) -> None:
        self._connection = connection
        self.told: list[Envelope] = []
        channel = connection.channel()
        exchange = facts_exchange(source)(channel)
        exchange.declare()
        name, _, _ = channel.queue_declare(exclusive=True)
        channel.queue_bind(name, exchange.name, routing_key="#")
        channel.basic_consume(name, no_ack=True, callback=self._hear)

    def _hear(self, message: Any) -> None:
        self.told.append(envelope_in(message))

    def told_until(self, last: Envelope) -> list[int]:
        """The positions that were told, once this fact has been."""
        return eventually(self._listen, lambda told: told[-1:] == [last.position])

    def _listen(self) -> list[int]:
        while wait_for_frames(self._connection, 0.2):
            pass
        return positions(self.told)


@pytest.fixture
def database(postgres_database: str) -> str:
    with closing(psycopg2.connect(postgres_database)) as session, session.cursor() as cursor:
        cursor.execute(table_sql("samples"))
        session.commit()
    return postgres_database


@pytest.fixture
def subscriber(rabbit_vhost: str) -> Iterator[Subscriber]:
    with patiently_connected(rabbit_vhost) as connection:
        yield Subscriber(connection, "samples")


class Replicas:
    """Makes relays over one log, as replicas of one service have."""

    def __init__(self, database: str, broker: str) -> None:
        self.log: list[Envelope] = []
        self._open_state = partial(RelayState, "samples", database)
        self._broker = broker

    def relay(self) -> Relay:
        """One more replica's."""
        return Relay("samples", pull_from(self.log), self._open_state, self._broker)

    def append(self, relay: Relay, envelopes: Sequence[Envelope]) -> None:
        """Facts are recorded at the replica of this relay."""
        self.log += envelopes
        relay.prompt()


@pytest.fixture
def replicas(database: str, rabbit_vhost: str) -> Replicas:
    return Replicas(database, rabbit_vhost)


def active(*relays: Relay) -> Relay:
    """The one that is active, as soon as one is."""
    (found,) = eventually(lambda: [each for each in relays if each.is_active], lambda some: some)
    return found


def positions(facts: Sequence[Envelope]) -> list[int]:
    return [fact.position for fact in facts]


def test_every_fact_is_published_in_order(
    replicas: Replicas, subscriber: Subscriber, running: Running[Relay]
) -> None:
    replicas.log += LOG
    running(replicas.relay())
    assert subscriber.told_until(LOG[-1]) == positions(LOG)
    assert subscriber.told == LOG


def test_what_is_appended_later_is_published_without_a_prompt_too(
    replicas: Replicas, subscriber: Subscriber, running: Running[Relay]
) -> None:
    relay = running(replicas.relay())
    active(relay)
    replicas.log += LOG[:5]
    assert subscriber.told_until(LOG[4]) == positions(LOG[:5])


def test_it_goes_on_where_it_was(
    replicas: Replicas, subscriber: Subscriber, running: Running[Relay]
) -> None:
    first = replicas.relay()
    first.start()
    replicas.append(first, LOG[:10])
    subscriber.told_until(LOG[9])
    first.stop()

    second = running(replicas.relay())
    replicas.append(second, LOG[10:12])

    assert subscriber.told_until(LOG[11]) == positions(LOG[:12])


def test_one_replica_is_active_and_another_takes_over_when_it_goes(
    replicas: Replicas, subscriber: Subscriber, running: Running[Relay]
) -> None:
    first, second = replicas.relay(), running(replicas.relay())
    active(second)
    first.start()
    replicas.append(second, LOG[:10])
    subscriber.told_until(LOG[9])
    assert not first.is_active

    second.stop()

    active(first)
    replicas.append(first, LOG[10:20])
    told = subscriber.told_until(LOG[19])
    first.stop()
    assert sorted(set(told)) == positions(LOG[:20])


def test_another_takes_over_when_the_session_of_the_active_one_is_lost(
    replicas: Replicas, subscriber: Subscriber, running: Running[Relay], database: str
) -> None:
    first = running(replicas.relay())
    active(first)
    second = running(replicas.relay())

    with closing(psycopg2.connect(database)) as session, session.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )

    replicas.log += LOG[:10]  # who is prompted may not know yet that it is active no longer
    assert sorted(set(subscriber.told_until(LOG[9]))) == positions(LOG[:10])
    eventually(lambda: (first.is_active, second.is_active), lambda who: who.count(True) == 1)


def test_a_replica_that_is_not_active_prompts_the_one_that_is(
    replicas: Replicas, rabbit_vhost: str, running: Running[Any]
) -> None:
    heard: list[str] = []
    running(PromptListener("samples", rabbit_vhost, lambda: heard.append("news")))
    sender = running(PromptSender("samples", rabbit_vhost))
    standby = replicas.relay()
    standby.tell_others = sender.prompt

    def prompt() -> list[str]:
        standby.prompt()
        return heard

    assert eventually(prompt, bool)
