"""Every alert is tried, leads to an entry of the runbook, and reaches the right people."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.manifests import DEPLOY

PROMETHEUS = DEPLOY / "prometheus"
TESTS = sorted((PROMETHEUS / "tests").glob("*.yml"))
ROUTING = DEPLOY / "alertmanager" / "alertmanager.yml"
RUNBOOK = (DEPLOY.parent / "docs" / "runbook.md").read_text()


def read(file: Path) -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load(file.read_text())
    return told


ALERTS = [rule for group in read(PROMETHEUS / "alerts.yml")["groups"] for rule in group["rules"]]
TRIED = [rule for file in TESTS for case in read(file)["tests"] for rule in case["alert_rule_test"]]


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_alerts_go_off_and_stay_silent_when_they_should() -> None:
    run("promtool", "test", "rules", *TESTS)


def test_the_configuration_for_names_is_sound() -> None:
    assert "1 rule files found" in run("promtool", "check", "config", PROMETHEUS / "prometheus.yml")


def test_the_configuration_for_kubernetes_is_sound_but_for_how_pods_are_found(
    tmp_path: Path,
) -> None:
    """Debian's Prometheus is built without finding pods, so that much is left out here."""
    configuration = read(PROMETHEUS / "kubernetes.yml")
    for job in configuration["scrape_configs"]:
        (discovery,) = job.pop("kubernetes_sd_configs")
        assert (discovery["role"], discovery["namespaces"]) == ("pod", {"names": ["exchange"]})
    (tmp_path / "alerts.yml").write_text((PROMETHEUS / "alerts.yml").read_text())
    (tmp_path / "kubernetes.yml").write_text(yaml.safe_dump(configuration))
    run("promtool", "check", "config", tmp_path / "kubernetes.yml")


def test_both_configurations_ask_the_same_jobs() -> None:
    jobs = [
        {job["job_name"] for job in read(PROMETHEUS / name)["scrape_configs"]}
        for name in ("prometheus.yml", "kubernetes.yml")
    ]
    assert jobs[0] <= jobs[1]


@pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: alert["alert"])
def test_an_alert_is_tried_both_ways_and_has_its_entry(alert: dict[str, Any]) -> None:
    tried = [rule["exp_alerts"] for rule in TRIED if rule["alertname"] == alert["alert"]]
    assert any(tried)
    assert not all(tried)
    assert alert["annotations"]["runbook"] == f"docs/runbook.md#{alert['alert'].lower()}"
    entry = entries()[alert["alert"]]
    assert entry.startswith(f"**Means** ({alert['labels']['severity']})")
    assert "\n**See** " in entry
    assert "\n**Do** " in entry


def test_the_runbook_has_no_entry_without_an_alert() -> None:
    assert set(entries()) == {alert["alert"] for alert in ALERTS}


def entries() -> dict[str, str]:
    parts = re.split(r"^## (\w+)\n", RUNBOOK, flags=re.MULTILINE)[1:]
    return {name: text.strip() for name, text in zip(parts[::2], parts[1::2], strict=True)}


@pytest.mark.parametrize(("severity", "receiver"), [("page", "on-call"), ("ticket", "tickets")])
def test_an_alert_reaches_whom_it_is_for(severity: str, receiver: str) -> None:
    run("amtool", "check-config", ROUTING)
    route = ("config", "routes", "test", f"--config.file={ROUTING}", f"severity={severity}")
    assert run("amtool", *route).strip() == receiver


def test_what_is_held_back_beside_another_alert_is_an_alert() -> None:
    names = {alert["alert"] for alert in ALERTS}
    for rule in read(ROUTING)["inhibit_rules"]:
        for matcher in (*rule["source_matchers"], *rule["target_matchers"]):
            assert set(matcher.partition('"')[2].strip('"').split("|")) <= names
