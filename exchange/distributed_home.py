"""The distributed home that runs, as commands reach it: over the broker, and in its databases."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cached_property
from typing import Any
from uuid import UUID

from exchange.distributed import VIEWS, PartSettings, part_settings
from exchange.serve_views import check_views_migrated, view_stores
from exchange.view_sets import sets_of_views
from gateway.distributed_backend import DistributedBackend
from services.contracts.envelope import Envelope
from services.eventlog.following import Pull
from services.eventlog.generations import ViewStore
from services.hosting.distributed.broker import speak_our_json
from services.hosting.distributed.environment import Environment
from services.hosting.distributed.pulling import pulls_from
from services.hosting.distributed.rpc_client import RpcClient
from services.hosting.service_list import NAMES
from services.hosting.stores import DatabaseOfEach


def connected_backend(part: PartSettings) -> tuple[RpcClient, DistributedBackend]:
    """The backend over a client of its own, which is started."""
    client = RpcClient(part.broker, part.patience)
    client.start()
    engine = DatabaseOfEach({VIEWS: part.dsn}, part.pool).engine(VIEWS)
    return client, DistributedBackend(client, part.clock, *view_stores(engine))


class DistributedHome:
    """What commands do with a home, where that is many processes."""

    def __init__(self, part: PartSettings) -> None:
        self._client, self._backend = connected_backend(part)
        self._opened = ExitStack()
        self.clock = part.clock
        self.wait_until_connected = self._client.wait_until_connected
        self.send = self._backend.send
        self.line_statuses = self._backend.line_statuses
        self.pass_over = self._backend.pass_over

    def pulls(self) -> Mapping[str, Pull]:
        """How to pull each service's facts."""
        return pulls_from(self._client, NAMES)

    def facts_about(self, exchange_id: UUID) -> list[Envelope]:
        """Every fact about an exchange that the index knows. Raises NotFound."""
        return self._backend.history(exchange_id)

    @cached_property
    def view_stores(self) -> dict[str, ViewStore[Any]]:
        """Every set of views that can be rebuilt, by name. Raises SettingsUnusable, because it
        needs the databases of all services.
        """
        return self._opened.enter_context(sets_of_views(Environment(), (*NAMES, VIEWS)))

    def close(self) -> None:
        """Hang up."""
        self._opened.close()
        self._client.stop()


@contextmanager
def distributed_home() -> Iterator[DistributedHome]:
    """The one that the environment names. Raises SettingsUnusable, TablesNotReady,
    BrokerOutOfReach.
    """
    environment = Environment()
    part = part_settings(environment, VIEWS)
    environment.check()
    check_views_migrated(part.dsn)
    speak_our_json()
    home = DistributedHome(part)
    try:
        home.wait_until_connected()
        yield home
    finally:
        home.close()
