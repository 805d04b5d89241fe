"""The questions of all pictures, as Grafana asks them."""

import json
import re
from typing import Any

from tools.dashboards.boards import BOARDS
from tools.dashboards.grafana import document

PICTURES: list[tuple[Any, dict[str, Any]]] = [
    (board, panel) for board in BOARDS for panel in json.loads(document(board))["panels"]
]
OURS = re.compile(r"\b(exchange_[a-z_]+?)(?:_bucket|_sum|_count)?\b(?=[{\[)\s])")
SELDOM = {
    "exchange_follower_failures_total",
    "exchange_facts_skipped_total",
    "exchange_orders_repeated_total",
    "exchange_commands_run_again_total",
}
"""What happens in no home that fares well: nothing is told of it there."""


def questions() -> list[str]:
    """All of them, as they are written."""
    return [target["expr"] for _, panel in PICTURES for target in panel["targets"]]


def answerable(beyond: re.Pattern[str]) -> set[str]:
    """Those that a home which fares well answers, as Grafana asks them; none about what is
    ``beyond`` it.
    """
    return {asked(one) for one in questions() if not beyond.search(one) and not _is_seldom(one)}


def asked(question: str) -> str:
    """The question as Grafana asks it."""
    return question.replace("$__rate_interval", "1m")


def _is_seldom(question: str) -> bool:
    return bool(SELDOM & set(OURS.findall(question)))
