"""``exchange run`` on a disk that is full for a while, its logs, views and mails on it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import count

import pytest

from tests.faults.aftermath import AfterFaults, Aftermath
from tests.faults.burst import Burst, Deed, Deeds
from tests.faults.outage import Outage, live_through
from tests.support.client import Account, Api, eventually
from tests.support.exchange_process import ExchangeProcess
from tests.support.hosts import A_ROOM, an_organisation
from tests.support.invariants.logs import gaps_in_positions
from tests.support.killable_home import Place
from tests.support.outbox import mails_in
from tests.support.running_home import one_process
from tests.support.tiny_disk import TinyDisk
from tests.support.world import PASSWORD, world_of

CLIENTS = 3


@pytest.fixture(scope="module")
def process() -> Iterator[ExchangeProcess]:
    """The product on a small disk that it has for itself; nothing is there yet."""
    with TinyDisk("24m") as disk:
        running = ExchangeProcess(disk)
        yield running
        running.close()


@pytest.fixture(scope="module")
def aftermath(
    process: ExchangeProcess, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Aftermath]:
    """A copy of what is on the disk when it was full for a while and everybody is told."""
    folder, disk = tmp_path_factory.mktemp("copies"), process.disk
    with one_process(folder / "before", datetime.now(UTC)) as home, world_of(home) as world:
        committee = an_organisation(world, world.director()).committee()
        provider_id = committee.provider()
    disk.run("cp", "-a", folder / "before", process.data)
    process.start()
    with closing(Api(process.address)) as api:
        lore = Account(api, committee.lore.person_id, committee.lore.email, PASSWORD)
        burst = offer_rooms_while_it_is_full(disk, lore, provider_id)
        wait_until_everybody_is_told(process, lore, len(burst.acknowledged))
    assert process.stop_and_tell() == 0
    disk.run("cp", "-a", process.data, folder / "after")
    yield from found_in(Place(folder / "after"), burst)


def offer_rooms_while_it_is_full(disk: TinyDisk, lore: Account, provider_id: str) -> Burst:
    """Some clients offer rooms before, while and after."""
    outage = Outage(disk.fill, disk.make_room, "storage_full")
    return live_through(outage, [offers(lore, provider_id, n) for n in range(CLIENTS)], lore)


def wait_until_everybody_is_told(process: ExchangeProcess, lore: Account, rooms: int) -> None:
    """The officer has a message about each room, and a mail."""
    eventually(lambda: len(list(lore.every("/inbox", limit=100))), lambda told: told >= rooms)
    eventually(lambda: len(process.mails()), lambda sent: sent >= rooms)


def found_in(place: Place, burst: Burst) -> Iterator[Aftermath]:
    """What is found there."""
    home = place.opened(datetime.now(UTC))
    home.settle()
    yield Aftermath(home, burst, lambda: [m["Message-ID"] for m in mails_in(place.data.outbox)])
    home.stop()


def offers(lore: Account, provider_id: str, client: int) -> Deeds:
    """Rooms without end; the officer is told of each by mail."""
    for number in count(1):
        room = {**A_ROOM, "label": f"Residence {client}, room {number}"}
        yield Deed(lore, "POST", f"/providers/{provider_id}/rooms", room)


class TestFullDiskOnSQLite(AfterFaults):
    """Beside what holds everywhere, positions have no gap here, and no draft is left behind."""

    def test_no_half_written_letter_is_left(
        self, aftermath: Aftermath, process: ExchangeProcess
    ) -> None:
        written = process.disk.run("ls", process.data / "outbox").split()
        assert len(written) == len(aftermath.letters())

    def test_logs_have_no_gap_in_positions(self, aftermath: Aftermath) -> None:
        assert [gap for log in aftermath.logs.values() for gap in gaps_in_positions(log)] == []
