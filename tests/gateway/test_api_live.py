"""Live updates over real sockets: told once, resumed without loss, ended with the access."""

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest
import requests

from gateway.live import stream as streams
from gateway.live.cursor import read
from gateway.server import GatewayServer
from services.contracts.roles import Actor, Role
from tests.gateway.api_bench import ApiBench
from tests.support.client import LONGEST_ANSWER, eventually
from tests.support.listener import Listener, listening

LOCALHOST = "127.0.0.1"
MANY = 40
FIRST_DAY = date(2027, 3, 2)
DAYS = count()


@pytest.fixture
def api(tmp_path: Path) -> Iterator[ApiBench]:
    bench = ApiBench(tmp_path / "data", most_streams=9, beat_seconds=0.05)
    yield bench
    bench.close()


@pytest.fixture
def server(api: ApiBench) -> Iterator[GatewayServer]:
    running = GatewayServer(api.app, LOCALHOST, 0, threads=2)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def person(api: ApiBench) -> UUID:
    return api.person()


def grant(api: ApiBench, person: UUID) -> None:
    """Something happens to the person's own account: an office for one day of their own."""
    day = (FIRST_DAY + timedelta(days=next(DAYS))).isoformat()
    term = {"valid_from": day, "valid_until": day}
    api.tell("people", "grant_role", person_id=str(person), role=Role.AUDITOR.value, **term)


def listens(api: ApiBench, server: GatewayServer, person: UUID, cursor: str = ""):
    return listening(server.address, api.token(person), cursor)


def test_a_change_is_told_once_to_everybody_whom_it_concerns(
    api: ApiBench, server: GatewayServer, person: UUID
) -> None:
    other = api.person()
    with (
        listens(api, server, person) as one,
        listens(api, server, person) as two,
        listens(api, server, other) as stranger,
    ):
        grant(api, person)
        grant(api, other)
        for listener in (one, two, stranger):
            listener.waits_for("RoleGranted").waits_for("MessageAddressed")

    for listener in (one, two, stranger):
        assert sorted(listener.kinds()) == ["MessageAddressed", "RoleGranted"]
    heard = next(one for one in one.heard if one.event == "account")
    assert heard.event == "account"
    assert heard.data["id"] == str(person)
    assert heard.data["after"] == f"people:{read(heard.cursor, api.store.positions())['people']}"


def test_what_is_told_names_ids_and_kinds_and_nothing_else(
    api: ApiBench, server: GatewayServer, person: UUID
) -> None:
    with listens(api, server, person) as listener:
        grant(api, person)
        listener.waits_for("RoleGranted")

    assert listener.heard[0].data.keys() == {"event", "kind", "id", "after"}
    assert listener.answer.headers["Cache-Control"] == "private, no-store"
    assert listener.answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"


def test_who_comes_back_is_told_what_was_missed_without_loss_or_repetition(
    api: ApiBench, server: GatewayServer, person: UUID
) -> None:
    heard: list[Listener] = []
    cursor = ""
    for number in range(4):
        with listens(api, server, person, cursor) as listener:
            heard.append(listener)
            grant(api, person)
            listener.waits_for("RoleGranted", times=1 + (number > 0))
        cursor = listener.heard[-1].cursor
        grant(api, person)

    everything = [one.data["after"] for listener in heard for one in listener.heard]
    assert len(everything) == len(set(everything))
    told = [place for place in everything if place.startswith("people:")]
    assert len(told) == 7
    assert told == sorted(told, key=lambda after: int(after.rpartition(":")[2]))


