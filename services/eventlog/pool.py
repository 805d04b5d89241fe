"""A bounded pool of database connections for threads (or green threads)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import BoundedSemaphore, Lock
from typing import Generic, Protocol, TypeVar

from eventsourcing.persistence import OperationalError


class Closable(Protocol):
    """What the pool needs to know of a connection."""

    def close(self) -> None:
        """Give the connection back to the system."""


C = TypeVar("C", bound=Closable)

WAIT_SECONDS = 30.0


class ConnectionPool(Generic[C]):
    """At most ``size`` connections, made on demand, reused last-in first-out.

    A connection on which an error happened is closed and not reused: whatever state
    (open transaction, session lock) it was left in ends with it. Only one of which it is known
    that the error left nothing on it (``is_sound``) stays. When the other side hung up
    (``is_lost``), it hung up on the idle ones too, and they are not tried one by one.
    ``in_use`` of them are lent at present.
    """

    def __init__(
        self,
        connect: Callable[[], C],
        size: int,
        is_lost: Callable[[C], bool] = lambda _: False,
        is_sound: Callable[[C, BaseException], bool] = lambda *_: False,
    ) -> None:
        self.size = size
        self.in_use = 0
        self._connect = connect
        self._is_lost = is_lost
        self._is_sound = is_sound
        self._free = BoundedSemaphore(size)
        self._idle: list[C] = []
        self._lock = Lock()
        self._is_closed = False

    @contextmanager
    def connection(self) -> Iterator[C]:
        """Lend a connection for a block. Raises OperationalError when none becomes free."""
        if not self._free.acquire(timeout=WAIT_SECONDS):
            raise OperationalError("No database connection became free in time")
        self._count(1)
        try:
            connection = self._take()
            try:
                yield connection
            except BaseException as error:
                end = self._give_back if self._is_sound(connection, error) else self._give_up
                end(connection)
                raise
            self._give_back(connection)
        finally:
            self._count(-1)
            self._free.release()

    def _count(self, lent: int) -> None:
        with self._lock:
            self.in_use += lent

    def _take(self) -> C:
        with self._lock:
            if self._is_closed:
                raise OperationalError("The log is closed")
            if self._idle:
                return self._idle.pop()
        return self._connect()

    def _give_up(self, connection: C) -> None:
        lost = [connection]
        if self._is_lost(connection):
            with self._lock:
                lost, self._idle = [connection, *self._idle], []
        for each in lost:
            with suppress(Exception):
                each.close()

    def _give_back(self, connection: C) -> None:
        with self._lock:
            if not self._is_closed:
                self._idle.append(connection)
                return
        connection.close()

    def close(self) -> None:
        """Close the idle connections now, and the lent ones when they come back."""
        with self._lock:
            self._is_closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
