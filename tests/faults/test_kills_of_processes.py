"""The distributed home while each of its processes is killed, two of them at once."""

from collections.abc import Iterator

import pytest

from tests.faults.aftermath import AfterEachFault, Aftermath
from tests.faults.distributed_ordeal import DistributedOrdeal, Fault, a_place, an_ordeal
from tests.support.distributed_home import PARTS
from tests.support.effort import EFFORT
from tests.support.mail_server import MailServer
from tests.support.servers import Postgres, Rabbit

pytestmark = pytest.mark.timeout(900)  # seven starts take their time on a busy machine

KILLED = [("people",), ("applications", "housing"), ("notifications", "views")]
KILLED += [("gateway", "projects")]
if EFFORT > 1:
    KILLED += [(part,) for part in PARTS]


@pytest.fixture(scope="module")
def ordeal(
    tmp_path_factory: pytest.TempPathFactory, postgres: Postgres, rabbit: Rabbit
) -> Iterator[DistributedOrdeal]:
    """A home whose processes are started again when they were killed."""
    folder, mails = tmp_path_factory.mktemp("home"), MailServer()
    with a_place(folder, postgres, rabbit, mails) as place, an_ordeal(place, mails) as ordeal:
        yield ordeal


@pytest.fixture(scope="module", params=KILLED, ids="-and-".join)
def aftermath(ordeal: DistributedOrdeal, request: pytest.FixtureRequest) -> Aftermath:
    """What is found after these were killed amid commands."""

    def kill() -> None:
        for name in request.param:
            ordeal.processes.kill(name)

    return ordeal.live_through(Fault(kill, lambda: ordeal.processes.start(*request.param)))


class TestKilledProcesses(AfterEachFault):
    """What holds everywhere."""


def test_a_rebuild_of_every_view_changes_nothing_after_all_of_it(ordeal: DistributedOrdeal) -> None:
    assert ordeal.at_rest().changed_by_rebuild() == []
