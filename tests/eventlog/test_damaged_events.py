"""A damaged event is reported by its place, never by what it holds, and stops nothing else."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from services.contracts.errors import StoredEventUnreadable
from services.eventlog.log import EventLog
from services.eventlog.published import PublishedLog
from services.eventlog.recorder import LogRecorder
from services.eventlog.records import LoggedEvent
from services.eventlog.sqlite import SQLiteRecorder
from tests.eventlog.samples import PUBLISHING, Sample
from tests.eventlog.test_log import CONTEXT, NOTE, NOW, a_sample
from tests.support.damage import DAMAGES, damaged, overwritten


@pytest.fixture
def log(recorder: LogRecorder) -> EventLog:
    return EventLog(recorder)


@pytest.fixture
def samples(log: EventLog) -> list[Sample]:
    """Three things, each with two facts and a private event."""
    made = [a_sample(f"secret {number}") for number in range(3)]
    for sample in made:
        sample.keep_private()
        sample.note(**NOTE)
        log.append([sample], context=CONTEXT, recorded_at=NOW)
    return made


@pytest.fixture
def published(recorder: LogRecorder) -> PublishedLog:
    return PublishedLog(recorder, PUBLISHING)


@pytest.fixture(params=DAMAGES)
def second(
    request: pytest.FixtureRequest, samples: list[Sample], recorder: LogRecorder
) -> Iterator[LoggedEvent]:
    """The first event of the second thing, which is damaged."""
    event = recorder.select_events(samples[1].id)[0]
    with damaged(recorder, event, request.param):
        yield recorder.select_events(samples[1].id)[0]


def is_named(fault: StoredEventUnreadable, event: LoggedEvent) -> bool:
    """Whether the whole place is named, and nothing of what the event holds."""
    place = {"log": "sample", "position": event.id, "topic": event.topic}
    place |= {"originator_id": event.originator_id, "version": event.originator_version}
    said = all(str(value) in str(fault) for value in place.values())
    return said and place.items() <= fault.details.items() and "secret" not in str(fault)


def test_what_it_belongs_to_cannot_be_loaded_and_the_place_is_named(
    log: EventLog, samples: list[Sample], second: LoggedEvent
) -> None:
    with pytest.raises(StoredEventUnreadable) as fault:
        log.load(samples[1].id)
    assert is_named(fault.value, second)


def test_everything_else_can_be_loaded_and_changed(
    log: EventLog, samples: list[Sample], second: LoggedEvent
) -> None:
    for sample in (samples[0], samples[2]):
        again = log.load(sample.id)
        assert isinstance(again, Sample)
        again.keep_private()
        assert log.append([again], context=CONTEXT, recorded_at=NOW)


def test_the_facts_before_it_are_told_and_then_the_place(
    published: PublishedLog, second: LoggedEvent
) -> None:
    before = published.since(0)
    assert [fact.position for fact in before] == [1, 3]

    with pytest.raises(StoredEventUnreadable) as fault:
        published.since(before[-1].position)

    assert fault.value.details["position"] == second.id
    assert fault.value.details["topic"] == second.topic
    assert "secret" not in str(fault.value)


def test_the_facts_after_it_can_still_be_asked_for(
    published: PublishedLog, second: LoggedEvent
) -> None:
    assert [fact.position for fact in published.since(second.id)] == [6, 7, 9]


@pytest.mark.parametrize("kind", DAMAGES)
def test_once_it_is_restored_everything_is_as_before(
    log: EventLog,
    recorder: LogRecorder,
    published: PublishedLog,
    samples: list[Sample],
    kind: str,
) -> None:
    facts = published.since(0)

    with damaged(recorder, recorder.select_events(samples[1].id)[0], kind):
        assert len(PublishedLog(recorder, PUBLISHING).since(0)) < len(facts)

    assert published.since(0) == facts
    assert log.load(samples[1].id) is not None


def test_a_damaged_private_event_stops_no_facts(
    log: EventLog, recorder: LogRecorder, published: PublishedLog, samples: list[Sample]
) -> None:
    facts = published.since(0)
    private = recorder.select_events(samples[1].id)[1]

    with damaged(recorder, private, "no JSON"):
        assert published.since(0) == facts
        with pytest.raises(StoredEventUnreadable):
            log.load(samples[1].id)


def test_an_event_that_does_not_follow_from_those_before_it_is_damaged(
    log: EventLog, recorder: LogRecorder, samples: list[Sample]
) -> None:
    """It can be read by itself, but nothing can be made of it."""
    created, private, _ = recorder.select_events(samples[1].id)

    with (
        overwritten(recorder, created, (private.topic, private.state)),
        pytest.raises(StoredEventUnreadable) as fault,
    ):
        log.load(samples[1].id)

    assert fault.value.details["position"] == created.id


@pytest.mark.parametrize("topic", ["samples:Sample.note", "samples:Sample", "nowhere", ":", ""])
def test_a_topic_that_names_no_event_is_unknown(
    log: EventLog, recorder: LogRecorder, samples: list[Sample], topic: str
) -> None:
    created = recorder.select_events(samples[1].id)[0]

    with (
        overwritten(recorder, created, (topic, created.state)),
        pytest.raises(StoredEventUnreadable, match="unknown topic"),
    ):
        log.load(samples[1].id)


def test_a_topic_that_is_no_text_hides_nothing_beside_it(
    tmp_path: Path,
) -> None:
    """SQLite takes any bytes for a text."""
    recorder = SQLiteRecorder("sample", tmp_path / "log.db")
    recorder.create_tables()
    log, published = EventLog(recorder), PublishedLog(recorder, PUBLISHING)
    log.append([a_sample(), a_sample()], context=CONTEXT, recorded_at=NOW)
    with closing(sqlite3.connect(recorder.path)) as connection:
        connection.execute("UPDATE sample_events SET topic = CAST(x'ff' AS TEXT) WHERE position=2")
        connection.commit()

    assert [fact.position for fact in published.since(0)] == [1]
    with pytest.raises(StoredEventUnreadable, match="unknown topic"):
        published.since(1)
    recorder.close()
