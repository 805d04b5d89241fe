"""The page of what can be seen of a running home: every metric, and what the log says."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from prometheus_client.metrics import MetricWrapperBase

from tools.handbook.markdown import table

INTRODUCTION = """# Seeing how it fares

Generated from the code; do not edit. Every process tells its metrics at `/metrics`, in the text
format of Prometheus, without personal data: labels are names of the code, never ids or addresses.
Counters begin at 0 with the process; take `rate()` of them. Lag and pools are looked up at the
moment somebody reads the metrics.
"""
MODULES = {
    "Requests": ("gateway.front.observing", "gateway.live.feed"),
    "Commands and reactions": ("services.hosting.metrics",),
    "Logs and followers": ("services.eventlog.metrics",),
    "Mails": ("services.notifications.metrics",),
    "How a season stands": ("gateway.views.season_gauges",),
}
HEADS = ("metric", "kind", "labels", "tells")
LOG = """
## What to be woken for

`deploy/prometheus/alerts.yml` has the alerts, and [runbook.md](runbook.md) says for each of them
what it means, how to see more, and what to do. `deploy/grafana/dashboards/` has the pictures.
Whether a process can do its work it says by itself at `/readyz`, with what hinders it.

## The log

One JSON object a line on standard error: `time`, `level`, `logger`, `message`, and what else there
is to say, such as `error` with a traceback. Every request is one line of the logger
`exchange.requests`. `correlation_id` names the conversation: it comes with a request
(`X-Correlation-ID`) or is made for it, and is in every line that a service writes while it carries
out the command, or reacts to a fact that followed from it, however many services later; and it
stands in the log of events beside every event (`exchange audit history`). No name, address, query,
token or text of anybody ever enters the log.
"""


def observability_page() -> str:
    """The page."""
    sections = [f"\n## {title}\n\n{_section(modules)}" for title, modules in MODULES.items()]
    return f"{INTRODUCTION}{''.join(sections)}{LOG}"


def metrics_in(module: str) -> Iterator[MetricWrapperBase]:
    """The metrics that a module defines, in its order."""
    for value in vars(import_module(module)).values():
        if isinstance(value, MetricWrapperBase):
            yield value


def name_of(metric: MetricWrapperBase) -> str:
    """The name under which a metric is told."""
    (family,) = metric.describe()
    return f"{family.name}_total" if family.type == "counter" else family.name


def _section(modules: tuple[str, ...]) -> str:
    return table(HEADS, [_row(metric) for module in modules for metric in metrics_in(module)])


def _row(metric: Any) -> list[str]:
    (family,) = metric.describe()
    labels = ", ".join(f"`{label}`" for label in metric._labelnames)
    return [f"`{name_of(metric)}`", family.type, labels, family.documentation]
