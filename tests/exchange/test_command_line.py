"""The ``exchange`` command as a person types it: rebuild, audit, director."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import update

from exchange.data_folder import DataFolder
from exchange.home import opened
from exchange.main import main
from exchange.make_season import build_season
from exchange.season.draft import Wanted
from exchange.season.scale import Scale
from services.contracts import applications
from services.eventlog.engines import writing

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)
SMALL = Scale(organisations=2, committees_each=1, projects=2, students=3)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    build_season(DataFolder(folder), Wanted(SMALL, seed=1), NOW)
    return folder


def exchange(*arguments: str | Path, say: str = "") -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=say)


def a_completed_exchange(data: Path) -> str:
    with opened(DataFolder(data)) as home:
        facts = home.hosts["applications"].published.since(0, 10_000)
    wanted = applications.RecognitionRecorded.__name__
    exchange_id: str = next(f.data["exchange_id"] for f in facts if f.name == wanted)
    return exchange_id


def test_rebuild_says_of_every_set_of_views_that_it_is_equal(data: Path) -> None:
    done = exchange("rebuild", "all", "--data", data)
    assert done.exit_code == 0, done.output
    lines = done.output.splitlines()
    assert [line.split()[0] for line in lines] == [
        "people", "projects", "applications", "housing", "notifications", "gateway", "audit",
    ]  # fmt: skip
    assert all(line.endswith("equal") for line in lines)


def test_rebuild_finds_and_mends_a_view_that_is_not_what_the_log_says(data: Path) -> None:
    with opened(DataFolder(data)) as home:
        table = home.gateway_views.live.exchanges.exchanges
        with writing(home.gateway_views.live.engine).begin() as tx:
            tx.execute(update(table).values(stage="tampered"))

    done = exchange("rebuild", "gateway", "--data", data)
    assert done.exit_code == 1
    assert "gateway_exchanges" in done.output
    assert exchange("rebuild", "gateway", "--data", data).exit_code == 0


def test_audit_history_tells_all_services_facts_causes_before_effects(data: Path) -> None:
    exchange_id = a_completed_exchange(data)
    done = exchange("audit", "history", exchange_id, "--data", data, "--json")
    facts = json.loads(done.output)

    assert {fact["source"] for fact in facts} == {
        "/exchange/applications", "/exchange/projects", "/exchange/housing",
        "/exchange/notifications",
    }  # fmt: skip
    place = {fact["id"]: number for number, fact in enumerate(facts)}
    for fact in facts:
        if fact["causationid"] in place:
            assert place[fact["causationid"]] < place[fact["id"]]
    for source in {fact["source"] for fact in facts}:
        positions = [fact["position"] for fact in facts if fact["source"] == source]
        assert positions == sorted(positions)
    assert [fact["time"] for fact in facts] == sorted(fact["time"] for fact in facts)
    assert all(fact["actor"] for fact in facts)


def test_audit_history_as_text_says_who_when_what_and_why(data: Path) -> None:
    done = exchange("audit", "history", a_completed_exchange(data), "--data", data)
    assert "CardOfAcceptanceIssued" in done.output
    assert "because of" in done.output
    assert "by system" in done.output


def test_audit_as_of_shows_the_exchange_as_it_was_then(data: Path) -> None:
    exchange_id = a_completed_exchange(data)
    history = exchange("audit", "history", exchange_id, "--data", data, "--json")
    times = {fact["type"].split(".")[-2]: fact["time"] for fact in json.loads(history.output)}

    def stage_at(instant: str) -> str:
        done = exchange("audit", "as-of", exchange_id, instant, "--data", data, "--json")
        stage: str = json.loads(done.output)["exchange"]["stage"]
        return stage

    assert stage_at(times["ApplicationSubmitted"]) == "submitted"
    assert stage_at(times["CardOfAcceptanceIssued"]) == "accepted"
    assert stage_at(NOW.isoformat()) == "recognised"


@pytest.mark.parametrize(
    ("instant", "fault"), [("yesterday", "not an ISO 8601"), ("2026-01-01T12:00", "offset")]
)
def test_audit_as_of_says_what_is_wrong_with_an_instant(
    data: Path, instant: str, fault: str
) -> None:
    done = exchange("audit", "as-of", a_completed_exchange(data), instant, "--data", data)
    assert done.exit_code == 2
    assert fault in done.output


def test_audit_of_an_unknown_exchange_is_a_message_and_no_traceback(data: Path) -> None:
    unknown = "3f0c8a52-6d1e-4b57-9a7e-0f4a4b7d1c01"
    done = exchange("audit", "history", unknown, "--data", data)
    assert done.exit_code == 1
    assert "There is no exchange" in done.output
    assert "[not_found]" in done.output


def test_a_folder_in_use_is_a_message_that_says_what_to_do(data: Path) -> None:
    with DataFolder(data).locked():
        done = exchange("rebuild", "all", "--data", data)
    assert done.exit_code == 1
    assert "Stop it first" in done.output


def test_a_season_does_not_overwrite_a_folder(data: Path) -> None:
    done = exchange("season", "--data", data)
    assert done.exit_code == 1
    assert "Choose an empty --data" in done.output


def test_a_director_is_made_for_an_empty_folder(tmp_path: Path) -> None:
    done = exchange("director", "d@example.org", "--data", tmp_path, say="Zoë\nŁuczak\n")
    assert done.exit_code == 0, done.output
    password = done.output.split("password ")[1].split(" ")[0]
    with opened(DataFolder(tmp_path)) as home:
        session = home.send("people", "sign_in", {"email": "d@example.org", "password": password})
        granted = home.send("people", "grants_of", {"person_id": session["person_id"]})
    assert [grant["role"] for grant in granted["grants"]] == ["director"]
