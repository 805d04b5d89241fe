"""What can be seen of a running home: metrics, all of them documented, and true."""

import re
from importlib import import_module
from typing import Any

import pytest
from prometheus_client import REGISTRY

from gateway.views.organisations import Organisations
from services.hosting.service_list import NAMES
from tests.gateway.api_bench import ApiBench
from tests.support.client import eventually
from tools.handbook.observability import MODULES, metrics_in, name_of

METRICS = [
    metric for modules in MODULES.values() for name in modules for metric in metrics_in(name)
]


def told(api: ApiBench, metric: str, **labels: str) -> float:
    """A metric's value as the page of metrics tells it; 0 where it does not."""
    page = api.client.get("/metrics").text
    wanted = ",".join(f'{name}="{value}"' for name, value in labels.items())
    found = re.search(rf"^{metric}\{{{re.escape(wanted)}\}} (\S+)$", page, re.M)
    return float(found[1]) if found else 0.0


@pytest.mark.parametrize("metric", METRICS, ids=name_of)
def test_names_follow_the_practice_of_prometheus(metric: Any) -> None:
    (family,) = metric.describe()

    assert re.fullmatch(r"exchange(_[a-z]+)+", family.name)
    assert family.documentation
    assert not family.documentation.endswith(".")
    if family.type == "histogram":
        assert family.name.endswith("_seconds")
    assert not any(label in family.name.split("_") for label in ("ms", "milliseconds", "minutes"))


def test_every_metric_of_ours_is_documented() -> None:
    for module in (*(f"services.{name}.service" for name in NAMES), "gateway.app", "exchange.main"):
        import_module(module)
    ours = {family.name for family in REGISTRY.collect() if family.name.startswith("exchange_")}

    assert ours == {next(iter(metric.describe())).name for metric in METRICS}


def test_appended_events_are_counted_by_service(api: ApiBench) -> None:
    before = told(api, "exchange_events_appended_total", service="projects")

    api.organisation()

    assert told(api, "exchange_events_appended_total", service="projects") == before + 1


def test_the_lag_of_a_follower_is_told_in_positions_and_seconds(
    api: ApiBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = {"follower": "gateway", "source": "projects"}
    api.organisation("PT")
    assert told(api, "exchange_follower_lag_positions", **line) == 0

    def stumble(*_: object) -> None:
        raise RuntimeError("it cannot be applied")

    monkeypatch.setattr(Organisations, "apply", stumble)
    for country in ("FR", "BE"):
        body = {"country": country, "name": "An organisation"}
        api.home.send("projects", "register_organisation", body)
    api.home.catch_up()
    api.clock.advance(seconds=90)

    assert told(api, "exchange_follower_lag_positions", **line) == 2
    assert told(api, "exchange_follower_lag_seconds", **line) == 90

    def stalled() -> float:
        api.home.catch_up()
        return told(api, "exchange_follower_stalled", **line)

    eventually(stalled, lambda value: value == 1)  # homes of other tests tell theirs in it, too


def test_the_use_of_connections_is_told_beside_what_there_are(api: ApiBench) -> None:
    pool = api.home.hosts["people"].recorder.pool
    with pool.connection(), pool.connection():
        assert told(api, "exchange_pool_connections_in_use", pool="people-log") == 2
    assert told(api, "exchange_pool_connections_in_use", pool="people-log") == 0
    assert told(api, "exchange_pool_connections_limit", pool="people-log") == pool.size
    assert told(api, "exchange_pool_connections_limit", pool="gateway-views") > 0


def test_metrics_are_told_also_while_lag_cannot_be_looked_up(api: ApiBench) -> None:
    api.home.hosts["housing"].recorder.close()

    answer = api.client.get("/metrics")

    assert answer.status_code == 200
    assert "exchange_events_appended_total" in answer.text
