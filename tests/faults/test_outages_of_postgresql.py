"""The whole home on PostgreSQL while that is full, read only, stopped and killed.

The home goes on from one outage to the next in the same process: nothing is started again.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import psycopg2
import pytest
from psycopg2.extensions import ISOLATION_LEVEL_AUTOCOMMIT

from exchange.up.postgres import whose_server
from tests.faults.aftermath import AfterFaults, Aftermath
from tests.faults.burst import Burst
from tests.faults.busy_home import a_placing_home
from tests.faults.conftest import A_MONDAY_IN_WINTER
from tests.faults.outage import Outage, live_through
from tests.support.killable_home import KillableHome, Place
from tests.support.outbox import mails_in
from tests.support.running_home import one_process
from tests.support.servers import PostgresServer
from tests.support.tiny_disk import TinyDisk
from tests.support.world import world_of

pytestmark = pytest.mark.timeout(900)  # four outages take their time on a busy machine

RIVALS = 2
AWAY = "storage_out_of_reach"


@dataclass(frozen=True)
class Operator:
    """Who does to a server, and to a database on a small disk, what can happen to them."""

    server: PostgresServer
    disk: TinyDisk

    def make_database(self) -> str:
        """A new database, all of whose tables lie on the small disk; its address."""
        self._execute(f"CREATE TABLESPACE small LOCATION '{self.disk.seen_from_outside}'")
        self._execute("CREATE DATABASE outages TABLESPACE small")
        return self.server.dsn("outages")

    def outages(self) -> Iterator[Outage]:
        """One after the other."""
        yield Outage(self.disk.fill, self.disk.make_room, "storage_full")
        yield Outage(self._let_read_only, self._let_write, "storage_read_only", AWAY)
        for begin in (self.server.stop, self.server.kill):
            yield Outage(begin, self.server.start, AWAY, leaves_reading=False)

    def _let_read_only(self) -> None:
        """As it is at a standby, or before a database is moved."""
        self._execute("ALTER DATABASE outages SET default_transaction_read_only = on")
        self._send_everybody_away()

    def _let_write(self) -> None:
        self._execute("ALTER DATABASE outages RESET default_transaction_read_only")
        self._send_everybody_away()

    def _send_everybody_away(self) -> None:
        """Settings are for sessions that begin."""
        self._execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = 'outages'"
        )

    def _execute(self, statement: str) -> None:
        with closing(psycopg2.connect(self.server.dsn())) as session, session.cursor() as cursor:
            session.set_isolation_level(ISOLATION_LEVEL_AUTOCOMMIT)
            cursor.execute(statement)


@pytest.fixture(scope="module")
def operator() -> Iterator[Operator]:
    with PostgresServer() as server, TinyDisk("64m", **whose_server()) as disk:
        yield Operator(server, disk)


@pytest.fixture(scope="module")
def aftermath(operator: Operator, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aftermath]:
    """What is found when a home has lived through all of it and has come to rest."""
    place = Place(tmp_path_factory.mktemp("outages") / "data", operator.make_database())
    with (
        one_process(place.folder, A_MONDAY_IN_WINTER, place.stores) as running,
        world_of(running) as world,
    ):
        busy = a_placing_home(world, rivals=RIVALS)
    home = KillableHome(place)
    home.start(A_MONDAY_IN_WINTER)
    world.api.address = home.address
    lore = busy.host.committee.lore
    bursts = [live_through(outage, busy.clients(), lore) for outage in operator.outages()]
    yield from found_in(place, bursts, home)


def found_in(place: Place, bursts: list[Burst], home: KillableHome) -> Iterator[Aftermath]:
    """What is found once the home has come to rest by itself."""
    opened = place.opened(A_MONDAY_IN_WINTER)
    aftermath = Aftermath(
        opened, merged(bursts), lambda: [m["Message-ID"] for m in mails_in(place.data.outbox)]
    )
    aftermath.wait_for_rest()
    home.stop()
    yield aftermath
    opened.stop()


def merged(bursts: list[Burst]) -> Burst:
    """All that clients were answered."""
    whole = Burst()
    for burst in bursts:
        whole.acknowledged += burst.acknowledged
        whole.refused |= burst.refused
        whole.faults += burst.faults
    return whole


class TestOutagesOfPostgreSQL(AfterFaults):
    """What holds everywhere."""

    def test_clients_met_every_outage(self, aftermath: Aftermath) -> None:
        codes = {fault.json()["code"] for fault in aftermath.burst.faults}
        assert codes == {"storage_full", "storage_read_only", AWAY}
