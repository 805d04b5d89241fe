"""The running distributed home, as commands reach it: over the broker, and by its views."""

from collections.abc import Iterator
from contextlib import contextmanager

from exchange.distributed import VIEWS, PartSettings, part_settings
from exchange.serve_views import view_stores
from gateway.distributed_backend import DistributedBackend
from services.hosting.distributed.broker import speak_our_json
from services.hosting.distributed.environment import Environment
from services.hosting.distributed.migration import check_migrated
from services.hosting.distributed.rpc_client import RpcClient
from services.hosting.stores import DatabaseOfEach


@contextmanager
def distributed_backend() -> Iterator[DistributedBackend]:
    """For the time of a block. Raises SettingsUnusable, TablesNotReady."""
    environment = Environment()
    part = part_settings(environment, VIEWS)
    environment.check()
    check_migrated(part.dsn)
    speak_our_json()
    client, backend = connected_backend(part)
    try:
        yield backend
    finally:
        client.stop()


def connected_backend(part: PartSettings) -> tuple[RpcClient, DistributedBackend]:
    """The backend over a client of its own, which is started."""
    client = RpcClient(part.broker, part.patience)
    client.start()
    engine = DatabaseOfEach({VIEWS: part.dsn}, part.pool).engine(VIEWS)
    return client, DistributedBackend(client, part.clock, *view_stores(engine))
