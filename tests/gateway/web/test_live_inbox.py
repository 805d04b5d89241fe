"""An open inbox is told what comes, over a real socket, by the browser's session alone."""

from collections.abc import Iterator

import pytest
import requests

from gateway.server import GatewayServer
from services.contracts.roles import Role
from tests.gateway.web.web_bench import Browser, WebBench
from tests.support.listener import Listener

ADDRESS = "/inbox/live"
AN_OFFICE = {"role": Role.AUDITOR.value, "valid_from": "2027-03-02", "valid_until": "2027-03-02"}


@pytest.fixture
def web(tmp_path) -> Iterator[WebBench]:  # type: ignore[no-untyped-def]
    bench = WebBench(tmp_path / "data", most_streams=2, beat_seconds=0.05)
    yield bench
    bench.close()


@pytest.fixture
def server(web: WebBench) -> Iterator[GatewayServer]:
    running = GatewayServer(web.app, "127.0.0.1", 0, threads=2)
    running.start()
    yield running
    running.stop()


def opened(server: GatewayServer, browser: Browser, **headers: str) -> requests.Response:
    names = ("exchange-access", "exchange-refresh")
    kept = {name: value for name in names if (value := browser.cookie(name))}
    return requests.get(
        server.address + ADDRESS, cookies=kept, headers=headers, stream=True, timeout=30,
        allow_redirects=False,
    )  # fmt: skip


def test_who_is_signed_in_is_told_at_once(web: WebBench, server: GatewayServer) -> None:
    ana = web.browser("ana@example.org")
    with opened(server, ana) as answer:
        listener = Listener(answer).waits_for_beat()
        web.tell("people", "grant_role", person_id=str(ana.person_id), **AN_OFFICE)
        listener.waits_for("MessageAddressed")

    assert answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_stranger_is_told_nothing(web: WebBench, server: GatewayServer) -> None:
    with opened(server, web.browser()) as answer:
        assert answer.status_code == 303


def test_a_page_of_another_site_is_told_nothing(web: WebBench, server: GatewayServer) -> None:
    ana = web.browser("ana@example.org")
    for said in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
        with opened(server, ana, **said) as answer:
            assert answer.status_code == 404


def test_a_stream_ends_with_the_access_token(web: WebBench, server: GatewayServer) -> None:
    with opened(server, web.browser("ana@example.org")) as answer:
        listener = Listener(answer).waits_for_beat()
        web.clock.advance(minutes=16)
        listener.waits_for_end()


def test_a_session_is_renewed_to_listen_on(web: WebBench, server: GatewayServer) -> None:
    ana = web.browser("ana@example.org")
    ana.forget("exchange-access")
    with opened(server, ana) as answer:
        assert answer.status_code == 200
        assert answer.cookies["exchange-access"]


def test_where_no_more_can_listen_the_page_is_told_so(web: WebBench, server: GatewayServer) -> None:
    ana = web.browser("ana@example.org")
    with opened(server, ana), opened(server, ana), opened(server, ana) as refused:
        assert refused.status_code == 503
