"""How sessions with PostgreSQL are begun, so that either side soon notices that the other is gone.

A network that fails says nothing. By the system's own settings a client would wait for an
answer for a quarter of an hour or for ever, and a server would keep the locks of a client that is
gone for two hours, on which all replicas then wait.
"""

from typing import Any

CONNECT_SECONDS = 5
IDLE, INTERVAL, COUNT = 5, 2, 3
"""After so many seconds without a word the other side is asked, so often, so many times."""
UNACKNOWLEDGED_MILLISECONDS = 1_000 * (IDLE + INTERVAL * COUNT)

_SERVER = {
    "tcp_keepalives_idle": IDLE,
    "tcp_keepalives_interval": INTERVAL,
    "tcp_keepalives_count": COUNT,
    "tcp_user_timeout": UNACKNOWLEDGED_MILLISECONDS,
}

SOON_MISSED: dict[str, Any] = {
    "connect_timeout": CONNECT_SECONDS,
    "keepalives_idle": IDLE,
    "keepalives_interval": INTERVAL,
    "keepalives_count": COUNT,
    "tcp_user_timeout": UNACKNOWLEDGED_MILLISECONDS,
    "options": " ".join(f"-c {name}={value}" for name, value in _SERVER.items()),
}
"""What `psycopg2.connect` is told beside the address."""
