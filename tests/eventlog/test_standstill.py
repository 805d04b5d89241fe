"""A line that stands still: which fact stops it, and going past exactly that one."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from eventsourcing.persistence import OperationalError
from sqlalchemy import Connection

from services.contracts.envelope import Envelope
from services.contracts.errors import (
    LineNotStopped,
    LineStoppedElsewhere,
    StoredEventUnreadable,
)
from services.eventlog.following import Follower
from services.eventlog.generations import ViewStore
from services.eventlog.views import told
from services.hosting.stores import Stores
from tests.eventlog.samples import SampleMade
from tests.eventlog.test_views import SampleViews, envelopes

NOW = datetime(2027, 5, 1, 12, tzinfo=UTC)
LOG = envelopes(5, step=3)
THIRD = LOG[2]
REASON = "a mentor who never was"


class FaultyViews(SampleViews):
    """Stumbles over the third fact, as long as it is faulty."""

    trouble: Exception | None = None

    @told(SampleMade)
    def stumble(self, tx: Connection, fact: object) -> None:
        if self.trouble and getattr(fact, "id", "") == THIRD.id:
            raise self.trouble


@pytest.fixture
def store(stores: Stores) -> Iterator[ViewStore[FaultyViews]]:
    FaultyViews.trouble = RuntimeError("the words of an error may quote a fact")
    store = ViewStore(stores.engine("views"), "views", FaultyViews)
    store.create()
    yield store
    FaultyViews.trouble = None
    store._engine.dispose()


def pull(position: int, limit: int) -> list[Envelope]:
    return [e for e in LOG if e.position > position][:limit]


def a_follower(store: ViewStore[FaultyViews]) -> Follower:
    return Follower(store, "samples", pull, name="views")


@pytest.fixture
def stopped(store: ViewStore[FaultyViews]) -> Follower:
    follower = a_follower(store)
    with pytest.raises(RuntimeError):
        follower.catch_up()
    return follower


def test_what_comes_before_the_fact_that_stops_is_applied_also_out_of_one_batch(
    store: ViewStore[FaultyViews], stopped: Follower
) -> None:
    assert store.live.labels() == ["sample 0", "sample 1"]
    assert stopped.position == LOG[1].position


def test_the_fact_that_stops_is_noted_for_whoever_looks_later(
    store: ViewStore[FaultyViews], stopped: Follower
) -> None:
    first = store.ledger.stop_of("samples")
    with pytest.raises(RuntimeError):
        a_follower(store).catch_up()
    again = store.ledger.stop_of("samples")

    assert first
    assert again
    assert (again.position, again.fact_id, again.type) == (THIRD.position, THIRD.id, THIRD.type)
    assert again.error == "RuntimeError", "its words are for our log only"
    assert (first.tries, again.tries) == (1, 2)
    assert first.since == again.since <= again.tried_at


def test_the_note_is_gone_when_the_line_goes_on_in_whichever_process(
    store: ViewStore[FaultyViews], stopped: Follower
) -> None:
    FaultyViews.trouble = None

    assert a_follower(store).catch_up() == 3

    assert store.ledger.stop_of("samples") is None


def test_a_fault_of_the_storage_is_no_fact_s(store: ViewStore[FaultyViews]) -> None:
    FaultyViews.trouble = OperationalError("the disk sleeps")
    follower = a_follower(store)

    with pytest.raises(OperationalError):
        follower.catch_up()
    assert store.ledger.stop_of("samples") is None
    with pytest.raises(OperationalError):
        follower.pass_over(THIRD.position, "somebody", NOW, REASON)
    assert store.ledger.passed_over() == []


def test_an_operator_goes_past_exactly_the_fact_that_stops(
    store: ViewStore[FaultyViews], stopped: Follower
) -> None:
    passed = stopped.pass_over(THIRD.position, "somebody", NOW, REASON)

    assert stopped.catch_up() == 2
    assert store.live.labels() == ["sample 0", "sample 1", "sample 3", "sample 4"]
    assert store.ledger.passed_over() == [passed]
    assert (passed.fact_id, passed.actor, passed.at, passed.reason) == (
        THIRD.id, "somebody", NOW, REASON,
    )  # fmt: skip
    assert store.ledger.stop_of("samples") is None


@pytest.mark.parametrize("position", [LOG[1].position, LOG[3].position, THIRD.position + 1])
def test_no_other_fact_is_passed_over(
    store: ViewStore[FaultyViews], stopped: Follower, position: int
) -> None:
    with pytest.raises(LineStoppedElsewhere) as refused:
        stopped.pass_over(position, "somebody", NOW, REASON)

    assert refused.value.details["position"] == THIRD.position
    assert stopped.position == LOG[1].position
    assert store.ledger.passed_over() == []


def test_what_can_be_applied_by_now_is_applied_and_not_passed_over(
    store: ViewStore[FaultyViews], stopped: Follower
) -> None:
    FaultyViews.trouble = None

    with pytest.raises(LineNotStopped):
        stopped.pass_over(THIRD.position, "somebody", NOW, REASON)

    assert len(store.live.labels()) == 5
    assert store.ledger.passed_over() == []


def test_of_two_who_pass_over_the_same_fact_one_is_refused(
    store: ViewStore[FaultyViews], stopped: Follower
) -> None:
    passed = stopped.pass_over(THIRD.position, "somebody", NOW, REASON)

    with pytest.raises(LineNotStopped):
        store.pass_over(passed)

    assert store.ledger.passed_over() == [passed]


def test_a_rebuild_passes_over_it_again_as_long_as_it_cannot_be_applied(
    store: ViewStore[FaultyViews], stopped: Follower
) -> None:
    passed = stopped.pass_over(THIRD.position, "somebody", NOW, REASON)
    stopped.catch_up()

    assert store.rebuild({"samples": pull}).different == ()

    assert store.ledger.passed_over() == [passed]
    assert len(store.live.labels()) == 4


def test_a_rebuild_makes_up_for_it_once_it_can_be_applied(
    store: ViewStore[FaultyViews], stopped: Follower
) -> None:
    stopped.pass_over(THIRD.position, "somebody", NOW, REASON)
    stopped.catch_up()
    FaultyViews.trouble = None

    assert store.rebuild({"samples": pull}).different == ("views_samples",)

    assert store.ledger.passed_over() == []
    assert len(store.live.labels()) == 5


def pull_around_damage(position: int, limit: int) -> list[Envelope]:
    """The third fact is damaged: what comes before it is told, and then the place."""
    if position == LOG[1].position:
        raise StoredEventUnreadable(
            log="samples",
            position=THIRD.position,
            topic="samples:Sample.Created",
            originator_id=THIRD.subject,
            version=7,
            fault="ValidationError",
        )
    found = [e for e in LOG if e.position > position and e is not THIRD]
    return [e for e in found if (e.position < THIRD.position) == (position < THIRD.position)][
        :limit
    ]


def test_a_damaged_event_can_be_passed_over_and_a_rebuild_goes_past_it_too(
    store: ViewStore[FaultyViews],
) -> None:
    follower = Follower(store, "samples", pull_around_damage, name="views")
    with pytest.raises(StoredEventUnreadable):
        follower.catch_up()
    stop = store.ledger.stop_of("samples")
    assert stop
    assert (stop.position, stop.fact_id) == (THIRD.position, f"{THIRD.subject}.7")
    with pytest.raises(StoredEventUnreadable):
        store.rebuild({"samples": pull_around_damage})

    follower.pass_over(THIRD.position, "somebody", NOW, REASON)

    assert follower.catch_up() == 2
    assert store.rebuild({"samples": pull_around_damage}).different == ()
    assert [one.position for one in store.ledger.passed_over()] == [THIRD.position]
