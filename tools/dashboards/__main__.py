"""``python -m tools.dashboards`` writes all dashboards."""

from tools.dashboards.boards import BOARDS
from tools.dashboards.grafana import FOLDER, document

for board in BOARDS:
    (FOLDER / f"{board.name}.json").write_text(document(board), encoding="utf-8")
