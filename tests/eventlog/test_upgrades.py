"""Releases side by side: what a newer one wrote stops nobody, unless it would be misread."""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest
from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import StoredEvent
from msgspec.structs import replace
from prometheus_client import REGISTRY

from services.contracts.envelope import Envelope
from services.contracts.errors import StoredEventUnreadable
from services.eventlog.following import Follower
from services.eventlog.generations import ViewStore
from services.eventlog.mapper import TypedMapper, WrittenByNewerRelease
from services.eventlog.publishing import Publishing
from services.eventlog.records import BEGINNING_OF_TIME
from services.eventlog.standstill import UNKNOWN_TYPE
from services.eventlog.told import Told
from services.hosting.stores import Stores
from tests.eventlog.samples import SampleMade
from tests.eventlog.test_views import SampleViews, envelopes

NEWER_TYPE = "org.ifmsa.exchange.samples.SampleFolded.v1"


class Grown(Aggregate):
    """Its event had one name once, and has two now."""

    TOPIC = "samples:Grown"

    class Event(Aggregate.Event):
        pass

    class Created(Aggregate.Created, Event):
        TOPIC = "samples:Grown.Created"
        class_version = 2
        first: str
        last: str

        @staticmethod
        def upcast_v1_v2(state: dict[str, Any]) -> None:
            state["first"], _, state["last"] = state.pop("name").partition(" ")

    @event(Created)
    def __init__(self, id: UUID, first: str, last: str) -> None:
        self.first, self.last = first, last


def stored(topic: str, **state: Any) -> StoredEvent:
    return StoredEvent(uuid4(), 1, topic, json.dumps(state).encode())


def read(event: StoredEvent) -> Any:
    return TypedMapper("samples").to_domain_event(event)


# -- events in one's own log -------------------------------------------------------------------


def test_an_event_of_an_older_shape_is_brought_up_to_date() -> None:
    old = read(stored("samples:Grown.Created", name="Ada Lovelace"))

    assert (old.first, old.last) == ("Ada", "Lovelace")


def test_an_event_says_which_shape_it_has_unless_it_is_the_first() -> None:
    event = TypedMapper("samples").to_stored_event(Grown(uuid4(), "Ada", "L.").pending_events[0])

    assert json.loads(event.state) == {"class_version": 2, "first": "Ada", "last": "L."}
    assert (read(event).first, read(event).last) == ("Ada", "L.")


def test_a_field_that_a_newer_release_added_is_ignored() -> None:
    owner = {"owner_id": str(uuid4()), "country": "PT", "since": 2031}
    event = stored("samples:Sample.Created", owner=owner, label="one", colour="red")

    assert read(event).label == "one"


@pytest.mark.parametrize(
    "event",
    [
        stored("samples:Grown.Created", first="Ada", last="L.", class_version=3),
        stored("samples:Sample.KeptPrivate", class_version=2),
    ],
    ids=["that had a shape before", "that never had another shape"],
)
def test_an_event_of_a_newer_shape_is_not_misread(event: StoredEvent) -> None:
    with pytest.raises(StoredEventUnreadable, match="WrittenByNewerRelease"):
        read(event)


def test_a_fact_is_not_made_of_a_newer_shape() -> None:
    publishing = Publishing("samples")
    publishing.add(
        Grown.Created,
        SampleMade,
        subject="sample_id",
        label=lambda state: state["first"],
        owner_id=lambda _: str(uuid4()),
        country=lambda _: "PT",
        length=lambda _: 3,
    )

    def envelope_of(class_version: int) -> Envelope:
        state = json.dumps({"class_version": class_version, "first": "A", "last": "L"}).encode()
        about = ("samples:Grown.Created", state, BEGINNING_OF_TIME, "", "", "", "")
        return publishing.of("samples:Grown.Created").envelope((1, str(uuid4()), 1, *about), 0)

    assert envelope_of(2).data["label"] == "A"
    with pytest.raises(WrittenByNewerRelease):
        envelope_of(3)


# -- facts of others ---------------------------------------------------------------------------


@pytest.fixture
def store(stores: Stores) -> Iterator[ViewStore[SampleViews]]:
    store = ViewStore(stores.engine("views"), "views", SampleViews)
    store.create()
    yield store
    store._engine.dispose()


def with_news(count: int) -> list[Envelope]:
    """A log whose second fact only a newer release knows."""
    log = envelopes(count)
    return [log[0], replace(log[1], type=NEWER_TYPE), *log[2:]]


def follower_of(store: ViewStore[SampleViews], log: Sequence[Envelope]) -> Follower:
    return Follower(
        store, "samples", lambda p, n: [e for e in log if e.position > p][:n], name="views"
    )


def skipped() -> float:
    labels = {"follower": "views", "source": "samples", "type": NEWER_TYPE}
    return REGISTRY.get_sample_value("exchange_facts_skipped_total", labels) or 0.0


def test_a_fact_of_an_unknown_type_is_passed_over_recorded_and_counted(
    store: ViewStore[SampleViews],
) -> None:
    before, log = skipped(), with_news(4)

    assert follower_of(store, log).catch_up() == 4

    assert store.live.labels() == ["sample 0", "sample 2", "sample 3"]
    assert store.processed("samples") == log[-1].position
    (passed,) = store.ledger.passed_over()
    assert (passed.position, passed.fact_id, passed.type) == (2, log[1].id, NEWER_TYPE)
    assert (passed.actor, passed.reason) == ("system", UNKNOWN_TYPE)
    assert skipped() == before + 1


def test_an_unknown_fact_told_twice_is_recorded_once(store: ViewStore[SampleViews]) -> None:
    log = with_news(3)
    follower_of(store, log).catch_up()

    follower_of(store, log).receive(log[1])
    store.process(log)

    assert len(store.ledger.passed_over()) == 1


def test_a_rebuild_passes_over_it_again(store: ViewStore[SampleViews]) -> None:
    log = with_news(3)
    follower_of(store, log).catch_up()

    rebuilt = store.rebuild({"samples": lambda p, n: [e for e in log if e.position > p][:n]})

    assert (rebuilt.different, rebuilt.facts) == ((), 3)
    assert [passed.position for passed in store.ledger.passed_over()] == [2]


def test_a_field_that_a_newer_release_tells_is_ignored() -> None:
    (fact,) = envelopes(1)
    grown = replace(fact, data={**fact.data, "colour": "red"})

    assert "colour" not in Told(SampleMade, grown).data
    assert Envelope.from_json({**grown.to_json(), "traceparent": "00-1"}) == grown
