"""The one-process home over a data folder: services, the gateway's views, the audit's index."""

import os
import shutil
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

from audit.index import AuditIndex
from exchange.data_folder import DataFolder
from gateway.backend import OneProcessBackend
from gateway.security.signing_keys import SigningKeys
from gateway.settings import GatewaySettings
from gateway.views import GatewayViews
from gateway.views.season_gauges import SeasonGauges
from services.contracts.envelope import Envelope
from services.eventlog.generations import ViewStore
from services.hosting.clock import Clock, SystemClock
from services.hosting.distributed.environment import Environment
from services.hosting.host import Surroundings
from services.hosting.metrics import observe_engine
from services.hosting.one_process import OneProcessHome
from services.hosting.service_list import service_classes
from services.hosting.setting import PREFIX
from services.hosting.stores import SQLiteStores

OF_THE_HOME = ("gateway", "audit")
"""The sets of views that belong to no service."""


class ExchangeHome(OneProcessHome):
    """Everything in one process: what ``exchange run`` serves and the other commands open."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around, service_classes())
        self._engines = [around.stores.engine(name) for name in OF_THE_HOME]
        self.gateway_views = ViewStore(self._engines[0], "gateway", GatewayViews)
        self.audit_index = ViewStore(self._engines[1], "audit", AuditIndex)
        try:
            self._follow_with(self.gateway_views, self.audit_index)
            if any(store.is_fed_anew for store in self.view_stores.values()):
                self.catch_up()  # nobody is to find them half empty
        except BaseException:
            self.stop()
            raise
        self.backend = OneProcessBackend(self, self.gateway_views, self.audit_index)
        self._season_gauges = SeasonGauges(lambda: self.gateway_views.live)
        self.clock = around.clock

    def _follow_with(self, *stores: ViewStore[Any]) -> None:
        for store in stores:
            store.create()
            self.attach(store.name, store, store.sources())

    @property
    def view_stores(self) -> dict[str, ViewStore[Any]]:
        """Every set of views that can be rebuilt, by name."""
        stores: dict[str, ViewStore[Any]] = {n: host.views for n, host in self.hosts.items()}
        return stores | {"gateway": self.gateway_views, "audit": self.audit_index}

    def bring_up_to_date(self, name: str) -> None:
        """Let the views of the gateway or the audit catch up. Raises what stops them."""
        for line in self.lines():
            while line.name == name and line.settle():
                pass

    def facts_about(self, exchange_id: UUID) -> list[Envelope]:
        """Every fact about an exchange, up to the last. Raises NotFound."""
        self.bring_up_to_date("audit")
        return self.backend.history(exchange_id)

    def observe(self) -> None:
        """Set the gauges that are looked up when somebody reads the metrics."""
        super().observe()
        for store, engine in zip(OF_THE_HOME, self._engines, strict=True):
            observe_engine(f"{store}-views", engine)
        self._season_gauges.observe()

    def stop(self) -> None:
        """Stop the threads and close all stores."""
        super().stop()
        for engine in self._engines:
            engine.dispose()


def service_settings(folder: DataFolder) -> dict[str, Any]:
    """What the services are told: ``EXCHANGE_<NAME>`` of the environment, or of the file that
    ``EXCHANGE_<NAME>_FILE`` names, and the folder's. Raises SettingsUnusable.
    """
    environment = Environment()
    as_it_is = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in os.environ.items()
        if name.startswith(PREFIX)
    }
    given = as_it_is | environment.all_given()
    environment.check()
    others = folder.retired("master_key")
    return {
        **given,
        "master_key": b64encode(folder.secret("master_key")).decode(),
        "other_master_key": b64encode(others[0]).decode() if others else "",
        "mail_folder": given.get("mail_folder", str(folder.outbox)),
    }


def gateway_settings(folder: DataFolder) -> GatewaySettings:
    """The gateway's settings over the folder.

    Session cookies need TLS, unless ``EXCHANGE_PLAIN_HTTP`` says that there is none.
    """
    keys = SigningKeys(folder.secret("signing_key"), folder.retired("signing_key"))
    return GatewaySettings(
        keys,
        is_behind_tls=os.environ.get(f"{PREFIX}SITE", "").startswith("https://"),
        allows_plain_http=bool(os.environ.get(f"{PREFIX}PLAIN_HTTP")),
    )


@contextmanager
def opened(
    folder: DataFolder, clock: Clock | None = None, new_id: Callable[[], UUID] = uuid4
) -> Iterator[ExchangeHome]:
    """The home over a folder, locked while it is open, stopped at the end."""
    with folder.locked():
        home = _opened(folder, clock or SystemClock(), new_id)
        try:
            yield home
        finally:
            home.stop()


def _opened(folder: DataFolder, clock: Clock, new_id: Callable[[], UUID]) -> ExchangeHome:
    """The home; where it cannot be opened for the first time, no stores are left behind."""
    is_new, settings = folder.is_new, service_settings(folder)
    try:
        return ExchangeHome(Surroundings(SQLiteStores(folder.stores), clock, new_id, settings))
    except BaseException:
        if is_new:
            shutil.rmtree(folder.stores, ignore_errors=True)
        raise
