"""What the matter is with a store that does not do its work, told by its driver's error.

Recorders and views let through what the database's driver raises, wrapped by the one or the
other library. Here it becomes a refusal, for whoever talks to people: such a fault is not the
request's, nothing is wrong with the code, and it passes.

    full              the disk, or the database's share of it
    read only         the folder, the file, or the database's sessions
    busy              a lock, or all connections, held by others for too long
    out of reach      stopped, restarted, disconnected, a disk that fails
"""

import sqlite3
from collections.abc import Iterator

import psycopg2
from eventsourcing.persistence import OperationalError
from sqlalchemy import exc

from services.contracts.errors import (
    StorageBusy,
    StorageFull,
    StorageOutOfReach,
    StorageReadOnly,
    Unavailable,
)

StorageFault = type[Unavailable]

STORE_ERRORS = (OperationalError, exc.SQLAlchemyError, sqlite3.Error, psycopg2.Error)
"""What stores raise, among it what ``storage_refusal`` knows."""

BY_SQLITE_CODE: dict[int, StorageFault] = {
    sqlite3.SQLITE_FULL: StorageFull,
    sqlite3.SQLITE_IOERR_SHMSIZE: StorageFull,
    sqlite3.SQLITE_READONLY: StorageReadOnly,
    sqlite3.SQLITE_BUSY: StorageBusy,
    sqlite3.SQLITE_LOCKED: StorageBusy,
    sqlite3.SQLITE_IOERR: StorageOutOfReach,
    sqlite3.SQLITE_CANTOPEN: StorageOutOfReach,
}
PRIMARY_CODE = 0xFF  # the rest of a SQLite code says more about the same thing

# By the code of the error, or by its class, which are its first two signs.
BY_POSTGRES_CODE: dict[str, StorageFault] = {
    "53100": StorageFull,
    "25006": StorageReadOnly,
    "53": StorageBusy,
    "55P03": StorageBusy,
    "57014": StorageBusy,
    "08": StorageOutOfReach,
    "57": StorageOutOfReach,
    "58": StorageOutOfReach,
}
HUNG_UP = (psycopg2.OperationalError, psycopg2.InterfaceError)

WORTH_A_TRY_AFTER: dict[StorageFault, int] = {
    StorageFull: 30,
    StorageReadOnly: 30,
    StorageBusy: 2,
    StorageOutOfReach: 5,
}
"""Seconds."""


def storage_refusal(error: BaseException) -> Unavailable | None:
    """The refusal that a store's error comes to; None when the fault is not the storage's."""
    for cause in _causes(error):
        if isinstance(cause, sqlite3.Error):
            return _instance(_by_sqlite(cause))
        if isinstance(cause, psycopg2.Error):
            return _instance(_by_postgres(cause))
    is_waiting_in_vain = isinstance(error, OperationalError | exc.TimeoutError)
    return _instance(StorageBusy if is_waiting_in_vain else None)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what it was raised from, down to the driver's own."""
    while error is not None:
        yield error
        error = error.__cause__


def _by_sqlite(error: sqlite3.Error) -> StorageFault | None:
    code = getattr(error, "sqlite_errorcode", 0)
    return BY_SQLITE_CODE.get(code) or BY_SQLITE_CODE.get(code & PRIMARY_CODE)


def _by_postgres(error: psycopg2.Error) -> StorageFault | None:
    if error.pgcode is None:
        return StorageOutOfReach if isinstance(error, HUNG_UP) else None
    return BY_POSTGRES_CODE.get(error.pgcode) or BY_POSTGRES_CODE.get(error.pgcode[:2])


def _instance(refusal: StorageFault | None) -> Unavailable | None:
    return refusal(seconds=WORTH_A_TRY_AFTER[refusal]) if refusal else None
