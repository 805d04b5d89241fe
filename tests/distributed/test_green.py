"""A green process: while one waits for the database or hashes a password, the others go on."""

import socket
import subprocess
import sys

SCRIPT = """
from services.hosting.distributed.green import make_green
make_green()
import sys, threading
from argon2 import PasswordHasher
import psycopg2
from services.hosting.apart import run_apart

order = []

def others():
    order.append("others")

def while_waiting(name, wait):
    waiting = threading.Thread(target=lambda: (wait(), order.append(name)))
    waiting.start()
    threading.Thread(target=others).start()
    waiting.join()

def wait_for_database():
    with psycopg2.connect(sys.argv[1]) as session, session.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.2)")

while_waiting("database", wait_for_database)
while_waiting("hash", lambda: run_apart(PasswordHasher(time_cost=8).hash, "a password"))
try:
    run_apart(PasswordHasher().verify, "no hash", "a password")
except Exception as error:
    order.append(type(error).__name__)
print(*order)
"""

IN_VAIN = """
from services.hosting.distributed.green import make_green
make_green()
import sys
import psycopg2
from services.eventlog import postgres_sessions

postgres_sessions.CONNECT_SECONDS = 0.2
try:
    psycopg2.connect(host="127.0.0.1", port=sys.argv[1])
except psycopg2.OperationalError as error:
    print(error)
"""


def test_whoever_waits_lets_the_others_go_on(postgres_database: str) -> None:
    done = _run(SCRIPT, postgres_database)
    assert done.stdout.split() == ["others", "database", "others", "hash", "InvalidHashError"], (
        done.stderr
    )


def test_a_server_that_takes_connections_and_says_nothing_is_not_waited_for_for_ever() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        done = _run(IN_VAIN, str(silent.getsockname()[1]))
    assert done.stdout.strip() == "The server does not answer", done.stderr


def _run(script: str, argument: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script, argument],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
