"""Making databases ready: roles, databases, tables. Safe to repeat, and from many places at once.

Each service has a database of its own, owned by a role of its own that may enter no other one.
What only an administrator may do (roles, databases) is done as the administrator, if one is
given; tables are made by each service's own role. Whoever comes second waits for the first.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from time import monotonic, sleep
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg2
from psycopg2 import sql
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT

from services.eventlog.engines import open_engine
from services.eventlog.generations import ViewStore
from services.eventlog.views import Views

SCHEMA = 1
"""The number of the tables' present form. It grows with each change that `migrate` must make."""
MIGRATING = 0x45584348  # the advisory lock under which one after the other migrates
LOOK_AGAIN_SECONDS = 0.5
ViewSets = Mapping[str, type[Views]]
NO_VIEWS: ViewSets = {}
DUPLICATES = (psycopg2.errors.DuplicateObject, psycopg2.errors.DuplicateDatabase)


class TablesNotReady(Exception):
    """The tables are missing or of an older form."""


@contextmanager
def migrating(dsn: str) -> Iterator[Any]:
    """A session that is alone in migrating this database."""
    with closing(psycopg2.connect(dsn)) as session:
        session.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
        _run(session, sql.SQL("SELECT pg_advisory_lock({})").format(sql.Literal(MIGRATING)))
        yield session


def provide_database(admin: str, dsn: str) -> None:
    """Make the role and the database of an address, as the administrator, where they are missing.

    The role's password becomes that of the address.
    """
    wanted = urlsplit(dsn)
    role, database = sql.Identifier(unquote(wanted.username or "")), wanted.path.lstrip("/")
    with migrating(admin) as session:
        _unless_there(session, sql.SQL("CREATE ROLE {} LOGIN").format(role))
        password = sql.Literal(unquote(wanted.password or ""))
        _run(session, sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, password))
        name = sql.Identifier(database)
        _unless_there(session, sql.SQL("CREATE DATABASE {} OWNER {}").format(name, role))
        _run(session, sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))


def mark_migrated(session: Any) -> None:
    """Write down that the tables are of the present form."""
    _run(session, sql.SQL("CREATE TABLE IF NOT EXISTS exchange_schema (version int PRIMARY KEY)"))
    insert = sql.SQL("INSERT INTO exchange_schema VALUES ({}) ON CONFLICT DO NOTHING")
    _run(session, insert.format(sql.Literal(SCHEMA)))


def check_migrated(dsn: str, views: ViewSets = NO_VIEWS) -> None:
    """Raises TablesNotReady, also while these views are not made and fed for this release."""
    found = _version(dsn)
    if found < SCHEMA:
        raise _not_ready(dsn, f"of the older form {found}" if found else "not there yet")
    missing = _not_made(dsn, views)
    if missing:
        raise _not_ready(dsn, f"not there yet for the {missing[0]} views of this release")


def _not_ready(dsn: str, state: str) -> TablesNotReady:
    return TablesNotReady(
        f"The tables in the database {urlsplit(dsn).path.lstrip('/')} are {state}."
        " Run `exchange migrate`, then start this again."
    )


def _not_made(dsn: str, views: ViewSets) -> list[str]:
    engine = open_engine(dsn, pool_size=1)
    try:
        return [n for n, kind in views.items() if not ViewStore(engine, n, kind).is_ready()]
    finally:
        engine.dispose()


def wait_until_migrated(dsn: str, seconds: float, views: ViewSets = NO_VIEWS) -> None:
    """Return once ``check_migrated`` is content; who makes the tables is elsewhere.

    Raises TablesNotReady, or what the database says, when they are not in time.
    """
    end = monotonic() + seconds
    while not _is_migrated(dsn, views, is_last=monotonic() >= end):
        sleep(LOOK_AGAIN_SECONDS)


def _is_migrated(dsn: str, views: ViewSets, *, is_last: bool) -> bool:
    try:
        check_migrated(dsn, views)
    except (TablesNotReady, psycopg2.OperationalError):
        if is_last:
            raise
        return False
    return True


def _version(dsn: str) -> int:
    with closing(psycopg2.connect(dsn)) as session, session.cursor() as cursor:
        try:
            cursor.execute("SELECT max(version) FROM exchange_schema")
        except psycopg2.errors.UndefinedTable:
            return 0
        ((version,),) = cursor.fetchall()
        return version or 0


def _unless_there(session: Any, statement: sql.Composable) -> None:
    try:
        _run(session, statement)
    except DUPLICATES:
        return


def _run(session: Any, statement: sql.Composable) -> None:
    with session.cursor() as cursor:
        cursor.execute(statement)
