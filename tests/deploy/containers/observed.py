"""What Prometheus tells of the stack."""

import re

from tests.deploy.containers.stack import PARTS, PROMETHEUS
from tests.deploy.questions import answerable
from tests.support.prometheus import ask, told

NOT_HERE = re.compile(r"\b(cnpg|kubelet)_\w+")
"""Told of by PostgreSQL's operator and by Kubernetes."""
OF_A_BUSY_MACHINE = {"RequestsSlow", "OrdersSlow", "ConflictsMany", "PoolNearlyEmpty"}


def missing() -> list[str]:
    """Whoever is to be asked and does not answer, and each part that nobody asks."""
    targets = told(PROMETHEUS, "targets")["activeTargets"]
    silent = [one["scrapeUrl"] for one in targets if one["health"] != "up"]
    jobs = {one["labels"].get("part", one["labels"]["job"]) for one in targets}
    return [*silent, *({*PARTS, "broker", "broker-node"} - jobs)]


def gateways() -> int:
    """How many gateways are asked."""
    targets = told(PROMETHEUS, "targets")["activeTargets"]
    return sum(one["labels"].get("part") == "gateway" for one in targets)


def rules() -> dict[str, str]:
    """The health of each alert's rule."""
    groups = told(PROMETHEUS, "rules")["groups"]
    return {rule["name"]: rule["health"] for group in groups for rule in group["rules"]}


def receivers() -> list[str]:
    """Who is told of alerts."""
    return [one["url"] for one in told(PROMETHEUS, "alertmanagers")["activeAlertmanagers"]]


def alerts() -> set[str]:
    """What goes off or is about to, and is no matter of a machine that does too much."""
    active = told(PROMETHEUS, "alerts")["alerts"]
    return {one["labels"]["alertname"] for one in active} - OF_A_BUSY_MACHINE


def unanswered() -> list[str]:
    """The questions of the dashboards that nothing is told of."""
    return [question for question in answerable(beyond=NOT_HERE) if not ask(PROMETHEUS, question)]
