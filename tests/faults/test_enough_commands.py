"""How much goes on in the distributed home while it is failing."""

from tests.faults import (
    test_failing_networks,
    test_failing_servers,
    test_kills_of_processes,
    test_many_replicas,
)
from tests.faults.distributed_ordeal import SOME

FAULTS = (
    *test_failing_networks.FAULTS,
    *test_failing_servers.FAULTS,
    *test_kills_of_processes.KILLED,
    *test_many_replicas.FAULTS,
)


def test_two_thousand_commands_are_answered_around_the_faults_of_a_run() -> None:
    assert 2 * SOME * len(FAULTS) >= 2_000
