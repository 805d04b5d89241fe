"""Public answers are given again until something happens, or the day ends."""

import logging
from datetime import timedelta

import pytest
from flask import Response

from gateway.api import public
from gateway.api.remembering import remembered
from services.contracts.errors import NotFound
from tests.gateway.api_bench import ApiBench

ENDPOINT = "organisations.list_organisations"


class Counted:
    """A view function that numbers its answers, where the organisations are listed otherwise."""

    def __init__(self, api: ApiBench) -> None:
        self._api = api
        self._answers = 0

    def ask(self, address: str = "/organisations?q=a", **headers: str) -> str:
        """The answer at an address."""
        return self._api.get(address, headers=headers).text

    def answer(self) -> Response:
        """The next number."""
        self._answers += 1
        return Response(str(self._answers))


@pytest.fixture
def counted(api: ApiBench, monkeypatch: pytest.MonkeyPatch) -> Counted:
    counted = Counted(api)
    monkeypatch.setitem(api.app.view_functions, ENDPOINT, remembered(counted.answer))
    return counted


def register_organisation(api: ApiBench, country: str) -> None:
    api.home.send("projects", "register_organisation", {"country": country, "name": country})
    api.home.settle()


def test_the_same_question_is_answered_again_as_it_was(counted: Counted) -> None:
    assert [counted.ask(), counted.ask()] == ["1", "1"]


def test_another_question_has_another_answer(counted: Counted) -> None:
    assert [counted.ask(), counted.ask("/organisations?q=b"), counted.ask()] == ["1", "2", "1"]


def test_the_same_in_another_encoding_is_another_answer(counted: Counted) -> None:
    packed = {"Accept-Encoding": "gzip"}

    assert [counted.ask(), counted.ask(**packed), counted.ask(**packed)] == ["1", "2", "2"]


def test_everybody_is_given_the_same_answer(api: ApiBench, counted: Counted) -> None:
    known = {"Authorization": f"Bearer {api.token(api.person())}"}

    assert [counted.ask(), counted.ask(**known)] == ["1", "1"]


def test_the_log_never_says_that_somebody_else_was_given_it(
    api: ApiBench, caplog: pytest.LogCaptureFixture
) -> None:
    register_organisation(api, "PT")
    after = f"/organisations?after=projects:{api.home.backend.positions()['projects']}"
    with caplog.at_level(logging.INFO, logger="exchange.requests"):
        for who in (api.person(), None):
            assert api.get(after, who).status_code == 200

    lines = [line.__dict__ for line in caplog.records if line.name == "exchange.requests"]
    assert [bool(line["person_id"]) for line in lines] == [True, False]


def test_who_has_it_already_is_told_so_again(
    api: ApiBench, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tagged() -> Response:
        answer = counted.answer()
        answer.set_etag("tag")
        return answer

    monkeypatch.setitem(api.app.view_functions, ENDPOINT, public(60)(remembered(tagged)))
    for status in (304, 304):
        answer = api.get("/organisations", headers={"If-None-Match": '"tag"'})
        assert (answer.status_code, answer.text) == (status, "")
    assert [counted.ask("/organisations"), counted.ask("/organisations")] == ["2", "2"]


def test_a_refusal_is_not_remembered(
    api: ApiBench, counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> Response:
        counted.answer()
        raise NotFound(what="anything", id=0)

    monkeypatch.setitem(api.app.view_functions, ENDPOINT, remembered(refused))
    statuses = [api.get("/organisations").status_code for _ in range(2)]

    assert statuses == [404, 404]
    assert counted.answer().get_data(as_text=True) == "3"


def test_what_happens_ends_what_was_answered(api: ApiBench, counted: Counted) -> None:
    counted.ask()
    register_organisation(api, "PT")

    assert counted.ask() == "2"


def test_another_day_ends_what_was_answered(api: ApiBench, counted: Counted) -> None:
    counted.ask()
    api.clock.move_to(api.clock.now() + timedelta(days=1))

    assert counted.ask() == "2"


def test_a_rebuild_of_the_views_ends_what_was_answered(api: ApiBench, counted: Counted) -> None:
    register_organisation(api, "PT")
    counted.ask()
    api.store.rebuild(api.home.pulls())

    assert counted.ask() == "2"


def test_an_answer_that_is_given_again_has_the_same_headers(api: ApiBench) -> None:
    register_organisation(api, "PT")
    register_organisation(api, "ES")

    first, again = (api.get("/organisations?limit=1") for _ in range(2))

    assert again.data == first.data
    assert again.headers["Link"] == first.headers["Link"]
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
    assert again.headers["X-Correlation-ID"] != first.headers["X-Correlation-ID"]


def test_the_public_list_shows_what_was_added(api: ApiBench) -> None:
    register_organisation(api, "PT")
    before = api.get("/organisations").json
    register_organisation(api, "ES")
    after = api.get("/organisations").json

    assert before is not None
    assert after is not None
    assert len(after["items"]) == len(before["items"]) + 1
