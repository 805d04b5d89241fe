"""The inbox and the preferences of a person, and nobody else's."""

from uuid import UUID, uuid4

import pytest

from services.contracts import applications
from services.contracts import notifications as facts
from services.contracts.errors import Invalid, NotFound, NotPermitted, NotYetSeen
from services.hosting import host
from services.hosting.commands import Order
from services.notifications.errors import NoChannelLeft, NotAnInboxMessage
from services.notifications.service import NotificationsService
from tests.support.actors import person
from tests.support.notifications import KnownPeople

ME = UUID("7f1b9a1e-0000-4000-8000-000000000001")
MYSELF = person(ME)


@pytest.fixture
def bench(service_host, tmp_path):
    settings = {"mail_folder": str(tmp_path / "mail")}
    return service_host(NotificationsService, settings=settings, ask=KnownPeople())


def tell_me(bench, times=1):
    """I am told something; the ids of the messages in my inbox, oldest first."""
    for _ in range(times):
        bench.tell(applications.ApplicationFormAssigned, student_id=ME)
        bench.clock.advance(minutes=1)
    return [
        message.data["message_id"]
        for message in bench.facts(facts.MessageAddressed)
        if message.data["channel"] == "inbox"
    ]


def inbox(bench, actor=MYSELF, **options):
    return bench.send("inbox", actor=actor, person_id=ME, **options)


def test_a_message_is_read_as_text(bench):
    (message_id,) = tell_me(bench)

    (message,) = inbox(bench)

    assert message["message_id"] == message_id
    assert message["exchange_id"] == applications.EXCHANGE
    assert message["subject"] == "You have a place: fill in your form by 15 February 2027"
    assert "2027-PT-7K3M9Q" in message["body"]
    assert not message["is_read"]


def test_the_language_is_the_one_asked_for_or_else_the_preferred_one(bench):
    tell_me(bench)
    bench.send("set_preferences", actor=MYSELF, person_id=ME, language="fr", channels=["inbox"])

    assert inbox(bench)[0]["language"] == "fr"
    assert inbox(bench, language="en")[0]["language"] == "en"


def test_the_inbox_is_read_page_by_page_newest_first(bench):
    ids = tell_me(bench, times=5)
    bench.tell(applications.ApplicationFormAssigned, student_id=uuid4())

    first = inbox(bench, limit=2)
    second = inbox(bench, limit=2, before=first[-1]["message_id"])
    third = inbox(bench, limit=2, before=second[-1]["message_id"])

    shown = [message["message_id"] for page in (first, second, third) for message in page]
    assert shown == ids[::-1]


def test_messages_of_one_moment_are_paged_without_loss(bench):
    for _ in range(4):
        bench.tell(applications.ApplicationFormAssigned, student_id=ME)
    first = inbox(bench, limit=3)

    second = inbox(bench, limit=3, before=first[-1]["message_id"])

    assert len({message["message_id"] for message in first + second}) == 4


def test_a_message_is_marked_as_read_once(bench):
    (message_id,) = tell_me(bench)

    bench.send("mark_read", actor=MYSELF, message_id=message_id)
    bench.send("mark_read", actor=MYSELF, message_id=message_id)

    assert inbox(bench)[0]["is_read"]
    assert len(bench.facts(facts.MessageRead)) == 1


def ordered(bench, command, after=0, **data):
    """An order of mine; what it comes to is not settled."""
    order = Order(data, MYSELF, str(uuid4()), after=after)
    return getattr(bench.service, command)(order.to_json())


def test_who_has_marked_a_message_finds_it_marked_once_the_views_know(bench, monkeypatch):
    def until_it_has_settled(is_so, _):
        assert not is_so()
        bench.settle()
        return is_so()

    (message_id,) = tell_me(bench)
    marked = ordered(bench, "mark_read", message_id=message_id)
    monkeypatch.setattr(bench.host.views, "wait_until", until_it_has_settled)

    (message,) = ordered(bench, "inbox", after=marked["position"], person_id=str(ME))

    assert message["is_read"]


def test_who_has_marked_a_message_is_not_shown_how_it_was_before(bench, monkeypatch):
    (message_id,) = tell_me(bench)
    marked = ordered(bench, "mark_read", message_id=message_id)
    monkeypatch.setattr(host, "SEEN_WITHIN_SECONDS", 0.0)

    with pytest.raises(NotYetSeen):
        ordered(bench, "inbox", after=marked["position"], person_id=str(ME))

    assert not ordered(bench, "inbox", person_id=str(ME))[0]["is_read"]


def test_a_mail_cannot_be_marked_as_read(bench):
    tell_me(bench)
    mail = bench.facts(facts.MessageAddressed)[-1].data

    assert mail["channel"] == "email"
    with pytest.raises(NotAnInboxMessage):
        bench.send("mark_read", actor=MYSELF, message_id=mail["message_id"])


def test_the_whole_inbox_is_marked_as_read(bench):
    tell_me(bench, times=3)

    answer = bench.send("mark_all_read", actor=MYSELF, person_id=ME)

    assert answer["marked"] == 3
    assert all(message["is_read"] for message in inbox(bench))
    assert bench.send("mark_all_read", actor=MYSELF, person_id=ME)["marked"] == 0


def test_preferences_are_made_known(bench):
    bench.send(
        "set_preferences", actor=MYSELF, person_id=ME, language="pt-BR", channels=["email", "inbox"]
    )
    bench.send("set_preferences", actor=MYSELF, person_id=ME, language="", channels=["inbox"])

    assert [fact.data for fact in bench.facts(facts.PreferencesChanged)] == [
        {"person_id": str(ME), "language": "pt-BR", "channels": ["inbox", "email"]},
        {"person_id": str(ME), "language": "", "channels": ["inbox"]},
    ]


def test_one_channel_must_stay_on(bench):
    with pytest.raises(NoChannelLeft):
        bench.send("set_preferences", actor=MYSELF, person_id=ME, channels=[])

    assert bench.names() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"language": "français"},
        {"language": "en\n"},
        {"language": "x" * 36},
        {"channels": ["pigeon"]},
        {"channels": "inbox"},
        {"colour": "red"},
    ],
)
def test_preferences_of_another_shape_are_refused(bench, wrong):
    with pytest.raises(Invalid):
        bench.send("set_preferences", **{"person_id": ME, "channels": ["inbox"], **wrong})


def test_what_is_not_there_cannot_be_read(bench):
    with pytest.raises(NotFound):
        bench.send("mark_read", actor=MYSELF, message_id=uuid4())


def test_nobody_else_reads_or_changes_what_is_mine(bench):
    (message_id,) = tell_me(bench)
    stranger = person()

    for command, data in [
        ("inbox", {"person_id": ME}),
        ("mark_read", {"message_id": message_id}),
        ("mark_all_read", {"person_id": ME}),
        ("set_preferences", {"person_id": ME, "channels": ["inbox"]}),
    ]:
        with pytest.raises(NotPermitted):
            bench.send(command, actor=stranger, **data)

    assert bench.facts(facts.MessageRead, facts.PreferencesChanged) == []
