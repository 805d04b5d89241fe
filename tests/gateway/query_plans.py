"""How SQLite goes about statements: what it reads from end to end, and what it sorts first."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from sqlite3 import Connection
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event

from gateway.api.context import EXTENSION
from services.eventlog.last_used import LastUsed

Statement = str
"""As SQLite runs it, with the values in it."""

# What does not grow with exchanges, projects, people or facts: hosts are few, seasons fewer.
HOSTS = ("organisations", "committees", "conditions")


@contextmanager
def caught(engine: Engine) -> Iterator[list[Statement]]:
    """The statements that are sent to the gateway's database meanwhile."""
    statements: list[Statement] = []
    traced: list[Connection] = []

    def trace(driver: Connection, *_: Any) -> None:
        driver.set_trace_callback(statements.append)
        traced.append(driver)

    event.listen(engine, "checkout", trace)
    try:
        yield statements
    finally:
        event.remove(engine, "checkout", trace)
        for driver in traced:
            driver.set_trace_callback(None)


def forget_answers(app: Flask) -> None:
    """Answers are given again without asking the database."""
    parts = app.extensions
    parts[EXTENSION] = replace(parts[EXTENSION], answers=LastUsed(1), own_answers=LastUsed(1))


def plan(engine: Engine, statement: Statement) -> list[str]:
    """How a statement is gone about."""
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")
        return [row.detail for row in rows]


def plans(engine: Engine, statements: list[Statement]) -> list[tuple[str, list[str]]]:
    """How each question among the statements is gone about."""
    return [(sql, plan(engine, sql)) for sql in statements if sql.startswith("SELECT")]


WHOLE = re.compile(
    r"(?P<read>SCAN|SEARCH) (?P<table>\S+)(?P<index> USING .*INDEX \S+)?(?P<by> \(.*\))?"
)


def read_whole(lines: list[str], *, is_page: bool) -> list[str]:
    """The growing tables that are read from end to end. A page ends what is read in order."""
    reads = [found for line in lines if (found := WHOLE.match(line))]
    return [
        read["table"]
        for read in reads
        if is_growing(read["table"]) and is_whole(read) and not (is_page and read["index"])
    ]


def is_whole(read: re.Match[str]) -> bool:
    """Nearly all projects are in one state: to look for it is to read them all."""
    return read["read"] == "SCAN" or read["by"] == " (state=?)"


def is_growing(table: str) -> bool:
    """Whether it is one of the views' tables (not what a statement made itself), and grows."""
    name = re.fullmatch(r"gateway_(\w+)_g\d+", table)
    return name is not None and name[1] not in HOSTS
