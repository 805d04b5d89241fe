"""What a set of views went past, and what stops it: two tables beside its positions."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Row,
    ScalarSelect,
    String,
    Table,
    delete,
    insert,
    literal,
    select,
)

from services.contracts.roles import SYSTEM
from services.eventlog.engines import writing
from services.eventlog.standstill import PassedOver, Stop
from services.eventlog.views import Moment, upsert


class ViewLedger:
    """The records of a set of views; what was passed over belongs to a generation."""

    def __init__(
        self, engine: Engine, name: str, metadata: MetaData, live: ScalarSelect[int]
    ) -> None:
        self._engine = engine
        self._live = live
        self._passed = Table(
            f"{name}_view_passed_over",
            metadata,
            Column("generation", Integer, primary_key=True),
            Column("source", String, primary_key=True),
            Column("position", BigInteger, primary_key=True),
            Column("fact_id", String, nullable=False),
            Column("type", String, nullable=False),
            Column("actor", String, nullable=False),
            Column("at", Moment, nullable=False),
            Column("reason", String, nullable=False),
        )
        self._stops = Table(
            f"{name}_view_stops",
            metadata,
            Column("source", String, primary_key=True),
            Column("position", BigInteger, nullable=False),
            Column("fact_id", String, nullable=False),
            Column("type", String, nullable=False),
            Column("error", String, nullable=False),
            Column("since", Moment, nullable=False),
            Column("tries", Integer, nullable=False),
            Column("tried_at", Moment, nullable=False),
        )

    # -- what was passed over ----------------------------------------------------------------

    def record(self, tx: Connection, generation: int, passed: PassedOver) -> None:
        """Write it down in the transaction that moves the generation's position."""
        values = dict(vars(passed))
        key = {name: values.pop(name) for name in ("source", "position")}
        upsert(tx, self._passed, {"generation": generation, **key}, values)

    def passed_over(self) -> list[PassedOver]:
        """Everything that the live generation went past, the latest last."""
        passed = self._passed.c
        found = select(self._passed).where(passed.generation == self._live)
        with self._engine.connect() as connection:
            rows = connection.execute(found.order_by(passed.at, passed.source, passed.position))
            return [PassedOver(**_without(row, "generation")) for row in rows]

    def excused(self, source: str) -> dict[int, PassedOver]:
        """What somebody let the live generation go past of a source, by position."""
        passed = [one for one in self.passed_over() if one.source == source]
        return {one.position: one for one in passed if one.actor != SYSTEM.name}

    def carry_over(self, tx: Connection, before: int, after: int) -> None:
        """Excuse another generation, too, from what somebody let this one go past."""
        passed = self._passed.c
        others = [column for column in passed if column.name != "generation"]
        excused = select(literal(after), *others).where(
            passed.generation == before, passed.actor != SYSTEM.name
        )
        tx.execute(insert(self._passed).from_select(["generation", *others], excused))

    def keep_only(self, tx: Connection, generations: Collection[int]) -> None:
        """Drop what all generations went past but these."""
        tx.execute(delete(self._passed).where(self._passed.c.generation.not_in(generations)))

    # -- what stops ----------------------------------------------------------------------------

    def stop_of(self, source: str) -> Stop | None:
        """What stopped the line of a source when it was last tried."""
        found = select(self._stops).where(self._stops.c.source == source)
        with self._engine.connect() as connection:
            row = connection.execute(found).first()
        return Stop(**row._mapping) if row else None

    def keep_stop(self, stop: Stop) -> None:
        """Record what stops a line."""
        with writing(self._engine).begin() as tx:
            tx.execute(delete(self._stops).where(self._stops.c.source == stop.source))
            tx.execute(insert(self._stops).values(**vars(stop)))

    def drop_stop(self, source: str) -> None:
        """The line goes on."""
        with writing(self._engine).begin() as tx:
            tx.execute(delete(self._stops).where(self._stops.c.source == source))


def _without(row: Row[Any], name: str) -> dict[str, Any]:
    return {column: value for column, value in row._mapping.items() if column != name}
