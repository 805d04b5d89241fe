"""Stored events that are damaged on purpose, in the database itself, and restored again."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any

import psycopg2

from services.eventlog.recorder import LogRecorder
from services.eventlog.records import LoggedEvent
from services.eventlog.sqlite import SQLiteRecorder

Stored = tuple[str, bytes]
"""The topic and the state of an event, as they lie in the database."""


def _no_json(event: LoggedEvent) -> Stored:
    return event.topic, event.state[: len(event.state) // 2] + b"\x00\xff"


def _wrong_type(event: LoggedEvent) -> Stored:
    return event.topic, json.dumps({name: [["x"]] for name in json.loads(event.state)}).encode()


def _missing_field(event: LoggedEvent) -> Stored:
    state = json.loads(event.state)
    del state[next(iter(state))]
    return event.topic, json.dumps(state).encode()


def _unknown_topic(event: LoggedEvent) -> Stored:
    return f"{event.topic}Gone", event.state


DAMAGES: dict[str, Callable[[LoggedEvent], Stored]] = {
    "no JSON": _no_json,
    "wrong type": _wrong_type,
    "missing field": _missing_field,
    "unknown topic": _unknown_topic,
}


@contextmanager
def damaged(recorder: LogRecorder, event: LoggedEvent, kind: str) -> Iterator[None]:
    """For a while an event in the log is damaged."""
    with overwritten(recorder, event, DAMAGES[kind](event)):
        yield


@contextmanager
def overwritten(recorder: LogRecorder, event: LoggedEvent, stored: Stored) -> Iterator[None]:
    """For a while something else is stored in the place of an event."""
    _write(recorder, event.id, stored)
    try:
        yield
    finally:
        _write(recorder, event.id, (event.topic, event.state))


def _write(recorder: LogRecorder, position: int, stored: Stored) -> None:
    mark = recorder.placeholder
    sql = (
        f"UPDATE {recorder.events_table} SET topic = {mark}, state = {mark} WHERE position = {mark}"
    )
    with closing(_connection(recorder)) as connection:
        connection.cursor().execute(sql, (*stored, position))
        connection.commit()


def _connection(recorder: Any) -> Any:
    if isinstance(recorder, SQLiteRecorder):
        return sqlite3.connect(recorder.path)
    return psycopg2.connect(recorder.dsn)
