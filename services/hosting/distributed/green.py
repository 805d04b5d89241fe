"""Making a process green: nameko's threads are eventlet's, and so all waiting must be, too.

To be called before anything else is imported that waits, locks or connects.
"""

import warnings
from typing import Any


def make_green() -> None:
    """Let threads, locks, sockets and psycopg2 of this process give way to each other."""
    with warnings.catch_warnings():  # its advice to new projects; nameko is built on it
        warnings.filterwarnings("ignore", r"\s*Eventlet is deprecated")
        import eventlet  # noqa: PLC0415 - importing it is what makes the process another one
    eventlet.monkey_patch()
    make_psycopg2_green()
    let_heavy_work_leave()


def let_heavy_work_leave() -> None:
    """Let what keeps a processor busy run in threads of the system."""
    from eventlet import tpool  # noqa: PLC0415 - see above

    from services.hosting.apart import let_run_apart_by  # noqa: PLC0415 - see above

    let_run_apart_by(tpool.execute)


def make_psycopg2_green() -> None:
    """Let psycopg2 wait for the server as everything else does, instead of in C."""
    from psycopg2 import extensions  # noqa: PLC0415 - see above

    extensions.set_wait_callback(wait_for_server)


def wait_for_server(connection: Any) -> None:
    """Let others run until the server has answered. Psycopg2 calls this where it would block.

    Its own limit for connecting does not hold where it does not block, so it is kept here.
    """
    from eventlet.hubs import trampoline  # noqa: PLC0415 - see above
    from psycopg2 import OperationalError, extensions  # noqa: PLC0415 - see above

    from services.eventlog.postgres_sessions import CONNECT_SECONDS  # noqa: PLC0415 - see above

    is_connecting = connection.status == extensions.STATUS_SETUP
    limit = CONNECT_SECONDS if is_connecting else None
    silence = OperationalError("The server does not answer")
    while (state := connection.poll()) != extensions.POLL_OK:
        reads = state == extensions.POLL_READ
        trampoline(connection.fileno(), reads, not reads, limit, silence)
