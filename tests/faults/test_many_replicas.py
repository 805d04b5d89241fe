"""The distributed home with two and three replicas of everything, coming and going under load."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

import pytest
import requests

from services.hosting.service_list import NAMES
from tests.faults.aftermath import AfterEachFault, Aftermath
from tests.faults.distributed_ordeal import DistributedOrdeal, Fault, a_place, an_ordeal
from tests.support.client import LONGEST_ANSWER, eventually
from tests.support.distributed_home import READY_WITHIN
from tests.support.mail_server import MailServer
from tests.support.servers import Postgres, Rabbit
from tests.support.servers.process import wait_until

pytestmark = pytest.mark.timeout(900)  # nineteen processes take their time on a busy machine

REPLICAS = 3
THE_THIRD = [f"{part}-3" for part in (*NAMES, "views")]

OFFERED = 'exchange_commands_total{command="offer_room",result="ok"'


class Operator:
    """Who lets replicas come and go."""

    def __init__(self, ordeal: DistributedOrdeal) -> None:
        self.ordeal = ordeal
        self._processes = ordeal.processes

    def two(self) -> Fault:
        """Nothing happens."""
        return Fault(lambda: None, self.until_all_work)

    def relay_killed(self) -> Fault:
        """The replica of a service whose relay is the active one is killed, and comes back."""
        return self._killed(self.relaying("applications"))

    def three(self) -> Fault:
        """The third replica of everything comes."""
        return Fault(partial(self._processes.start, *THE_THIRD), self.until_all_work)

    def two_relays_killed(self) -> Fault:
        """So it goes with two services at once."""
        return self._killed(self.relaying("housing"), self.relaying("projects"))

    def third_leaves(self) -> Fault:
        """The third replica of everything is asked to end, and does."""

        def leave() -> None:
            codes = self._processes.stop(*THE_THIRD)
            assert set(codes.values()) == {0}, codes

        return Fault(leave, self.until_all_work)

    def relaying(self, service: str) -> str:
        """The replica of a service whose relay is the active one, once there is one."""
        (active,) = eventually(lambda: self._active(service), lambda names: len(names) == 1)
        return active

    def _active(self, service: str) -> list[str]:
        replicas = [name for name in self._processes.running if name.startswith(service)]
        told = {name: self._processes.readiness_of(name) for name in replicas}
        return [name for name, one in told.items() if one.get("relay_is_active")]

    def _killed(self, *names: str) -> Fault:
        def kill() -> None:
            for name in names:
                self._processes.kill(name)

        def come_back() -> None:
            self._processes.start(*names)
            self.until_all_work()

        return Fault(kill, come_back)

    def until_all_work(self) -> None:
        """Wait until commands are spread over all replicas of a service that gets many."""
        wait_until(lambda: not self.idle(), READY_WITHIN, lambda: str(self.idle()))

    def idle(self) -> list[str]:
        """The replicas of that service which have not carried out a command yet."""
        replicas = [name for name in self._processes.running if name.startswith("housing")]
        return [name for name in replicas if not self._works(name)]

    def _works(self, name: str) -> bool:
        with suppress(requests.RequestException):
            address = f"{self._processes.health_of(name)}/metrics"
            return OFFERED in requests.get(address, timeout=LONGEST_ANSWER).text
        return False


FAULTS: dict[str, Callable[[Operator], Fault]] = {
    "two replicas": Operator.two,
    "the relay's holder of two killed": Operator.relay_killed,
    "a third replica comes": Operator.three,
    "two relays' holders of three killed": Operator.two_relays_killed,
    "the third replica leaves": Operator.third_leaves,
}


@pytest.fixture(scope="module")
def operator(
    tmp_path_factory: pytest.TempPathFactory, postgres: Postgres, rabbit: Rabbit
) -> Iterator[Operator]:
    """The operator of a home with two replicas of everything, and room for a third."""
    folder, mails = tmp_path_factory.mktemp("home"), MailServer()
    with (
        a_place(folder, postgres, rabbit, mails) as place,
        an_ordeal(place, mails, REPLICAS, absent=THE_THIRD) as ordeal,
    ):
        yield Operator(ordeal)


@pytest.fixture(scope="module", params=FAULTS)
def aftermath(operator: Operator, request: pytest.FixtureRequest) -> Aftermath:
    """What is found when replicas came and went amid commands."""
    return operator.ordeal.live_through(FAULTS[request.param](operator))


class TestManyReplicas(AfterEachFault):
    """Beside what holds everywhere, all of them work, and one of each service relays."""

    def test_commands_are_spread_over_all_that_run(
        self, operator: Operator, aftermath: Aftermath
    ) -> None:
        assert operator.idle() == []

    def test_one_replica_of_each_service_relays(
        self, operator: Operator, aftermath: Aftermath
    ) -> None:
        assert all(operator.relaying(service) for service in NAMES)


def test_a_rebuild_of_every_view_changes_nothing_after_all_of_it(operator: Operator) -> None:
    assert operator.ordeal.at_rest().changed_by_rebuild() == []
