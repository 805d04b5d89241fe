"""Every picture says what it is, and every question in it is answered by the running product."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from gateway.views.season_gauges import HOLDS_SECONDS
from tests.deploy.questions import OURS, PICTURES, answerable, asked, questions
from tests.support.distributed_home import PARTS, DistributedRunning, distributed_place, running_at
from tests.support.manifests import DEPLOY
from tests.support.prometheus import PrometheusServer
from tests.support.scene import a_scene
from tests.support.servers import Postgres, Rabbit
from tests.support.servers.process import wait_until
from tests.support.world import world_of
from tests.system.conftest import A_MONDAY_IN_WINTER
from tools.dashboards.boards import BOARDS
from tools.dashboards.grafana import FOLDER, document
from tools.dashboards.panels import Board
from tools.handbook.observability import MODULES, metrics_in, name_of

OF_OTHERS = re.compile(r"\b(rabbitmq|cnpg|kubelet)_\w+")
ANSWERED_WITHIN = HOLDS_SECONDS + 120


@pytest.mark.parametrize("board", BOARDS, ids=lambda board: board.name)
def test_the_file_is_what_the_code_says(board: Board) -> None:
    written = (FOLDER / f"{board.name}.json").read_text(encoding="utf-8")
    assert written == document(board), "Run: make docs"


def test_there_are_no_other_files() -> None:
    assert {file.stem for file in FOLDER.iterdir()} == {board.name for board in BOARDS}


@pytest.mark.parametrize(
    ("board", "panel"), PICTURES, ids=[f"{b.name}-{p['title']}" for b, p in PICTURES]
)
def test_a_picture_has_a_title_a_unit_and_says_what_it_tells(
    board: Board, panel: dict[str, Any]
) -> None:
    assert panel["title"]
    assert panel["description"].endswith(".")
    assert panel["fieldConfig"]["defaults"]["unit"]
    assert all(target["legendFormat"] for target in panel["targets"])


def test_pictures_do_not_lie_on_each_other() -> None:
    for board in BOARDS:
        places = [
            (x, y)
            for panel in json.loads(document(board))["panels"]
            for x in range(panel["gridPos"]["x"], panel["gridPos"]["x"] + panel["gridPos"]["w"])
            for y in range(panel["gridPos"]["y"], panel["gridPos"]["y"] + panel["gridPos"]["h"])
        ]
        assert len(set(places)) == len(places)


def test_every_metric_of_ours_that_is_asked_for_is_one() -> None:
    known = {name_of(metric) for of in MODULES.values() for m in of for metric in metrics_in(m)}
    alerts = (DEPLOY / "prometheus" / "alerts.yml").read_text()
    asked = {name for question in (*questions(), alerts) for name in OURS.findall(question)}
    assert asked <= known
    assert len(asked) > 15


@pytest.fixture(scope="module")
def home(
    tmp_path_factory: pytest.TempPathFactory, postgres: Postgres, rabbit: Rabbit
) -> Iterator[DistributedRunning]:
    """A home in which something of each kind has happened; letters go to a folder."""
    folder = tmp_path_factory.mktemp("home")
    mails = {"EXCHANGE_MAIL_FOLDER": str(folder / "mails")}
    with (
        distributed_place(folder, postgres, rabbit, **mails) as place,
        running_at(place, A_MONDAY_IN_WINTER) as running,
        world_of(running) as world,
    ):
        a_scene(world)
        yield running


@pytest.fixture(scope="module")
def prometheus(home: DistributedRunning) -> Iterator[PrometheusServer]:
    """One that reads the metrics of the home."""
    processes = home.processes
    parts = {part: processes.health_of(part).removeprefix("http://") for part in PARTS}
    with PrometheusServer(parts) as server:
        yield server


def test_every_question_is_answered_by_the_running_product(
    home: DistributedRunning, prometheus: PrometheusServer
) -> None:
    wanted = answerable(beyond=OF_OTHERS)

    def unanswered() -> list[str]:
        return [question for question in wanted if not prometheus.ask(question)]

    wait_until(lambda: not unanswered(), ANSWERED_WITHIN, lambda: "\n".join(unanswered()))


def test_every_question_and_every_alert_is_one_that_prometheus_understands(
    prometheus: PrometheusServer,
) -> None:
    for question in questions():
        prometheus.ask(asked(question))
