"""The log: aggregates come back as they were, with who, why and when beside each event."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from eventsourcing.persistence import IntegrityError, Tracking

from services.eventlog.log import EventLog
from services.eventlog.published import PublishedLog, Publishing
from services.eventlog.recorder import LogRecorder
from services.eventlog.records import Context, HandledCommand
from services.eventlog.remembered import LONG
from tests.eventlog.samples import PUBLISHING, Mood, Owner, Sample, SampleMade, Span

NOW = datetime(2027, 3, 1, 9, 30, 0, 123456, tzinfo=UTC)
CONTEXT = Context(actor="someone", correlation_id="talk", causation_id="cause", command_id="do-it")
NOTE = {
    "moment": NOW,
    "amount": Decimal("1.50"),
    "mood": Mood.GOOD,
    "spans": [Span(date(2027, 7, 1), date(2027, 7, 28))],
    "by_id": {UUID(int=7): 3},
    "maybe": None,
}


@pytest.fixture
def log(recorder: LogRecorder) -> EventLog:
    return EventLog(recorder)


def a_sample(label: str = "one") -> Sample:
    return Sample(id=uuid4(), owner=Owner(uuid4(), "PT"), label=label)


def test_an_aggregate_comes_back_with_every_type_restored(log: EventLog) -> None:
    sample = a_sample("名前 🎓 اسم")
    sample.note(**NOTE)
    log.append([sample], context=CONTEXT, recorded_at=NOW)

    again = log.load(sample.id)

    assert isinstance(again, Sample)
    assert again.label == "名前 🎓 اسم"
    assert again.values == NOTE
    assert again.version == 2


def test_every_event_says_who_why_and_when(log: EventLog, recorder: LogRecorder) -> None:
    log.append([a_sample()], context=CONTEXT, recorded_at=NOW)

    (event,) = recorder.all_events()

    assert event.context == CONTEXT
    assert event.recorded_at == NOW


def test_time_in_the_log_is_the_time_given_and_not_the_machines(log: EventLog) -> None:
    sample = a_sample()
    log.append([sample], context=CONTEXT, recorded_at=NOW)
    again = log.load(sample.id)
    assert again is not None
    assert again.created_on == NOW


def a_sample_with_a_long_history(log: EventLog, changes: int = LONG) -> Sample:
    sample = a_sample()
    for number in range(changes):
        sample.note(**NOTE | {"by_id": {UUID(int=7): number}})
    log.append([sample], context=CONTEXT, recorded_at=NOW)
    return sample


def test_a_long_history_is_recalled_as_it_is_replayed(log: EventLog, recorder: LogRecorder) -> None:
    sample = a_sample_with_a_long_history(log)

    first, recalled, replayed = log.load(sample.id), log.load(sample.id), EventLog(recorder)

    assert recalled == first == replayed.load(sample.id)
    assert recalled is not first


def test_what_was_not_saved_is_not_recalled(log: EventLog) -> None:
    sample = a_sample_with_a_long_history(log)
    for _ in range(2):
        loaded = log.load(sample.id)
        assert isinstance(loaded, Sample)
        assert loaded.values["amount"] == NOTE["amount"]
        loaded.note(**NOTE | {"amount": Decimal(2)})
        loaded.values.clear()


def test_what_others_appended_is_seen_in_a_recalled_aggregate(
    log: EventLog, recorder: LogRecorder
) -> None:
    sample = a_sample_with_a_long_history(log)
    log.load(sample.id)
    sample.note(**NOTE | {"amount": Decimal(2)})
    EventLog(recorder).append([sample], context=CONTEXT, recorded_at=NOW)

    again = log.load(sample.id)

    assert isinstance(again, Sample)
    assert again.version == LONG + 2
    assert again.values["amount"] == Decimal(2)


def test_what_does_not_exist_is_none(log: EventLog) -> None:
    assert log.load(uuid4()) is None


def test_events_tracking_and_command_are_written_together_or_not_at_all(
    log: EventLog, recorder: LogRecorder
) -> None:
    handled = HandledCommand("do-it", "digest", b"{}")
    log.append(
        [a_sample()],
        context=CONTEXT,
        recorded_at=NOW,
        tracking=Tracking("upstream", 5),
        handled=handled,
    )
    assert recorder.handled_command("do-it") == handled

    with pytest.raises(IntegrityError):  # the command's id is known
        log.append(
            [a_sample()],
            context=CONTEXT,
            recorded_at=NOW,
            tracking=Tracking("upstream", 6),
            handled=handled,
        )
    assert recorder.max_tracking_id("upstream") == 5
    assert len(list(recorder.all_events())) == 1


def test_private_events_become_contract_envelopes(log: EventLog, recorder: LogRecorder) -> None:
    sample = a_sample()
    log.append([sample], context=CONTEXT, recorded_at=NOW)

    (envelope,) = PublishedLog(recorder, PUBLISHING).since(0)

    assert envelope.type == "org.ifmsa.exchange.samples.SampleMade.v1"
    assert SampleMade().load(envelope.data) == {
        "sample_id": sample.id,
        "owner_id": sample.owner.owner_id,
        "country": "PT",
        "label": "one",
        "length": 3,
    }
    assert envelope.time == NOW
    assert envelope.actor == "someone"
    assert envelope.correlation_id == "talk"
    assert envelope.subject == str(sample.id)
    assert type(envelope).from_json(envelope.to_json()) == envelope


def test_each_fact_names_the_fact_published_before_it(log: EventLog, recorder: LogRecorder) -> None:
    sample = a_sample()
    sample.keep_private()
    sample.note(**NOTE)
    log.append([sample], context=CONTEXT, recorded_at=NOW)
    published = PublishedLog(recorder, PUBLISHING)

    chain = [(e.previous, e.position) for e in published.since(0)]

    assert chain == [(0, 1), (1, 3)]
    assert [(e.previous, e.position) for e in published.since(1)] == [(1, 3)]
    assert [e.position for e in published.since(2)] == [3]
    assert published.since(3) == []


def test_facts_are_read_by_their_positions_as_they_are_told(
    log: EventLog, recorder: LogRecorder
) -> None:
    samples = [a_sample() for _ in range(3)]
    samples[1].keep_private()
    for sample in samples:
        log.append([sample], context=CONTEXT, recorded_at=NOW)
    published = PublishedLog(recorder, PUBLISHING)
    first, second, third = published.since(0)

    assert published.at([third.position, first.position]) == [third, first]
    assert published.at([second.position + 1, third.position + 1]) == []
    assert published.at([second.position + 1, third.position]) == [third]


def test_a_contract_field_without_origin_is_refused_at_the_start() -> None:
    publishing = Publishing("samples")
    with pytest.raises(TypeError, match="length"):
        publishing.add(Sample.Created, SampleMade, subject="sample_id", spread=("owner",))
