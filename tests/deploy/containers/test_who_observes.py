"""Prometheus, Alertmanager and Grafana of the compose file find each other, and all they ask."""

from pathlib import Path
from typing import Any

import yaml

from tests.deploy.containers.compose_file import services
from tests.support.manifests import DEPLOY

SERVICES = services()
PROVISIONING = DEPLOY / "grafana" / "provisioning"


def read(file: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(file.read_text()))


def mounted(service: str) -> dict[str, str]:
    """What of the project is to be seen where."""
    volumes = (volume.split(":") for volume in SERVICES[service]["volumes"])
    return {there: here for here, there, *_ in volumes if here.startswith("./")}


def configuration() -> dict[str, Any]:
    return read(DEPLOY / "prometheus" / "prometheus.yml")


def asked() -> set[str]:
    """The names of all that Prometheus asks."""
    found: set[str] = set()
    for job in configuration()["scrape_configs"]:
        for discovery in job.get("dns_sd_configs", []):
            found.update(discovery["names"])
        for fixed in job.get("static_configs", []):
            found.update(target.partition(":")[0] for target in fixed["targets"])
    return found


def test_prometheus_asks_every_part_and_the_broker() -> None:
    parts = {name for name, one in SERVICES.items() if one.get("command", [""])[0] == "serve"}
    assert asked() == {*parts, "rabbitmq"}


def test_a_part_is_asked_at_every_replica() -> None:
    """One name for two gateways, asked as one, would tell now of the one and now of the other."""
    (exchange,) = (
        job for job in configuration()["scrape_configs"] if job["job_name"] == "exchange"
    )
    assert "static_configs" not in exchange
    assert {discovery["type"] for discovery in exchange["dns_sd_configs"]} == {"A"}


def test_prometheus_tells_an_alertmanager_that_is_there() -> None:
    (told,) = configuration()["alerting"]["alertmanagers"]
    (target,) = told["static_configs"][0]["targets"]
    assert target == "alertmanager:9093"
    routing = mounted("alertmanager")["/etc/alertmanager"]
    assert (DEPLOY.parent / routing / "alertmanager.yml").exists()


def test_grafana_asks_the_prometheus_that_is_there() -> None:
    (source,) = read(PROVISIONING / "datasources" / "prometheus.yml")["datasources"]
    assert source["url"] == "http://prometheus:9090"
    assert "prometheus" in SERVICES


def test_grafana_finds_what_it_is_provided_with_and_the_dashboards() -> None:
    places = mounted("grafana")
    assert (DEPLOY.parent / places["/etc/grafana/provisioning"]).samefile(PROVISIONING)
    (provider,) = read(PROVISIONING / "dashboards" / "exchange.yml")["providers"]
    dashboards = DEPLOY.parent / places[provider["options"]["path"]]
    assert list(dashboards.glob("*.json"))
