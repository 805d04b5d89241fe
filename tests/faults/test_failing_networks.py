"""The distributed home while the network between its parts fails, and while facts get lost in it.

One service and the feeder of the views reach the broker and their databases over cables of the
test's own; facts are taken to their followers by a courier who does that badly.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from tests.faults.aftermath import AfterEachFault, Aftermath
from tests.faults.burst import Burst
from tests.faults.distributed_ordeal import (
    DistributedOrdeal,
    Fault,
    a_place,
    an_ordeal,
    until_told,
)
from tests.support.cable import Cable
from tests.support.courier import Courier, Late, Manner, in_reverse, never, twice
from tests.support.distributed_home import DistributedPlace
from tests.support.mail_server import MailServer
from tests.support.servers import Postgres, Rabbit
from tests.support.servers.process import wait_until

pytestmark = pytest.mark.timeout(900)  # what is silent is waited for for a while

SOME_FACTS = 60
A_LONG_WAY = 0.1


@dataclass(frozen=True)
class Network:
    """The cables of a home, and the broker behind one of them."""

    ordeal: DistributedOrdeal
    rabbit: Rabbit
    to_broker: Cable
    to_database: Cable

    def cut(self, cable: Cable) -> Fault:
        """Connections break, and new ones cannot be made."""
        return Fault(cable.cut, cable.mend, until_refused)

    def silent(self, cable: Cable) -> Fault:
        """Connections stay open, and nothing comes through."""
        return Fault(cable.fall_silent, cable.mend, until_refused)

    def slow(self, cable: Cable) -> Fault:
        """Everything takes a long way."""
        return Fault(
            partial(cable.slow_down, A_LONG_WAY), cable.mend, lambda burst: burst.wait_for_more(10)
        )

    def delivered(self, manner: Manner) -> Fault:
        """Facts come to their followers in that manner only."""
        courier = Courier(self.rabbit, self.ordeal.place.broker, manner)

        def until_carried(_: Burst) -> None:
            wait_until(lambda: courier.carried >= SOME_FACTS, 60, lambda: str(courier.carried))

        return Fault(courier.begin, courier.end, until_carried)


until_refused = until_told(
    "service_away", "answer_overdue", "broker_out_of_reach", "storage_out_of_reach"
)

FAULTS: Mapping[str, Callable[[Network], Fault]] = {
    "broker cut": lambda network: network.cut(network.to_broker),
    "broker silent": lambda network: network.silent(network.to_broker),
    "broker slow": lambda network: network.slow(network.to_broker),
    "database cut": lambda network: network.cut(network.to_database),
    "database silent": lambda network: network.silent(network.to_database),
    "database slow": lambda network: network.slow(network.to_database),
    "facts twice": lambda network: network.delivered(twice),
    "facts late": lambda network: network.delivered(Late()),
    "facts in reverse": lambda network: network.delivered(in_reverse),
    "facts never": lambda network: network.delivered(never),
}


def wired(place: DistributedPlace, to_broker: Cable, to_database: Cable) -> None:
    """Let the wired parts use the cables."""
    broker = _over(to_broker, place.broker)
    for part, database in (("housing", "housing"), ("views", "gateway")):
        place.own_settings[part] = {
            "EXCHANGE_BROKER": broker,
            f"EXCHANGE_DATABASE_{database.upper()}": _over(to_database, place.databases[database]),
        }


def _over(cable: Cable, address: str) -> str:
    before, _, after = address.rpartition(":")
    return f"{before}:{cable.port}/{after.partition('/')[2]}"


@pytest.fixture(scope="module")
def network(
    tmp_path_factory: pytest.TempPathFactory, postgres: Postgres, rabbit: Rabbit
) -> Iterator[Network]:
    """A home two parts of which are wired."""
    folder: Path = tmp_path_factory.mktemp("home")
    mails = MailServer()
    with ExitStack() as ends:
        place = ends.enter_context(a_place(folder, postgres, rabbit, mails))
        cables = [ends.enter_context(Cable(port)) for port in (rabbit.port, postgres.port)]
        wired(place, *cables)
        yield Network(ends.enter_context(an_ordeal(place, mails)), rabbit, *cables)


@pytest.fixture(scope="module", params=FAULTS)
def aftermath(network: Network, request: pytest.FixtureRequest) -> Aftermath:
    """What is found after the network failed amid commands."""
    return network.ordeal.live_through(FAULTS[request.param](network))


class TestFailingNetworks(AfterEachFault):
    """What holds everywhere."""


def test_a_rebuild_of_every_view_changes_nothing_after_all_of_it(network: Network) -> None:
    assert network.ordeal.at_rest().changed_by_rebuild() == []
