"""The distributed home while its RabbitMQ and its PostgreSQL fail: killed, paused, full, both."""

import signal
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pytest

from tests.faults.aftermath import AfterEachFault, Aftermath
from tests.faults.distributed_ordeal import DistributedOrdeal, Fault, a_place, an_ordeal, until_told
from tests.support.mail_server import MailServer
from tests.support.servers import PostgresServer, RabbitServer

pytestmark = pytest.mark.timeout(900)  # servers that start again take their time

NO_BROKER = ("broker_out_of_reach", "answer_overdue", "service_away")
NO_STORAGE = ("storage_out_of_reach",)
LINES = ("facts.housing.applications", "facts.gateway.housing")
MORE_THAN_ANY_DISK = 10**15
RABBITS_OWN_LIMIT = 50_000_000


@dataclass(frozen=True)
class Operator:
    """Who does to the servers of a home what can happen to them."""

    postgres: PostgresServer
    rabbit: RabbitServer
    ordeal: DistributedOrdeal

    def broker_killed(self) -> Fault:
        """RabbitMQ is killed, and started again on its data."""
        return Fault(self.rabbit.kill, self.rabbit.start, until_told(*NO_BROKER))

    def broker_paused(self) -> Fault:
        """RabbitMQ stands still, and keeps all its connections."""
        pause, resume = (
            partial(self.rabbit.send, number) for number in (signal.SIGSTOP, signal.SIGCONT)
        )
        return Fault(pause, resume, until_told(*NO_BROKER))

    def brokers_disk_full(self) -> Fault:
        """RabbitMQ takes nothing more, and keeps all its connections."""
        fill, make_room = (
            partial(self.rabbit.set_least_free_disk, limit)
            for limit in (MORE_THAN_ANY_DISK, RABBITS_OWN_LIMIT)
        )
        return Fault(fill, make_room, until_told(*NO_BROKER))

    def queues_deleted(self) -> Fault:
        """Queues of facts are deleted with all that is in them."""

        def delete() -> None:
            for line in LINES:
                self.rabbit.delete_queue(self.ordeal.place.vhost, line)

        return Fault(delete, lambda: None)

    def database_killed(self) -> Fault:
        """All of PostgreSQL is killed, and started again on its data."""
        return Fault(self.postgres.kill, self.postgres.start, until_told(*NO_STORAGE))

    def database_shut_down_immediately(self) -> Fault:
        """PostgreSQL throws everybody out and begins with a recovery."""

        def shut_down() -> None:
            self.postgres.send(signal.SIGQUIT)

        return Fault(shut_down, self.postgres.restart, until_told(*NO_STORAGE))

    def both_killed(self) -> Fault:
        """Both are killed at the same time, and nobody's session lasts until they are back."""

        def kill() -> None:
            self.rabbit.kill()
            self.postgres.kill()
            self.ordeal.let_sessions_run_out()

        def start() -> None:
            self.postgres.start()
            self.rabbit.start()

        return Fault(kill, start, until_told(*NO_BROKER, *NO_STORAGE))


FAULTS = {
    "broker killed": Operator.broker_killed,
    "broker paused": Operator.broker_paused,
    "broker's disk full": Operator.brokers_disk_full,
    "queues deleted": Operator.queues_deleted,
    "database killed": Operator.database_killed,
    "database shut down immediately": Operator.database_shut_down_immediately,
    "both killed": Operator.both_killed,
}


@pytest.fixture(scope="module")
def operator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Operator]:
    """The operator of a home on servers of its own."""
    folder, mails = tmp_path_factory.mktemp("home"), MailServer()
    with (
        PostgresServer() as postgres,
        RabbitServer() as rabbit,
        a_place(folder, postgres, rabbit, mails) as place,
        an_ordeal(place, mails) as ordeal,
    ):
        yield Operator(postgres, rabbit, ordeal)


@pytest.fixture(scope="module", params=FAULTS)
def aftermath(operator: Operator, request: pytest.FixtureRequest) -> Aftermath:
    """What is found after a fault amid commands."""
    return operator.ordeal.live_through(FAULTS[request.param](operator))


class TestFailingServers(AfterEachFault):
    """What holds everywhere."""


def test_a_rebuild_of_every_view_changes_nothing_after_all_of_it(operator: Operator) -> None:
    assert operator.ordeal.at_rest().changed_by_rebuild() == []
