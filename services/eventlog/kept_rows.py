"""Rows that are kept until they are written, in as few statements as lead to the same tables.

A fact writes into several tables, the next one into the same. One by one they would be so many
statements; here the rows of a kind come together. A row goes before what was kept of other
rows, never before what was kept of itself.
"""

from collections.abc import Hashable, Iterable, Sequence

from services.eventlog.upserts import Upsert

Row = Sequence[object]
Rows = dict[Hashable, Row]
"""Rows of one kind by their keys."""


class KeptRows:
    """Rows to be written in one transaction."""

    def __init__(self) -> None:
        self._stretches: list[tuple[Upsert, Rows]] = []
        self._open: dict[Upsert, int] = {}
        self._last: dict[Hashable, int] = {}

    def __len__(self) -> int:
        return len(self._last)

    def keep(self, kind: Upsert, key: Hashable, row: Row) -> None:
        """Keep a row for later. One of the same kind and key takes the place of the one before."""
        of_table = (kind.table, key)
        number = self._open.get(kind, -1)
        if number < 0 or number < self._last.get(of_table, 0):
            number = self._open[kind] = len(self._stretches)
            self._stretches.append((kind, {}))
        self._stretches[number][1][key] = row
        self._last[of_table] = number

    def stretches(self) -> Iterable[tuple[Upsert, list[Row]]]:
        """Rows of one kind after the other, in the order in which to write them."""
        return ((kind, list(rows.values())) for kind, rows in self._stretches)
