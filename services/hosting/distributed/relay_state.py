"""Which replica's relay is the active one, and how far a service's facts are published.

The active one holds an advisory lock of its database session: it ends with the session, so
another replica takes over as soon as the holder, or its way to the database, is gone. The
position lies in a small table of the service's database and is written through the same
session, so that who has lost the lock notices before it goes on.
"""

from typing import Any

import psycopg2

from services.eventlog.postgres import log_key
from services.eventlog.postgres_sessions import SOON_MISSED

RELAYING = 1  # objid of the session lock, beside the one under which positions are drawn


def table_sql(name: str) -> str:
    """The statement that creates the table, safe to repeat."""
    return (
        f"CREATE TABLE IF NOT EXISTS {name}_relay"
        " (id int PRIMARY KEY CHECK (id = 1), position bigint NOT NULL)"
    )


class RelayState:
    """The state of one service's relay, on a session of its own."""

    def __init__(self, name: str, dsn: str) -> None:
        self._table = f"{name}_relay"
        self._lock = (log_key(name) + 1, RELAYING)
        self._session: Any = psycopg2.connect(dsn, **SOON_MISSED)
        self._session.autocommit = True

    def take(self) -> bool:
        """Become the active one; False while another session is."""
        return bool(self._answer("SELECT pg_try_advisory_lock(%s, %s)", self._lock))

    def position(self) -> int:
        """The position up to which facts were published at least."""
        return int(self._answer(f"SELECT max(position) FROM {self._table}", ()) or 0)  # noqa: S608

    def keep(self, position: int) -> None:
        """Remember how far facts are published. Raises psycopg2.Error when the session is lost."""
        self._run(
            f"INSERT INTO {self._table} VALUES (1, %s)"  # noqa: S608 - a constant of the code
            " ON CONFLICT (id) DO UPDATE SET position = excluded.position",
            (position,),
        )

    def check(self) -> None:
        """Raises psycopg2.Error when the session, and with it the lock, is lost."""
        self._run("SELECT 1", ())

    def close(self) -> None:
        """End the session, and with it the lock."""
        self._session.close()

    def _run(self, statement: str, parameters: tuple[Any, ...]) -> None:
        with self._session.cursor() as cursor:
            cursor.execute(statement, parameters)

    def _answer(self, question: str, parameters: tuple[Any, ...]) -> Any:
        with self._session.cursor() as cursor:
            cursor.execute(question, parameters)
            return cursor.fetchone()[0]
