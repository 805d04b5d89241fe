"""A replica of a service, as ``exchange serve`` runs it in a green process."""

from exchange.distributed import part_settings, told_to_service
from exchange.kept_for_good import kept_for_good
from services.hosting.distributed import settings
from services.hosting.distributed.environment import Environment
from services.hosting.distributed.migration import check_migrated
from services.hosting.distributed.replica import Replica
from services.hosting.distributed.rpc_client import RpcClient
from services.hosting.distributed.serving import Serving
from services.hosting.host import Surroundings
from services.hosting.logs import log_json_lines
from services.hosting.service_list import service_class
from services.hosting.stores import DatabaseOfEach


def serve_service(name: str) -> None:
    """Run until SIGTERM or Ctrl-C. Raises SettingsUnusable, TablesNotReady."""
    environment = Environment()
    part = part_settings(environment, name)
    told = told_to_service(environment, name)
    workers = int(environment.number(settings.WORKERS))
    environment.check()
    log_json_lines(part.log_level)
    with kept_for_good():
        service = service_class(name)
    check_migrated(part.dsn, {name: service.host.views})
    stores = DatabaseOfEach({name: part.dsn}, part.pool)
    around = Surroundings(stores, part.clock, settings=told, creates_tables=False)
    replica = Replica(around, part.broker, part.dsn, RpcClient(part.broker, part.patience))
    Serving(service, replica, workers, part.health).run()
