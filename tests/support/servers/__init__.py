"""Real servers for tests: each starts its own, in its own folder and on its own ports.

process    what they have in common: started, waited for, stopped, killed
memory     where files lie that need not outlive the machine
postgres   ``PostgresServer``
rabbit     ``RabbitServer``
shared     one of each for the whole test run, started when first asked for
fixtures   the pytest fixtures

A server that is not installed makes its tests fail: nothing is skipped, nothing stands in for it.
"""

from tests.support.servers.postgres import Postgres, PostgresServer
from tests.support.servers.rabbit import Rabbit, RabbitServer

__all__ = ["Postgres", "PostgresServer", "Rabbit", "RabbitServer"]
