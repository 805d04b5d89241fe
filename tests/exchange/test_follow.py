"""``exchange follow``: where the lines stand, and going past a fact that stops one."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from exchange.data_folder import DataFolder
from exchange.home import ExchangeHome, opened
from exchange.main import main
from gateway.views.organisations import Organisations
from services.hosting import stalling

REASON = "an organisation that never was"


def exchange(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def register(home: ExchangeHome, country: str) -> None:
    home.send("projects", "register_organisation", {"country": country, "name": "An organisation"})


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with opened(DataFolder(tmp_path)) as home:
        register(home, "PT")
        home.settle()
    return tmp_path


def _stumble(*_: object) -> None:
    raise RuntimeError("the gateway cannot apply it")


@pytest.fixture
def position(data: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """The position of the fact that stopped the gateway's views while the home was open, which was
    not long enough to try it again.
    """
    monkeypatch.setattr(stalling, "FIRST_DELAY_SECONDS", stalling.LONGEST_DELAY_SECONDS)
    monkeypatch.setattr(Organisations, "apply", _stumble)
    with opened(DataFolder(data)) as home:
        register(home, "FR")
        home.catch_up()
        return home.hosts["projects"].published.newest()


def test_the_status_is_a_table_of_all_lines(data: Path) -> None:
    done = exchange("follow", "status", "--data", data)

    assert done.exit_code == 0
    rows = [line.split() for line in done.output.splitlines()]
    assert rows[0] == ["follower", "source", "position", "newest", "behind", "seconds", "state"]
    assert ["gateway", "projects", "1", "1", "0", "0.0", "live"] in rows
    assert {row[-1] for row in rows[1:]} == {"live"}


def test_the_status_says_what_stops_a_line_also_when_the_home_is_closed(
    data: Path, position: int
) -> None:
    done = exchange("follow", "status", "--data", data)

    said = f"gateway is stopped since .* by projects/{position} .*OrganisationRegistered.v1"
    assert "stopped" in done.output
    (line,) = [line for line in done.output.splitlines() if line.startswith("gateway is stopped")]
    assert re.match(said, line)
    assert line.endswith("tried 1 times: RuntimeError")


def test_the_status_is_told_to_programs_as_json(data: Path, position: int) -> None:
    done = exchange("follow", "status", "--json", "--data", data)

    lines = json.loads(done.output)
    (stopped,) = [line for line in lines if line["state"] == "stopped"]
    assert (stopped["follower"], stopped["stop"]["position"]) == ("gateway", position)


def test_a_fact_is_passed_over_with_a_reason_and_that_is_told_ever_after(
    data: Path, position: int
) -> None:
    skip = ("follow", "skip", "gateway", "projects", position, "--data", data)
    assert exchange(*skip).exit_code == 2, "without a reason"

    done = exchange(*skip, "--reason", REASON)

    assert done.exit_code == 0
    assert done.output.startswith(f"gateway went past projects/{position} ")
    for look in (("follow", "status"), ("audit", "passed-over")):
        told = exchange(*look, "--data", data).output
        assert done.output in told
        assert "stopped" not in told
    assert ", by local:" in done.output
    assert done.output.endswith(f": {REASON}\n")


def test_another_fact_is_not_passed_over(data: Path, position: int) -> None:
    done = exchange(
        "follow", "skip", "gateway", "projects", position + 1, "--reason", REASON, "--data", data
    )

    assert done.exit_code == 1
    assert f"is stopped by position {position} of projects" in done.output
    assert done.output.rstrip().endswith("[line_stopped_elsewhere]")


def test_a_home_that_runs_is_asked_over_the_api(data: Path) -> None:
    with DataFolder(data).locked():
        done = exchange("follow", "status", "--data", data)

    assert done.exit_code == 1
    assert "GET /api/v1/followers" in done.output


def test_a_home_whose_views_are_fed_anew_opens_also_when_a_fact_stops_them(
    data: Path, position: int
) -> None:
    with opened(DataFolder(data)) as home:
        home.gateway_views.live.inbox.messages.drop(home.gateway_views._engine)

    done = exchange("follow", "status", "--json", "--data", data)

    assert done.exit_code == 0
    (line,) = [line for line in json.loads(done.output) if line["state"] == "stopped"]
    assert (line["follower"], line["source"], line["position"]) == ("gateway", "projects", 0)
