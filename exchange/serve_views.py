"""The process that feeds what the gateway and the auditor read. Replicas take over its lines."""

import logging
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from audit.index import AuditIndex
from exchange.distributed import VIEWS, PartSettings, part_settings
from exchange.stop_request import StopRequest
from gateway.views import GatewayViews
from gateway.views.season_gauges import SeasonGauges
from services.eventlog.following import Follower
from services.eventlog.generations import ViewStore
from services.hosting.distributed.broker import speak_our_json
from services.hosting.distributed.environment import Environment
from services.hosting.distributed.fact_lines import FactLine, statuses_of
from services.hosting.distributed.migration import ViewSets, check_migrated
from services.hosting.distributed.process_port import ProcessPort
from services.hosting.distributed.pulling import newest_of, pulls_from
from services.hosting.distributed.rpc_client import RpcClient
from services.hosting.logs import log_json_lines
from services.hosting.metrics import observe_engine, observe_lines
from services.hosting.service_list import NAMES
from services.hosting.stores import DatabaseOfEach

log = logging.getLogger(__name__)

READ_BY_ALL: ViewSets = {"gateway": GatewayViews, "audit": AuditIndex}
"""What is fed here, in one database."""


class ViewsProcess:
    """One replica: a line for each set of views and source."""

    def __init__(self, part: PartSettings) -> None:
        self._client = RpcClient(part.broker, part.patience)
        self._engine = DatabaseOfEach({VIEWS: part.dsn}, part.pool).engine(VIEWS)
        self._stores = view_stores(self._engine)
        self._season_gauges = SeasonGauges(lambda: self._stores[0].live)
        self.lines = [
            self._line(store, source, part.broker)
            for store in self._stores
            for source in store.sources()
        ]
        self._clock = part.clock
        self._port = ProcessPort(part.health, lambda: (self._troubles(), {}), self._observe)

    def _line(self, store: ViewStore[Any], source: str, broker: str) -> FactLine:
        pull = pulls_from(self._client, [source])[source]
        return FactLine(
            store.name, source, [Follower(store, source, pull, name=store.name)], broker
        )

    def start(self) -> None:
        """Feed the views."""
        self._port.start()
        self._client.start()
        for line in self.lines:
            line.start()
        log.info("views are fed; health is told at %s", self._port.address)

    def stop(self) -> None:
        """Let every line finish its batch."""
        for line in self.lines:
            line.stop()
        self._client.stop()
        for line in self.lines:
            line.join()
        self._port.stop()
        self._engine.dispose()

    def _observe(self) -> None:
        observe_engine("views", self._engine)
        self._season_gauges.observe()
        newest = newest_of(self._client, NAMES)
        observe_lines(statuses_of(self.lines, newest, self._clock.now()))

    def _troubles(self) -> dict[str, Any]:
        stalled = {
            f"{line.name}/{line.source}": line.stall.error
            for line in self.lines
            if line.stall.failures
        }
        found = {
            "database": self._database_trouble(),
            "broker": "" if self._client.is_connected else "broker_out_of_reach",
            "stalled": stalled,
        }
        return {what: trouble for what, trouble in found.items() if trouble}

    def _database_trouble(self) -> str:
        try:
            with self._engine.connect() as connection:
                connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            return "storage_out_of_reach"
        return ""


def view_stores(engine: Any) -> tuple[ViewStore[GatewayViews], ViewStore[AuditIndex]]:
    """What is fed: the gateway's views and the auditor's index, in one database."""
    return ViewStore(engine, "gateway", GatewayViews), ViewStore(engine, "audit", AuditIndex)


def check_views_migrated(dsn: str) -> None:
    """Raises TablesNotReady."""
    check_migrated(dsn, READ_BY_ALL)


def serve_views() -> None:
    """Run until SIGTERM or Ctrl-C. Raises SettingsUnusable, TablesNotReady."""
    environment = Environment()
    part = part_settings(environment, VIEWS)
    environment.check()
    log_json_lines(part.log_level)
    check_views_migrated(part.dsn)
    speak_our_json()
    stopping = StopRequest()
    process = ViewsProcess(part)
    process.start()
    stopping.wait()
    process.stop()
