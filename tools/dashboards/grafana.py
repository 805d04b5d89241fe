"""Dashboards in Grafana's form: two panels beside each other, each with unit and description."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.dashboards.panels import Board, Panel

FOLDER = Path(__file__).parents[2] / "deploy" / "grafana" / "dashboards"
SCHEMA = 39
WIDTH, HEIGHT = 24, 9
SOURCE = {"type": "prometheus", "uid": "${source}"}


def document(board: Board) -> str:
    """The file of a dashboard."""
    return json.dumps(_dashboard(board), indent=2, ensure_ascii=False) + "\n"


def _dashboard(board: Board) -> dict[str, Any]:
    return {
        "uid": f"exchange-{board.name}",
        "title": board.title,
        "description": board.tells,
        "tags": ["exchange"],
        "schemaVersion": SCHEMA,
        "editable": False,
        "timezone": "browser",
        "time": {"from": "now-6h", "to": "now"},
        "refresh": "30s",
        "templating": {"list": [_which_prometheus()]},
        "panels": list(_panels(board)),
    }


def _which_prometheus() -> dict[str, Any]:
    return {"name": "source", "label": "Prometheus", "type": "datasource", "query": "prometheus"}


def _panels(board: Board) -> Iterator[dict[str, Any]]:
    x = y = 0
    for number, panel in enumerate(board.panels, 1):
        width = WIDTH if panel.wide else WIDTH // 2
        if x + width > WIDTH:
            x, y = 0, y + HEIGHT
        yield _panel(number, panel, {"x": x, "y": y, "w": width, "h": HEIGHT})
        x += width


def _panel(number: int, panel: Panel, place: dict[str, int]) -> dict[str, Any]:
    return {
        "id": number,
        "type": "timeseries",
        "title": panel.title,
        "description": panel.tells,
        "datasource": SOURCE,
        "gridPos": place,
        "fieldConfig": {"defaults": _looks(panel), "overrides": []},
        "options": {"legend": {"displayMode": "list", "placement": "bottom"}},
        "targets": [
            {"refId": chr(ord("A") + index), "expr": asked, "legendFormat": name}
            for index, (asked, name) in enumerate(panel.questions)
        ],
    }


def _looks(panel: Panel) -> dict[str, Any]:
    stacking = {"mode": "normal" if panel.is_stacked else "none", "group": "A"}
    custom = {"stacking": stacking, "fillOpacity": 30 if panel.is_stacked else 0}
    return {"unit": panel.unit, "min": 0, "custom": custom}
