"""A distributed home that lives through one fault after the other while clients work.

Nobody repairs anything: what was killed is started again as it was, as every supervisor does,
and what was cut is whole again. After each fault the home comes to rest by itself.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from gateway.settings import GatewaySettings
from services.eventlog.faults import STORE_ERRORS
from tests.faults.aftermath import Aftermath
from tests.faults.burst import Burst
from tests.faults.busy_home import BusyHome, a_placing_home
from tests.faults.conftest import A_MONDAY_IN_WINTER
from tests.support.distributed_home import (
    DistributedPlace,
    DistributedRunning,
    distributed_place,
    running_at,
)
from tests.support.effort import EFFORT
from tests.support.mail_server import MailServer, running
from tests.support.servers import Postgres, Rabbit
from tests.support.servers.process import wait_until
from tests.support.world import world_of

SOME = 40
"""So many commands before each fault and after it: more than two thousand in a run."""
RECOVERS_WITHIN = 60.0
RIVALS = 2
CALLS_LAST = {"EXCHANGE_PATIENCE": "4"}
"""Seconds after which a call that nobody answers is refused: shorter than usual (10), since that is
how long a silence must last to be noticed, and clients whom it does not touch work on meanwhile.
"""
UNTIL_DOUBT = timedelta(minutes=20)
"""After that long a mail of which nobody said how it ended is in doubt."""
UNTIL_SIGNED_OUT = GatewaySettings.access_token_life


def at_once(_: Burst) -> None:
    """How long a fault lasts of which clients need not notice anything."""


def until_told(*codes: str) -> Callable[[Burst], object]:
    """It lasts until a command cannot be carried out for one of these reasons."""
    return lambda burst: burst.wait_for_fault(*codes)


@dataclass(frozen=True)
class Fault:
    """How it begins, what is waited for while it lasts, and how it ends."""

    begin: Callable[[], None]
    end: Callable[[], None]
    lasts: Callable[[Burst], object] = at_once


class DistributedOrdeal:
    """The home, the clients who work in it, and what they were answered in all."""

    def __init__(
        self,
        place: DistributedPlace,
        running: DistributedRunning,
        busy: BusyHome,
        mails: MailServer,
    ) -> None:
        self.place = place
        self.processes = running.processes
        self.burst = Burst(patience=RECOVERS_WITHIN)
        self.burst.is_served.set()
        self._running = running
        self._busy = busy
        self._mails = mails

    def live_through(self, fault: Fault) -> Aftermath:
        """What is found when the fault is over and the home has come to rest."""
        with self.burst.of(self._busy.clients()):
            self._let_clients_work()
            fault.begin()
            try:
                fault.lasts(self.burst)
            finally:
                fault.end()
            self._let_clients_work()
        return self.at_rest()

    def _let_clients_work(self) -> None:
        for _ in range(EFFORT):
            self.burst.wait_for_more(SOME)

    def let_sessions_run_out(self) -> None:
        """Let every client need a new access token for what it sends next."""
        self._move_by(UNTIL_SIGNED_OUT)

    def _move_by(self, time: timedelta) -> None:
        self.place.clock.move_to(self._running.now() + time)

    def at_rest(self) -> Aftermath:
        """What is found once the home has come to rest."""
        self.processes.wait_until_ready(*self.processes.running)
        aftermath = Aftermath(self._running.home, self.burst, self._letters)
        _wait_until_none(partial(self._behind, aftermath))
        if aftermath.unrest():
            self._move_by(UNTIL_DOUBT)
        _wait_until_none(aftermath.unrest)
        return aftermath

    @staticmethod
    def _behind(aftermath: Aftermath) -> list[str]:
        """Who has not heard everything. Who looks has lost connections, too."""
        try:
            return aftermath.behind()
        except STORE_ERRORS as error:
            return [f"{error}"]

    def _letters(self) -> list[str]:
        return [letter.message_id for letter in self._mails.received]


def _wait_until_none(found: Callable[[], list[str]]) -> None:
    """As long as something goes on: mails that waited go out one after the other, and each look
    at an address is a fact.
    """
    while last := found():
        wait_until(lambda last=last: found() != last, RECOVERS_WITHIN, lambda: str(found()))  # type: ignore[misc]


@contextmanager
def an_ordeal(
    place: DistributedPlace, mails: MailServer, replicas: int = 1, absent: Iterable[str] = ()
) -> Iterator[DistributedOrdeal]:
    """A home at work in a place."""
    with ExitStack() as ends:
        home = ends.enter_context(running_at(place, A_MONDAY_IN_WINTER, replicas, absent))
        world = ends.enter_context(world_of(home))
        yield DistributedOrdeal(place, home, a_placing_home(world, rivals=RIVALS), mails)


@contextmanager
def a_place(
    folder: Path, postgres: Postgres, rabbit: Rabbit, mails: MailServer
) -> Iterator[DistributedPlace]:
    """A place whose mails go to a mail server."""
    told = {f"EXCHANGE_{name.upper()}": value for name, value in mails.settings.items()}
    with running(mails), distributed_place(folder, postgres, rabbit, **told, **CALLS_LAST) as place:
        yield place
