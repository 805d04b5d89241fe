"""Somebody is given an answer again while nothing has happened, and never one too many times."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg2 import OperationalError

from gateway.api.context import EXTENSION
from gateway.api.remembering import remembered_for_each
from gateway.front.answered_again import LARGEST_OWN
from services.contracts import applications
from services.contracts import people as facts
from services.contracts.roles import Role
from services.eventlog.last_used import LastUsed
from tests.gateway.api_bench import ApiBench
from tests.gateway.query_plans import caught
from tests.gateway.told_facts import Season
from tests.gateway.views_bench import feed

LINES = "exchange.requests"


class Told:
    """The gateway, told a whole story, and more when something happens; an officer of the host."""

    def __init__(self, api: ApiBench) -> None:
        self.api = api
        self.season = Season().whole_story()
        self.officer = self.season.officer(Role.NORE_IN, self.season.nmo)
        self._fed = 0
        self.let_happen()

    def let_happen(self) -> None:
        """Have the views know what was told to the season meanwhile."""
        feed(self.api.store, self.season.told[self._fed :])
        self._fed = len(self.season.told)

    def timeline(self, who: UUID | None, **options: Any) -> Any:
        """What somebody is answered about the exchange."""
        return self.api.get(f"/exchanges/{self.season.exchange}/timeline", who, **options)

    def questions_to_views(self, who: UUID) -> int:
        """How many questions the answer takes."""
        with caught(self.api.store.live.engine) as statements:
            assert self.timeline(who).status_code == 200
        return sum(sql.startswith("SELECT") for sql in statements)


@pytest.fixture
def told(api: ApiBench) -> Iterator[Told]:
    return Told(api)


def test_it_is_given_again_after_one_look_at_how_far_the_views_are(told: Told) -> None:
    first = told.timeline(told.officer)

    assert told.questions_to_views(told.officer) == 1
    again = told.timeline(told.officer)
    assert again.data == first.data
    assert again.headers["Cache-Control"] == "private, no-store"


def test_nobody_is_given_what_was_answered_to_somebody_else(told: Told) -> None:
    stranger = told.season.officer(Role.NORE_IN, uuid4())
    told.let_happen()
    assert told.timeline(told.officer).status_code == 200

    assert told.timeline(stranger).status_code == 404
    assert told.timeline(None).status_code == 401


def test_whose_role_was_ended_is_given_nothing_again(told: Told) -> None:
    assert told.timeline(told.officer).status_code == 200
    grant = next(
        fact.data["grant_id"]
        for fact in told.season.told
        if fact.type == facts.RoleGranted.type_name()
        and fact.data["person_id"] == str(told.officer)
    )
    told.season.tell(
        facts.RoleEnded,
        person_id=told.officer,
        grant_id=UUID(grant),
        ended_on=told.api.clock.now().date(),
    )
    told.let_happen()

    assert told.timeline(told.officer).status_code == 404


def test_whose_term_is_over_is_given_nothing_again(told: Told) -> None:
    today = told.api.clock.now().date()
    officer = told.season.officer(Role.NORE_IN, told.season.nmo, valid_until=today)
    told.let_happen()
    assert told.timeline(officer).status_code == 200
    told.api.clock.move_to(told.api.clock.now() + timedelta(days=1))

    assert told.timeline(officer).status_code == 404


def test_whose_account_was_closed_is_given_nothing_again(told: Told) -> None:
    assert told.timeline(told.officer).status_code == 200
    told.season.tell(facts.AccountClosed, person_id=told.officer)
    told.let_happen()

    assert told.timeline(told.officer).status_code == 401


def test_whose_token_has_run_out_is_given_nothing_again(told: Told) -> None:
    token = told.api.token(told.officer)
    asked = {"headers": {"Authorization": f"Bearer {token}"}}
    assert told.timeline(None, **asked).status_code == 200
    life = told.api.app.extensions[EXTENSION].tokens.life
    told.api.clock.move_to(told.api.clock.now() + life)

    assert told.timeline(None, **asked).status_code == 401


def test_what_has_happened_meanwhile_is_in_the_answer(told: Told) -> None:
    before = told.timeline(told.officer, query_string={"limit": 100}).json["items"]
    told.season.step(applications.DeadlineMissed)
    told.let_happen()

    after = told.timeline(told.officer, query_string={"limit": 100}).json["items"]
    assert [item["name"] for item in after[len(before) :]] == ["DeadlineMissed"]


def test_the_line_of_the_log_says_who_was_given_it_again(
    told: Told, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger=LINES):
        for _ in range(2):
            told.timeline(told.officer)

    who = [line.__dict__["person_id"] for line in caplog.records if line.name == LINES]
    assert who == [str(told.officer)] * 2


@pytest.mark.parametrize("question", ["history", "as-of?instant=2027-12-01T12:00:00Z"])
def test_what_is_read_from_the_logs_is_never_remembered(told: Told, question: str) -> None:
    auditor = told.season.officer(Role.AUDITOR)
    told.let_happen()
    kept = Watched()
    told.api.app.extensions[EXTENSION].__dict__["own_answers"] = kept

    told.api.get(f"/exchanges/{told.season.exchange}/{question}", auditor)
    assert kept.names == []
    assert told.timeline(auditor).status_code == 200
    assert len(kept.names) == 1


class Watched(LastUsed[Any, Any]):
    """Notes under which names something is kept."""

    def __init__(self) -> None:
        super().__init__(10)
        self.names: list[Any] = []

    def keep(self, key: Any, value: Any) -> None:
        """Keep it, and note the name."""
        self.names.append(key)
        super().keep(key, value)


@pytest.mark.parametrize(("length", "answers"), [(LARGEST_OWN, 1), (LARGEST_OWN + 1, 2)])
def test_a_long_answer_to_one_person_is_not_kept(
    told: Told, monkeypatch: pytest.MonkeyPatch, length: int, answers: int
) -> None:
    made = []

    def answer(**_: Any) -> Any:
        made.append(told.api.app.response_class("x" * length))
        return made[-1]

    view_functions = told.api.app.view_functions
    monkeypatch.setitem(view_functions, "exchanges.show_timeline", remembered_for_each(answer))
    for _ in range(2):
        assert told.timeline(told.officer).status_code == 200

    assert len(made) == answers


def test_while_nobody_can_say_how_far_the_views_are_nothing_is_given_again(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert told.timeline(told.officer).status_code == 200

    def is_out_of_reach() -> None:
        raise OperationalError("the server has hung up")

    monkeypatch.setattr(told.api.home.backend, "seen", is_out_of_reach)

    refused = told.timeline(told.officer)
    assert (refused.status_code, refused.json["code"]) == (503, "storage_out_of_reach")
