"""Public answers are given again until something happens, or the day ends."""

from datetime import timedelta

import pytest
from flask import Response

from gateway.api.remembering import remembered
from tests.gateway.api_bench import ApiBench


class Counted:
    """A view function that numbers its answers."""

    def __init__(self, api: ApiBench) -> None:
        self._api = api
        self._answers = 0

    def ask(self, address: str = "/somewhere?q=a") -> str:
        """The answer at an address."""
        with self._api.app.test_request_context(address):
            return remembered(self._answer)().get_data(as_text=True)

    def _answer(self) -> Response:
        self._answers += 1
        return Response(str(self._answers))


@pytest.fixture
def counted(api: ApiBench) -> Counted:
    return Counted(api)


def register_organisation(api: ApiBench, country: str) -> None:
    api.home.send("projects", "register_organisation", {"country": country, "name": country})
    api.home.settle()


def test_the_same_question_is_answered_again_as_it_was(counted: Counted) -> None:
    assert [counted.ask(), counted.ask()] == ["1", "1"]


def test_another_question_has_another_answer(counted: Counted) -> None:
    assert [counted.ask(), counted.ask("/somewhere?q=b"), counted.ask()] == ["1", "2", "1"]


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
