"""How far each generation of a set of views has processed each source."""

from collections.abc import Collection, Hashable, Iterable
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    bindparam,
    delete,
    func,
    select,
)

from services.eventlog.engines import reading
from services.eventlog.prepared_questions import PreparedQuestion
from services.eventlog.views import upsert


class ViewPositions:
    """The table of positions, written in the transactions that apply facts."""

    def __init__(
        self, engine: Engine, name: str, metadata: MetaData, live: Select[tuple[int]]
    ) -> None:
        self._engine = engine
        self._tracking = Table(
            f"{name}_view_tracking",
            metadata,
            Column("generation", Integer, primary_key=True),
            Column("source", String, primary_key=True),
            Column("position", BigInteger, nullable=False),
        )
        tracked = self._tracking.c
        self._of_live = PreparedQuestion(self._position_in(live.scalar_subquery()))
        self._of_generation = self._position_in(bindparam("generation"))
        the_live = live.subquery()  # joined, which PostgreSQL does faster than to ask for it first
        self._all_of_live = PreparedQuestion(
            select(self._tracking).join(the_live, the_live.c.live == tracked.generation)
        )

    def _position_in(self, generation: Any) -> Select[Any]:
        """The question how far a generation has processed the ``source``; made once."""
        tracked = self._tracking.c
        return select(tracked.position).where(
            tracked.generation == generation, tracked.source == bindparam("source")
        )

    def of_live(self, source: str) -> int:
        """How far the live generation has processed the source."""
        found = self._of_live.ask(self._engine, source=source)
        return found[0]["position"] if found else 0

    def all_of_live(self) -> Hashable:
        """The live generation's positions; while they are the same, so are its tables."""
        return frozenset(tuple(row.values()) for row in self._all_of_live.ask(self._engine))

    def by_source(self, sources: Iterable[str]) -> dict[str, int]:
        """How far the live generation has processed each of these sources."""
        rows = self._all_of_live.ask(self._engine)
        known = {row["source"]: row["position"] for row in rows}
        return {source: known.get(source, 0) for source in sources}

    def of(self, tx: Connection, generation: int, source: str) -> int:
        """How far a generation has processed the source."""
        asked = {"generation": generation, "source": source}
        return tx.execute(self._of_generation, asked).scalar() or 0

    def mark(self, tx: Connection, generation: int, source: str, position: int) -> None:
        """The generation has processed the source up to there."""
        upsert(
            tx,
            self._tracking,
            {"generation": generation, "source": source},
            {"position": position},
        )

    def missing(self, sources: Iterable[str]) -> int:
        """How many positions the live generation lies behind the furthest one."""
        tracked = self._tracking.c
        furthest = select(tracked.source, func.max(tracked.position)).group_by(tracked.source)
        own = self.by_source(sources)
        with reading(self._engine) as connection:
            found = connection.execute(furthest).all()
        return sum(position - own.get(source, position) for source, position in found)

    def keep_only(self, tx: Connection, generations: Collection[int]) -> None:
        """Drop the positions of all generations but these."""
        tx.execute(delete(self._tracking).where(self._tracking.c.generation.not_in(generations)))
