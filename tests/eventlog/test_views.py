"""Views: fed once, waited for, rebuilt beside the live ones and switched to."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from msgspec.structs import replace
from sqlalchemy import Column, Connection, Integer, String, Uuid, func, select

from services.contracts.envelope import Envelope
from services.contracts.errors import StoredEventUnreadable
from services.eventlog.engines import writing
from services.eventlog.generations import ViewStore
from services.eventlog.standstill import PassedOver
from services.eventlog.told import Told
from services.eventlog.views import Moment, Tables, Views, told, told_together, upsert
from services.hosting.stores import Stores
from tests.eventlog.samples import SampleMade

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


def envelopes(count: int, step: int = 1) -> list[Envelope]:
    return [
        Envelope(
            id=f"sample.{number}",
            source="samples",
            type=SampleMade.type_name(),
            time=NOW,
            subject=SampleMade.example["sample_id"],
            data={**SampleMade.example, "sample_id": str(uuid4()), "label": f"sample {number}"},
            position=(number + 1) * step,
            previous=number * step,
            actor="someone",
            correlation_id="",
            causation_id="",
            command_id="",
        )
        for number in range(count)
    ]


class SampleViews(Views):
    """Which samples there are."""

    def __init__(self, tables: Tables) -> None:
        self.samples = tables.add(
            "samples",
            Column("id", Uuid, primary_key=True),
            Column("label", String),
            Column("times_told", Integer),
            Column("at", Moment),
            indexes=[["label"]],
        )

    @told(SampleMade)
    def keep(self, tx: Connection, fact: Told) -> None:
        values = {"label": fact["label"], "times_told": 1, "at": fact.time}
        upsert(tx, self.samples, {"id": fact["sample_id"]}, values)

    def labels(self) -> list[str]:
        with self.read() as connection:
            found = connection.execute(select(self.samples.c.label).order_by(self.samples.c.label))
            return list(found.scalars())


LOG = envelopes(450)


def pull(position: int, limit: int) -> Sequence[Envelope]:
    return [envelope for envelope in LOG if envelope.position > position][:limit]


@pytest.fixture
def views(stores: Stores) -> Iterator[ViewStore[SampleViews]]:
    engine = stores.engine("sample")
    store = ViewStore(engine, "sample", SampleViews)
    store.create()
    store.create()  # safe to repeat
    yield store
    engine.dispose()


def test_facts_are_applied_with_their_position(views: ViewStore[SampleViews]) -> None:
    views.process(LOG[:3])
    assert views.live.labels() == ["sample 0", "sample 1", "sample 2"]
    assert views.processed("samples") == 3


def test_a_conclusion_is_drawn_once_from_all_that_is_applied_together(stores: Stores) -> None:
    store = ViewStore(stores.engine("sample"), "sample", CountingViews)
    store.create()
    for facts in (LOG[:12], LOG[8:12], LOG[10:15]):
        store.process(facts)
    assert store.live.counted == [12, 3]
    assert store.live.by_length() == {len("sample 0"): 10, len("sample 10"): 5}
    assert store.rebuild({"samples": lambda *asked: pull(*asked)[:15]}).different == ()


def test_facts_applied_before_are_passed(views: ViewStore[SampleViews]) -> None:
    views.process(LOG[:3])
    views.process(LOG[:2])
    assert views.processed("samples") == 3


def test_what_cannot_be_read_stops_nobody_who_is_past_it(views: ViewStore[SampleViews]) -> None:
    unreadable = replace(LOG[1], data={"sample_id": "nobody's"})
    with pytest.raises(StoredEventUnreadable):
        views.process([LOG[0], unreadable])
    assert views.processed("samples") == 0

    views.process(LOG[:2])
    views.process([LOG[0], unreadable, LOG[2]])
    assert views.processed("samples") == 3


class SampleViewsWithLength(SampleViews):
    """The same, as later code knows them."""

    def __init__(self, tables: Tables) -> None:
        super().__init__(tables)
        self.samples.append_column(Column("length", Integer))


class SampleViewsWithOwners(SampleViews):
    """The same, and a table more."""

    def __init__(self, tables: Tables) -> None:
        super().__init__(tables)
        tables.add("owners", Column("id", Uuid, primary_key=True))


class CountingViews(SampleViews):
    """The same, and how many there are of each length of a label."""

    def __init__(self, tables: Tables) -> None:
        super().__init__(tables)
        key = Column("letters", Integer, primary_key=True)
        self.lengths = tables.add("lengths", key, Column("number", Integer))
        self.counted: list[int] = []

    @told_together(SampleMade)
    def count(self, tx: Connection, happened: Sequence[Told]) -> None:
        self.counted.append(len(happened))
        for letters in {len(fact["label"]) for fact in happened}:
            one = select(func.count()).where(func.length(self.samples.c.label) == letters)
            upsert(tx, self.lengths, {"letters": letters}, {"number": tx.scalar(one)})

    def by_length(self) -> dict[int, int]:
        with self.read() as connection:
            return {row.letters: row.number for row in connection.execute(select(self.lengths))}


class FailingOnTheSecond(SampleViewsWithLength):
    """The same, and one sample is too much for it."""

    @told(SampleMade)
    def doubt(self, tx: Connection, fact: Told) -> None:
        if fact["label"] == "sample 1":
            raise RuntimeError("not this one")


Later = Callable[[type[SampleViews]], ViewStore[SampleViews]]


@pytest.fixture
def later(stores: Stores) -> Iterator[Later]:
    """Opens the same views as a later release does, which may know other tables."""
    with ExitStack() as opened:

        def open_with(kind: type[SampleViews]) -> ViewStore[SampleViews]:
            engine = stores.engine("sample")
            opened.callback(engine.dispose)
            store = ViewStore(engine, "sample", kind)
            store.create()
            return store

        yield open_with


@pytest.mark.parametrize("changed", [SampleViewsWithLength, SampleViewsWithOwners])
def test_views_of_another_shape_begin_anew(
    views: ViewStore[SampleViews], later: Later, changed: type[SampleViews]
) -> None:
    views.process(LOG[:3])

    new = later(changed)

    assert new.is_fed_anew
    assert new.processed("samples") == 0
    assert new.live.labels() == []
    new.process(LOG[:2])
    assert new.live.labels() == ["sample 0", "sample 1"]


def test_views_of_the_same_shape_go_on(views: ViewStore[SampleViews], later: Later) -> None:
    views.process(LOG[:3])

    again = later(SampleViews)

    assert not again.is_fed_anew
    assert again.processed("samples") == 3


def test_an_older_release_goes_on_with_views_of_its_own_shape(
    views: ViewStore[SampleViews], later: Later
) -> None:
    views.process(LOG[:2])
    new = later(SampleViewsWithLength)
    new.feed({"samples": lambda position, limit: pull(position, limit) if position < 1 else []})

    views.process(LOG[:3])

    assert views.live.labels() == ["sample 0", "sample 1", "sample 2"]
    assert views.processed("samples") == 3


def test_a_rebuild_leaves_the_views_of_other_shapes_alone(
    views: ViewStore[SampleViews], later: Later
) -> None:
    views.process(LOG[:3])
    new = later(SampleViewsWithLength)

    new.rebuild({"samples": pull})
    assert views.live.labels() == ["sample 0", "sample 1", "sample 2"]

    views.rebuild({"samples": pull})
    assert len(views.live.labels()) == len(new.live.labels()) == len(LOG)


def test_views_that_only_the_release_before_the_last_knew_are_dropped(
    views: ViewStore[SampleViews], later: Later
) -> None:
    views.process(LOG[:1])
    before = later(SampleViewsWithLength)
    before.process(LOG[:1])
    later(SampleViewsWithOwners)

    assert not views.is_ready()
    assert before.live.labels() == ["sample 0"]


def test_views_of_a_new_shape_are_fed_as_far_as_those_before_them(
    views: ViewStore[SampleViews], later: Later
) -> None:
    views.feed({"samples": pull})
    assert views.is_ready()
    new = later(SampleViewsWithLength)
    assert new.missing() == LOG[-1].position
    assert not new.is_ready()

    steps: list[int] = []
    new.feed({"samples": pull}, steps.append)

    assert new.missing() == 0
    assert new.is_ready()
    assert sum(steps) == len(LOG)
    assert new.live.labels() == views.live.labels()


def test_views_of_a_new_shape_go_past_what_somebody_passed_over_before(
    views: ViewStore[SampleViews], later: Later
) -> None:
    views.process(LOG[:1])
    views.pass_over(PassedOver("samples", 2, LOG[1].id, LOG[1].type, "an operator", NOW, "broken"))
    views.process(LOG[2:3])

    new = later(FailingOnTheSecond)
    new.feed({"samples": pull})

    assert new.processed("samples") == LOG[-1].position
    assert "sample 1" not in new.live.labels()
    assert [passed.reason for passed in new.ledger.passed_over()] == ["broken"]


def test_a_table_that_is_gone_begins_the_views_anew(
    views: ViewStore[SampleViews], later: Later
) -> None:
    views.process(LOG[:3])
    with views.live.engine.begin() as tx:
        views.live.samples.drop(tx)
    assert not views.is_ready()

    again = later(SampleViews)

    assert again.is_fed_anew
    assert again.processed("samples") == 0


def test_moments_come_back_aware(views: ViewStore[SampleViews]) -> None:
    views.process(LOG[:1])
    with views.live.read() as connection:
        assert connection.execute(select(views.live.samples.c.at)).scalar_one() == NOW


def test_a_failing_handler_leaves_neither_rows_nor_position(
    views: ViewStore[SampleViews], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("not now")

    monkeypatch.setattr(SampleViews, "keep", fail)
    with pytest.raises(RuntimeError):
        views.process(LOG[:1])
    assert views.processed("samples") == 0
    assert views.live.labels() == []


def test_waiting_ends_when_the_position_is_processed(views: ViewStore[SampleViews]) -> None:
    thread = Thread(target=views.process, args=(LOG[:5],))
    thread.start()
    assert views.wait_for("samples", 5, timeout=30)
    thread.join()
    assert not views.wait_for("samples", 6, timeout=0.01)


def test_a_rebuild_equals_what_was_live(views: ViewStore[SampleViews]) -> None:
    views.process(LOG[:450])
    rebuilt = views.rebuild({"samples": pull})
    assert (rebuilt.facts, rebuilt.rows, rebuilt.different) == (450, 450, ())
    assert rebuilt.generation == 2
    assert len(views.live.labels()) == 450


def test_a_rebuild_compares_what_stands_at_one_position_while_the_log_grows(
    views: ViewStore[SampleViews],
) -> None:
    newest = 10

    def pull_and_grow(position: int, limit: int) -> Sequence[Envelope]:
        nonlocal newest
        found = [envelope for envelope in LOG[:newest] if envelope.position > position][:limit]
        newest += not found
        return found

    views.process(LOG[:10])

    assert views.rebuild({"samples": pull_and_grow}).different == ()
    assert newest > views.processed("samples")


def test_a_rebuild_tells_which_table_was_not_what_the_log_says(
    views: ViewStore[SampleViews],
) -> None:
    views.process(LOG)
    table = views.live.samples
    with writing(views.live.engine).begin() as tx:
        tx.execute(table.update().where(table.c.label == "sample 7").values(label="tampered"))

    assert views.rebuild({"samples": pull}).different == ("sample_samples",)
    assert "tampered" not in views.live.labels()


def test_a_rebuild_can_be_repeated_and_leaves_no_old_tables_behind(
    views: ViewStore[SampleViews],
) -> None:
    views.process(LOG[:10])
    generations = [views.rebuild({"samples": pull}).generation for _ in range(3)]
    assert generations == [2, 3, 4]
    views.process(LOG[10:12])
    assert views.processed("samples") == 450


def test_after_a_rebuild_elsewhere_facts_go_to_the_new_generation(
    views: ViewStore[SampleViews], stores: Stores
) -> None:
    views.process(LOG[:5])
    engine = stores.engine("sample")
    elsewhere = ViewStore(engine, "sample", SampleViews)
    elsewhere.rebuild({"samples": lambda p, n: [e for e in pull(p, n) if e.position <= 5]})

    views.process(LOG[5:6])

    assert len(elsewhere.live.labels()) == 6
    engine.dispose()
