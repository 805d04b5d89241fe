"""Copying tables from one database into another, provably complete, and resumable.

A table that only grows is continued where it was left; another is replaced in one transaction
unless it is the same already. What was copied is read again on both sides and compared.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, Row, Select, Table, delete, func, insert, select

from services.eventlog.engines import writing

ROWS_AT_ONCE = 1_000
LARGE_ROWS_AT_ONCE = 20
"""A document in the vault may have several megabytes, and all these are in memory at once."""
DIGEST_BITS = 256

Tell = Callable[[int], None]
"""Tells that so many more rows are done."""


class CopyDiffers(Exception):
    """What stands in the target is not, or not only, what stands in the source."""

    def __init__(self, table: str) -> None:
        super().__init__(
            f"{table} in the target holds other rows than in the source."
            " Copy into an empty database, or into one that was only ever copied into from here."
        )


@dataclass(frozen=True)
class Fingerprint:
    """How many rows a table has, and a digest of them in which their order does not count.

    The digest is the sum of the rows' SHA-256 digests: databases sort texts differently.
    """

    rows: int
    digest: int

    def __str__(self) -> str:
        return f"{self.rows:,} rows, {self.digest:064x}"


def fingerprint(engine: Engine, table: Table, at_once: int = ROWS_AT_ONCE) -> Fingerprint:
    """Read a whole table, so many rows at once; memory does not grow with it."""
    rows, total = 0, 0
    with engine.connect() as connection:
        for batch in _batches(connection, select(table), at_once):
            total += sum(map(_digest, batch))
            rows += len(batch)
    return Fingerprint(rows, total % 2**DIGEST_BITS)


def count(engine: Engine, table: Table) -> int:
    """How many rows a table has."""
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _digest(row: Row[Any]) -> int:
    return int.from_bytes(hashlib.sha256(msgspec.json.encode(tuple(row))).digest(), "big")


def _batches(
    connection: Connection, rows: Select[Any], at_once: int
) -> Iterator[Sequence[Row[Any]]]:
    streamed = rows.execution_options(yield_per=at_once)
    yield from connection.execute(streamed).partitions()


class TableCopy:
    """Copies tables from one database into another that nobody else writes to meanwhile."""

    def __init__(self, source: Engine, target: Engine) -> None:
        self.source = source
        self.target = target

    def continue_with(self, table: Table, tell: Tell) -> Fingerprint:
        """Copy a table that only grows, by its integer key, from where it was left.

        Raises CopyDiffers, without writing when the target is further than the source.
        """
        (key,) = table.primary_key.columns
        done, end = (self._last(engine, table) for engine in (self.target, self.source))
        if done > end:
            raise CopyDiffers(table.name)
        with self.source.connect() as connection:
            due = select(table).where(key > done).order_by(key)
            for batch in _batches(connection, due, ROWS_AT_ONCE):
                with writing(self.target).begin() as tx:
                    tx.execute(insert(table), _values(batch))
                tell(len(batch))
        return self._proved(table, ROWS_AT_ONCE)

    @staticmethod
    def _last(engine: Engine, table: Table) -> int:
        (key,) = table.primary_key.columns
        with engine.connect() as connection:
            return connection.execute(select(func.max(key))).scalar() or 0

    def replace(self, tables: Sequence[Table]) -> dict[str, Fingerprint]:
        """Copy tables that refer to each other, in that order, in one transaction.

        What is the same already stays. Raises CopyDiffers when what was copied is not.
        """
        if not all(self._is_same(table) for table in tables):
            with self.source.connect() as connection, writing(self.target).begin() as tx:
                for table in reversed(tables):
                    tx.execute(delete(table))
                for table in tables:
                    self._fill(connection, tx, table)
        return {table.name: self._proved(table, LARGE_ROWS_AT_ONCE) for table in tables}

    @staticmethod
    def _fill(connection: Connection, tx: Connection, table: Table) -> None:
        for batch in _batches(connection, select(table), LARGE_ROWS_AT_ONCE):
            tx.execute(insert(table), _values(batch))

    def _is_same(self, table: Table) -> bool:
        source, target = self._both(table, LARGE_ROWS_AT_ONCE)
        return source == target

    def _proved(self, table: Table, at_once: int) -> Fingerprint:
        source, target = self._both(table, at_once)
        if source != target:
            raise CopyDiffers(table.name)
        return source

    def _both(self, table: Table, at_once: int) -> list[Fingerprint]:
        return [fingerprint(engine, table, at_once) for engine in (self.source, self.target)]


def _values(batch: Sequence[Row[Any]]) -> list[dict[str, Any]]:
    return [dict(row._mapping) for row in batch]
