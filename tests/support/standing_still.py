"""Homes on a machine that stands still now and then, as one does that others use as well.

By itself a home says after five seconds that a store is busy or out of reach, and after ten that an
answer is overdue. That is right, but not what tests are about that count every refusal.

``python -m tests.support.standing_still run …`` is ``python -m exchange run …`` with patience.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from runpy import run_module

import pytest

from services.eventlog import sqlite
from services.eventlog.postgres_sessions import SOON_MISSED

LONGEST_STANDSTILL = 45.0
"""Less than a client waits for an answer."""


@contextmanager
def patient_stores() -> Iterator[None]:
    """A block in which stores are waited for as long as a machine may stand still."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "BUSY_SECONDS", LONGEST_STANDSTILL)
        patch.setitem(SOON_MISSED, "connect_timeout", int(LONGEST_STANDSTILL))
        yield


if __name__ == "__main__":
    with patient_stores():
        run_module("exchange", run_name="__main__", alter_sys=True)
