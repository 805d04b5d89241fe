"""The shapes that a set of views has had, and which generation of each is live.

A shape is what the code knows of the tables: their names, columns and indexes. Releases that know
different ones have generations of their own in the same database, so that an older one goes on
answering while a newer one is fed beside it.
"""

import hashlib
import re
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Integer,
    MetaData,
    String,
    Table,
    delete,
    func,
    inspect,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from services.eventlog.views import Tables, Views

NUMBERED = re.compile(r".*_g(\d+)")


@cache
def shape_of(views: type[Views]) -> str:
    """A digest of the tables that this code knows; it changes with any of them."""
    metadata = MetaData()
    views(Tables(metadata, "", ""))
    lines = sorted(line for table in metadata.tables.values() for line in _lines(table))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _lines(table: Table) -> Iterable[str]:
    for column in table.columns:
        kind = type(column.type).__name__
        yield f"{table.name}.{column.name} {kind} {column.primary_key} {column.nullable}"
    for index in table.indexes:
        yield f"{table.name} by {', '.join(column.name for column in index.columns)}"


class LiveGenerations:
    """The live generation of each shape that is kept; seen from one of them."""

    def __init__(self, name: str, shape: str, metadata: MetaData) -> None:
        self._prefix = f"{name}_"
        self._shape = shape
        self._table = Table(
            f"{name}_view_shapes",
            metadata,
            Column("shape", String, primary_key=True),
            Column("live", Integer, nullable=False, unique=True),
            Column("is_complete", Boolean, nullable=False),
        )
        self.live = select(self._table.c.live).where(self._table.c.shape == shape)
        """The question for this shape's live generation."""
        self._update = update(self._table).where(self._table.c.shape == shape)

    def found(self, connection: Connection) -> int | None:
        """The live generation, if there is one."""
        number: int | None = connection.execute(self.live).scalar_one_or_none()
        return number

    def latest(self, connection: Connection) -> int | None:
        """The live generation of whichever shape began last."""
        number: int | None = connection.execute(select(func.max(self._table.c.live))).scalar()
        return number

    def locked(self, tx: Connection) -> int:
        """The live generation, which stays live as long as the transaction lasts."""
        return int(tx.execute(self.live.with_for_update()).scalar_one())

    def begin(self, tx: Connection, *, is_complete: bool) -> int:
        """Let a new generation be live, unless somebody else is just doing that.

        It is complete from the beginning where nothing was fed before it.
        """
        number = self.next(tx)
        tx.execute(delete(self._table).where(self._table.c.shape == self._shape))
        kind: Any = postgresql if tx.dialect.name == "postgresql" else sqlite
        values = {"shape": self._shape, "live": number, "is_complete": is_complete}
        first = kind.insert(self._table).values(values)
        tx.execute(first.on_conflict_do_nothing(index_elements=["shape"]))
        return self.locked(tx)

    def switch(self, tx: Connection, number: int) -> None:
        """Let another generation of the same shape be live, which was built from the whole logs."""
        tx.execute(self._update.values(live=number, is_complete=True))

    def complete(self, tx: Connection) -> None:
        """The live generation has come as far as the logs went."""
        tx.execute(self._update.values(is_complete=True))

    def is_complete(self, connection: Connection) -> bool:
        """Whether it has come so far once."""
        asked = select(self._table.c.is_complete).where(self._table.c.shape == self._shape)
        return bool(connection.execute(asked).scalar_one())

    def next(self, tx: Connection) -> int:
        """The number that comes after those of all generations, whose tables are there or not."""
        return max([self.latest(tx) or 0, *self._numbered(tx).values()]) + 1

    def of_others(self, tx: Connection) -> list[int]:
        """The live generations of the other shapes, the oldest first."""
        others = select(self._table.c.live).where(self._table.c.shape != self._shape)
        return list(tx.execute(others.order_by(self._table.c.live)).scalars())

    def keep_only(self, tx: Connection, kept: Collection[int]) -> None:
        """Drop the tables of all generations but these, whatever they look like."""
        tx.execute(delete(self._table).where(self._table.c.live.not_in(kept)))
        for name, number in self._numbered(tx).items():
            if number not in kept:
                Table(name, MetaData()).drop(tx)

    def _numbered(self, tx: Connection) -> dict[str, int]:
        """The tables that there are, live or left behind, and the generations they are of."""
        names = [name for name in inspect(tx).get_table_names() if name.startswith(self._prefix)]
        return {name: int(found[1]) for name in names if (found := NUMBERED.fullmatch(name))}
