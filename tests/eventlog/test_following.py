"""Following: once in effect, in order, without holes, whatever the messages do."""

from collections.abc import Sequence
from random import Random

import pytest
from msgspec.structs import replace

from services.contracts.envelope import Envelope
from services.eventlog.following import Follower
from tests.eventlog.test_views import envelopes
from tests.support.following import Memory, pull_from


def a_follower(memory: Memory, log: Sequence[Envelope]) -> Follower:
    return Follower(memory, "samples", pull_from(log))


LOG = envelopes(20, step=3)
POSITIONS = [envelope.position for envelope in LOG]


def test_a_target_rests_when_nothing_is_due() -> None:
    memory = Memory()
    follower = a_follower(memory, LOG)
    assert follower.catch_up() == len(LOG)
    assert memory.rested == 0

    assert follower.catch_up() == 0

    assert memory.rested == 1


def test_messages_in_order_are_applied_as_they_come() -> None:
    memory = Memory()
    follower = a_follower(memory, [])  # nothing to pull: the messages alone must do
    for envelope in LOG:
        follower.receive(envelope)
    assert memory.applied == POSITIONS


def test_a_message_told_twice_is_applied_once() -> None:
    memory = Memory()
    follower = a_follower(memory, LOG)
    for envelope in (LOG[0], LOG[0], LOG[1], LOG[0], LOG[1]):
        follower.receive(envelope)
    assert memory.applied == POSITIONS[:2]


def test_a_hole_is_pulled_before_the_message_behind_it() -> None:
    memory = Memory()
    a_follower(memory, LOG[:6]).receive(LOG[5])
    assert memory.applied == POSITIONS[:6]


def test_any_shuffling_repeating_and_losing_ends_in_the_same_state() -> None:
    for seed in range(30):
        random, memory = Random(seed), Memory()
        messages = random.choices(LOG, k=30)
        follower = a_follower(memory, LOG)
        for message in messages:
            follower.receive(message)
        follower.catch_up()
        assert memory.applied == POSITIONS


def test_a_fact_that_fails_stays_due_and_stops_those_behind_it() -> None:
    memory = Memory()
    follower = a_follower(memory, LOG[:3])
    follower.receive(LOG[0])
    memory.broken = True
    for envelope in LOG[1:3]:
        with pytest.raises(RuntimeError):
            follower.receive(envelope)
    assert memory.applied == POSITIONS[:1]

    memory.broken = False
    follower.receive(LOG[2])
    assert memory.applied == POSITIONS[:3]


def test_a_new_follower_reads_everything_from_the_start() -> None:
    memory = Memory()
    assert a_follower(memory, LOG).catch_up() == len(LOG)
    assert memory.applied == POSITIONS


def test_a_source_that_was_restarted_elsewhere_is_not_applied_again() -> None:
    memory = Memory()
    follower = a_follower(memory, LOG)
    follower.catch_up()
    follower.receive(replace(LOG[3], id="again"))
    assert memory.applied == POSITIONS


def test_what_goes_after_another_target_waits_for_it() -> None:
    first, second = Memory(), Memory()
    later = Follower(
        second, "samples", lambda p, n: [e for e in LOG if e.position > p][:n], after=first
    )

    later.receive(LOG[0])
    assert second.applied == []

    a_follower(first, LOG[:3]).catch_up()
    later.receive(*LOG[:3])
    assert second.applied == POSITIONS[:3]
