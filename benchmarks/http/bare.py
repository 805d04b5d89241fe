"""The baseline: a Flask application whose routes do one statement each, on the same server.

    python -m benchmarks.http.bare <file of the database> <port>

It does: parse and answer JSON, on waitress with as many threads as the gateway has. ``POST /rows``
is one INSERT of a row as a log keeps it, flushed to the disk as the log's is; ``GET /rows`` is
one SELECT, by an index, of the rows of a catalogue's page, and answers all that stands in them.
Connections to the database stay open; who writes waits for a turn instead of polling.

It does not: ask who it is, check what was sent, tell a repeated request from a new one, keep a
view or tell anybody of the news, count, log, secure, compress, or describe itself. Lists are kept
and answered as texts.
"""

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from threading import Lock, local
from typing import Any
from uuid import uuid4

from flask import Flask, Response, jsonify, request
from waitress import serve  # type: ignore[import-untyped]

from gateway.server import THREADS

LOGGED = """
    CREATE TABLE logged (position INTEGER PRIMARY KEY AUTOINCREMENT, originator_id BLOB NOT NULL,
        originator_version INTEGER NOT NULL, topic TEXT NOT NULL, state BLOB NOT NULL,
        recorded_at INTEGER NOT NULL, actor TEXT NOT NULL, correlation_id TEXT NOT NULL,
        causation_id TEXT NOT NULL, command_id TEXT NOT NULL,
        UNIQUE (originator_id, originator_version))"""
INSERT = "INSERT INTO logged VALUES (NULL, ?, 1, 'bare:Room.Created', ?, 0, ?, ?, '', ?)"
SELECT = "SELECT * FROM listed ORDER BY title, project_id LIMIT ?"
WHO = (str(uuid4()),) * 3


def make_database(path: Path, rows: list[dict[str, Any]]) -> None:
    """A database with these rows to read, and a table to write into."""
    columns = ", ".join(rows[0])
    places = ", ".join("?" * len(rows[0]))
    with closing(_connection(path)) as connection:
        connection.execute(LOGGED)
        connection.execute(f"CREATE TABLE listed ({columns})")
        connection.execute("CREATE INDEX listed_by_title ON listed (title, project_id)")
        connection.execute("BEGIN")
        for row in rows:
            values = [_kept(value) for value in row.values()]
            connection.execute(f"INSERT INTO listed VALUES ({places})", values)
        connection.execute("COMMIT")


def _kept(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, separators=(",", ":"))


def _connection(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.row_factory = sqlite3.Row
    return connection


def bare_app(path: Path) -> Flask:
    """The application over its database."""
    app, mine, turn = Flask("bare"), local(), Lock()

    def connection() -> sqlite3.Connection:
        if not hasattr(mine, "connection"):
            mine.connection = _connection(path)
        kept: sqlite3.Connection = mine.connection
        return kept

    @app.post("/rows")
    def insert() -> tuple[Response, int]:
        row_id = uuid4()
        state = json.dumps(request.get_json())
        with turn:
            inserted = connection().execute(INSERT, (row_id.bytes, state, *WHO))
        return jsonify(id=str(row_id), position=inserted.lastrowid), 201

    @app.get("/rows")
    def select() -> Response:
        limit = request.args.get("limit", 20, int)
        return jsonify(items=[dict(row) for row in connection().execute(SELECT, (limit,))])

    return app


if __name__ == "__main__":
    serve(bare_app(Path(sys.argv[1])), host="127.0.0.1", port=int(sys.argv[2]), threads=THREADS)