def test_nothing_is_lost_or_repeated_while_facts_come_and_connections_break(
    api: ApiBench, server: GatewayServer, person: UUID
) -> None:
    changing = threading.Thread(target=lambda: [grant(api, person) for _ in range(MANY)])
    told: list[str] = []
    cursor = api.get("/live", person).json["next_cursor"]
    changing.start()
    while sum(place.startswith("people:") for place in told) < MANY:
        with listens(api, server, person, cursor) as listener:
            eventually(lambda: listener.heard, bool)
            listener.hang_up()
        told += [one.data["after"] for one in listener.heard]
        cursor = listener.heard[-1].cursor
    changing.join()

    assert len(told) == len(set(told))
    assert sum(place.startswith("people:") for place in told) == MANY


def test_an_inbox_is_told_of_its_own_messages(
    api: ApiBench, server: GatewayServer, person: UUID
) -> None:
    with listens(api, server, person) as listener:
        grant(api, person)
        listener.waits_for("MessageAddressed")

    (message,) = [heard for heard in listener.heard if heard.event == "inbox"]
    listed = api.get("/inbox", person).json["items"]
    assert message.data["id"] in {item["message_id"] for item in listed}


def test_a_closed_account_ends_the_stream_at_once(
    api: ApiBench, server: GatewayServer, person: UUID
) -> None:
    with listens(api, server, person) as listener:
        api.tell("people", "close_account", person_id=str(person), reason="own_wish")
        listener.waits_for_end()

    assert listener.kinds() == []
    again = requests.get(
        f"{server.address}/api/v1/live",
        headers={"Authorization": f"Bearer {api.token(person)}", "Accept": "text/event-stream"},
        timeout=LONGEST_ANSWER,
    )
    assert again.status_code == 401


def test_who_listens_to_nothing_yet_is_not_told_either_of_the_end_of_the_account(
    api: ApiBench, person: UUID
) -> None:
    headers = {"Accept": "text/event-stream"}
    texts = api.get("/live", person, headers=headers, buffered=False).iter_encoded()
    assert b"retry" in next(texts)

    api.tell("people", "close_account", person_id=str(person), reason="own_wish")

    assert not [text for text in texts if b"event:" in text]


def test_an_account_that_was_closed_while_its_stream_was_opened_ends_it(
    api: ApiBench, person: UUID
) -> None:
    actor, told = Actor(person), api.store.positions()
    api.tell("people", "close_account", person_id=str(person), reason="own_wish")

    stream = api.feed.open(actor, told, lambda: True)

    (beat,) = stream.texts(api.feed.missed(told), beat_seconds=0)
    assert beat.startswith("id: ")


def test_a_token_that_runs_out_ends_the_stream(
    api: ApiBench, server: GatewayServer, person: UUID
) -> None:
    with listens(api, server, person) as listener:
        api.clock.move_to(api.clock.now() + timedelta(minutes=16))
        listener.waits_for_end()


def test_through_a_silent_stream_goes_a_beat_with_the_cursor(
    api: ApiBench, server: GatewayServer, person: UUID
) -> None:
    with listens(api, server, person) as listener:
        eventually(lambda: listener.beats, lambda beats: beats > 2)
        grant(api, api.person())
        present = api.store.positions()
        eventually(lambda: read(listener.cursor, present), lambda told: told == present)

    assert listener.heard == []


def test_streams_take_no_thread_from_requests_and_are_bounded(
    api: ApiBench, server: GatewayServer
) -> None:
    people = [api.person(), api.person()]
    opened = [listens(api, server, people[0]) for _ in range(8)] + [listens(api, server, people[1])]
    for one in opened:
        one.__enter__()

    for who in (people[0], people[1]):
        headers = {"Authorization": f"Bearer {api.token(who)}", "Accept": "text/event-stream"}
        refused = requests.get(
            f"{server.address}/api/v1/live", headers=headers, timeout=LONGEST_ANSWER
        )
        assert (refused.status_code, refused.json()["code"]) == (503, "too_many_streams")
        assert int(refused.headers["Retry-After"]) > 0
    alive = requests.get(f"{server.address}/healthz", timeout=LONGEST_ANSWER)
    assert alive.status_code == 200
    for one in opened:
        one.__exit__(None, None, None)
    eventually(lambda: len(api.feed._streams), lambda count: count == 0)


