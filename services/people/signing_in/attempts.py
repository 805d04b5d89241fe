"""Failed attempts: after each one the next has to wait, twice as long as before.

Asking for a mail about a forgotten password counts as one each time.

They are counted by the keyed hash of what was given as an address, whether or not somebody
has it, so that waiting tells nobody who is registered.
"""

from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import Connection, Engine, delete, select

from services.eventlog.engines import writing
from services.eventlog.views import upsert
from services.people.errors import TooManyAttempts
from services.people.signing_in.tables import ATTEMPTS

NO_TIME = timedelta(0)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)
MOST_DOUBLINGS = 10  # 2**10 seconds are more than the longest wait


class Attempts:
    """Counts failures by a lookup key."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def check(self, lookup: bytes, now: datetime) -> None:
        """Refuse the attempt while it has to wait. Raises TooManyAttempts."""
        row = select(ATTEMPTS.c.wait_until).where(ATTEMPTS.c.lookup == lookup)
        with self._engine.connect() as connection:
            wait_until = connection.execute(row).scalar()
        if wait_until is not None and now < wait_until:
            raise TooManyAttempts(seconds=ceil((wait_until - now).total_seconds()))

    def failed(self, lookup: bytes, now: datetime, shortest: timedelta = NO_TIME) -> None:
        """Count a failure: after n of them the next attempt waits 2**n seconds, or longer."""
        with writing(self._engine).begin() as tx:
            failures = self._failures(tx, lookup) + 1
            wait = max(timedelta(seconds=2 ** min(failures, MOST_DOUBLINGS)), shortest)
            values = {"failures": failures, "wait_until": now + min(wait, LONGEST_WAIT)}
            upsert(tx, ATTEMPTS, {"lookup": lookup}, values)

    @staticmethod
    def _failures(tx: Connection, lookup: bytes) -> int:
        row = select(ATTEMPTS.c.failures).where(ATTEMPTS.c.lookup == lookup).with_for_update()
        return tx.execute(row).scalar() or 0

    def succeeded(self, lookup: bytes) -> None:
        """Forget the failures."""
        with writing(self._engine).begin() as tx:
            tx.execute(delete(ATTEMPTS).where(ATTEMPTS.c.lookup == lookup))

    def forget_old(self, now: datetime) -> None:
        """Forget what failed long ago."""
        with writing(self._engine).begin() as tx:
            tx.execute(delete(ATTEMPTS).where(ATTEMPTS.c.wait_until < now - FORGOTTEN_AFTER))
