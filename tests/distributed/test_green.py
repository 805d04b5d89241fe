"""A green process: while one waits for the database or hashes a password, the others go on."""

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


def test_whoever_waits_lets_the_others_go_on(postgres_database: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT, postgres_database],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout.split() == ["others", "database", "others", "hash", "InvalidHashError"], (
        done.stderr
    )
