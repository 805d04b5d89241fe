"""Connections to the broker, each used by one thread, and JSON as it travels."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from amqp import spec
from amqp.exceptions import AMQPError
from kombu.connection import Connection
from kombu.exceptions import KombuError
from kombu.serialization import register

from services.hosting.wire import from_wire, to_wire

CONNECT_SECONDS = 3.0
HEARTBEAT_SECONDS = 20
ANSWER_SECONDS = 5.0
FAREWELL_SECONDS = 1.0
JSON = "application/json"

BROKER_ERRORS = (AMQPError, OSError, KombuError, AttributeError)
"""What connections raise when the broker is out of reach, hangs up or refuses. KombuError is what
nameko's publisher makes of it; AttributeError is how the library sometimes says that the
connection was lost amid what it was doing."""


def speak_our_json() -> None:
    """Read and write ``application/json`` as everywhere in the Exchange, which is faster, too."""
    register("json", to_wire, from_wire, content_type=JSON, content_encoding="utf-8")


def connect(url: str, heartbeat: int = HEARTBEAT_SECONDS) -> Any:
    """An open connection of the AMQP library. Raises one of BROKER_ERRORS.

    By itself the library waits for answers for ever, and a broker whose disk is full, or that
    is paused, keeps its connections and answers nothing.
    """
    wanted = Connection(url, heartbeat=heartbeat, connect_timeout=CONNECT_SECONDS)
    connection = wanted.transport.establish_connection()
    connection.transport.sock.settimeout(ANSWER_SECONDS)
    return connection


@contextmanager
def connected(url: str) -> Iterator[Any]:
    """A connection for a block."""
    connection = connect(url)
    try:
        yield connection
    finally:
        hang_up(connection)


def hang_up(connection: Any) -> None:
    """Let the broker know, unless it is gone already."""
    try:
        connection.transport.sock.settimeout(FAREWELL_SECONDS)
        connection.close()
    except BROKER_ERRORS:
        connection.collect()


def leave(connection: Any) -> None:
    """Hang up without waiting for the broker to agree: it may be what is the matter."""
    with suppress(*BROKER_ERRORS):
        connection.transport.sock.settimeout(FAREWELL_SECONDS)
        connection.send_method(spec.Connection.Close, "BsBB", (0, "", 0, 0))
    connection.collect()


def wait_for_frames(connection: Any, seconds: float) -> bool:
    """Handle what comes within the time; False when nothing came. Raises BROKER_ERRORS."""
    try:
        connection.drain_events(timeout=seconds)
    except TimeoutError:
        return False
    return True


def keep_alive(connection: Any) -> None:
    """Read what has come, and show that this side is alive. To be called every second or so."""
    while wait_for_frames(connection, 0):
        pass
    connection.heartbeat_tick()
