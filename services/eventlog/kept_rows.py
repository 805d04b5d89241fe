"""Rows that are kept until they are written, in as few statements as lead to the same tables.

A fact writes into several tables, the next one into the same. One by one they would be so many
statements; here the rows of a kind come together. A row goes before what was kept of other
rows, never before what was kept of itself.
"""

from collections.abc import Hashable, Iterable, Sequence

from services.eventlog.row_statements import RowStatement

Row = Sequence[object]
Rows = dict[Hashable, Row]
"""Rows of one kind by their keys."""


class KeptRows:
    """Rows to be written in one transaction."""

    def __init__(self) -> None:
        self._stretches: list[tuple[RowStatement, Rows]] = []
        self._open: dict[RowStatement, int] = {}
        self._last: dict[Hashable, int] = {}
        self._kept = 0

    def __len__(self) -> int:
        return self._kept

    def keep(self, kind: RowStatement, key: Hashable, row: Row, owner: Hashable = None) -> None:
        """Keep a row for later. One of the same kind and key takes the place of the one before,
        if only the last of them counts. Rows that have an owner keep the order of their owner's.
        """
        of_table = (kind.table, owner or key)
        number = self._open.get(kind, -1)
        if number < self._last.get(of_table, 0) or self._would_hide(number, kind, key):
            number = self._open[kind] = len(self._stretches)
            self._stretches.append((kind, {}))
        self._stretches[number][1][key] = row
        self._kept += 1
        self._last[of_table] = number

    def _would_hide(self, number: int, kind: RowStatement, key: Hashable) -> bool:
        """Whether one would be lost that counts."""
        return kind.each_counts and number >= 0 and key in self._stretches[number][1]

    def stretches(self) -> Iterable[tuple[RowStatement, list[Row]]]:
        """Rows of one kind after the other, in the order in which to write them."""
        return ((kind, list(rows.values())) for kind, rows in self._stretches)
