"""The places of contracts as charts."""

from collections.abc import Sequence

from gateway.views.keyset import Row
from gateway.web.drawing import chart
from gateway.web.language import gettext


def balance(rows: Sequence[Row]) -> list[chart.Bar]:
    """The places of some contracts as the parts of one bar."""
    return chart.stacked(
        (
            (gettext("used"), _sum(rows, "used"), "done"),
            (gettext("given"), _sum(rows, "assigned"), "info"),
            (gettext("open"), _sum(rows, "open"), "due"),
            (gettext("lost"), _sum(rows, "lost"), "late"),
        )
    )


def both_ways(rows: Sequence[Row]) -> list[tuple[str, list[chart.Bar]]]:
    """The places of the contracts in force, for each direction of travel."""
    ways = ((gettext("Our students"), True), (gettext("Students who come"), False))
    in_force = [row for row in rows if row["is_in_force"]]
    return [
        (title, balance([row for row in in_force if row["is_sending"] is is_sending]))
        for title, is_sending in ways
    ]


def _sum(rows: Sequence[Row], name: str) -> int:
    return sum(row[name] for row in rows)