def test_one_person_may_not_take_all_streams(api: ApiBench, person: UUID) -> None:
    headers = {"Accept": "text/event-stream"}
    opened = [api.get("/live", person, headers=headers, buffered=False) for _ in range(8)]
    assert {answer.status_code for answer in opened} == {200}

    assert api.get("/live", person, headers=headers).status_code == 503
    for answer in opened:
        answer.close()


def test_a_server_that_stops_ends_its_streams(api: ApiBench, person: UUID) -> None:
    server = GatewayServer(api.app, LOCALHOST, 0)
    server.start()
    with listens(api, server, person) as listener:
        server.stop()
        listener.waits_for_end()


def test_who_listens_too_slowly_has_to_resume(
    api: ApiBench, person: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "MOST_WAITING", 2)
    headers = {"Accept": "text/event-stream"}
    answer = api.get("/live", person, headers=headers, buffered=False)
    texts = answer.iter_encoded()
    assert b"retry" in next(texts)
    (stream,) = api.feed._streams
    for _ in range(4):
        stream.give(api.feed.look(api.store.positions()))

    assert list(texts) == []


# -- asking now and then -----------------------------------------------------------------------


def test_who_asks_now_and_then_gets_what_changed_since_by_the_same_cursor(
    api: ApiBench, server: GatewayServer, person: UUID
) -> None:
    first = api.get("/live", person).json
    assert first["items"] == []
    grant(api, person)

    changed = api.get(f"/live?since={first['next_cursor']}", person).json

    assert [item["kind"] for item in changed["items"] if item["event"] == "account"] == [
        "RoleGranted"
    ]
    assert changed["has_more"] is False
    assert api.get(f"/live?since={changed['next_cursor']}", person).json["items"] == []
    with listens(api, server, person, first["next_cursor"]) as listener:
        for item in changed["items"]:
            listener.waits_for(item["kind"])
    assert [one.data for one in listener.heard] == changed["items"]


def test_who_missed_more_than_can_be_told_is_told_to_read_anew(
    api: ApiBench, server: GatewayServer, person: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.live.feed.MOST_MISSED", 3)
    cursor = api.get("/live", person).json["next_cursor"]
    for _ in range(4):
        grant(api, person)

    with listens(api, server, person, cursor) as listener:
        eventually(lambda: listener.heard, bool)
        grant(api, person)
        listener.waits_for("RoleGranted")

    events = [one.event for one in listener.heard]
    assert events[0] == "reset"
    assert events.count("account") == 1


def test_long_absence_is_told_in_pieces_to_who_asks(
    api: ApiBench, person: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gateway.live.feed.MOST_AT_ONCE", 2)
    cursor, told = api.get("/live", person).json["next_cursor"], []
    for _ in range(5):
        grant(api, person)
    has_more = True
    while has_more:
        answer = api.get(f"/live?since={cursor}", person).json
        told += [item["after"] for item in answer["items"] if item["event"] == "account"]
        cursor, has_more = answer["next_cursor"], answer["has_more"]

    assert len(told) == len(set(told)) == 5


@pytest.mark.parametrize("cursor", ["nonsense", "people-", "nobody-3", "people-1_people", "-1"])
def test_a_cursor_that_is_none_of_ours_is_refused(api: ApiBench, person: UUID, cursor: str) -> None:
    for asked in ({"query_string": {"since": cursor}}, {"headers": {"Last-Event-ID": cursor}}):
        answer = api.get("/live", person, **asked)
        assert (answer.status_code, answer.json["code"]) == (422, "cursor_unusable")


def test_nobody_is_told_without_signing_in(api: ApiBench) -> None:
    assert api.get("/live").status_code == 401
    assert api.get("/live", headers={"Accept": "text/event-stream"}).status_code == 401
