"""Homes that really run, for stories told over HTTP: threads, a port, and a clock of the test's."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

from flask import Flask

from exchange.data_folder import DataFolder
from exchange.home import ExchangeHome, gateway_settings, service_settings
from gateway.app import create_app
from gateway.server import GatewayServer
from gateway.web.pages import AREAS
from gateway.web.registry.area import Area
from services.contracts.roles import Role
from services.eventlog.following import Target
from services.hosting.host import Surroundings
from services.hosting.reactions import Reactor
from services.hosting.stores import SQLiteStores, Stores
from tests.support.client import eventually

A_YEAR = timedelta(days=365)


class Home(Protocol):
    """A running home as a story needs it, whichever home it is."""

    address: str

    def now(self) -> datetime:
        """The present instant by the home's clock."""

    def move_to(self, moment: datetime) -> None:
        """Let time go on. What the clock demands has been done when this returns."""

    def appoint_director(self, email: str, password: str) -> str:
        """A director to begin with, who can sign in; the person's id."""

    def positions(self) -> dict[str, int]:
        """How long each service's log is, once nobody has anything left to do."""


class MovedClock:
    """A clock that runs as all clocks do, from the instant to which it was moved last."""

    def __init__(self, now: datetime) -> None:
        self.move_to(now)

    def move_to(self, moment: datetime) -> None:
        """Set the clock."""
        self._began, self._moment = monotonic(), moment.astimezone(UTC)

    def now(self) -> datetime:
        """The present instant."""
        return self._moment + timedelta(seconds=monotonic() - self._began)


class MovableClock(Protocol):
    """The clock of a home whose time the test moves."""

    def now(self) -> datetime:
        """The present instant."""

    def move_to(self, moment: datetime) -> None:
        """Set the clock."""


class RunningHome:
    """A home that runs, in this process or in others, seen through its opened stores."""

    def __init__(
        self, home: ExchangeHome, clock: MovableClock, address: str, app: Flask | None = None
    ) -> None:
        self.address = address
        self.app = app
        self._home = home
        self._clock = clock

    def now(self) -> datetime:
        """The present instant by the home's clock."""
        return self._clock.now()

    def move_to(self, moment: datetime) -> None:
        """Let time go on. The timers are let run by hand, since they look only now and then."""
        self._wait_until_all_is_told()
        self._clock.move_to(moment)
        self._let_timers_run()

    def appoint_director(self, email: str, password: str) -> str:
        """A director to begin with, made by the system itself."""
        person_id: str = self._send("register_person")["id"]
        self._send("set_personal_data", person_id=person_id, data={"email": email})
        self._send("open_account", person_id=person_id)
        first = self.now().date()
        term = {"valid_from": first.isoformat(), "valid_until": (first + A_YEAR).isoformat()}
        self._send("grant_role", person_id=person_id, role=Role.DIRECTOR.value, **term)
        token = self._send("invite", person_id=person_id)["token"]
        self._send("accept_invitation", token=token, password=password)
        self._wait_until_all_is_told()
        return person_id

    def _send(self, command: str, **data: Any) -> Any:
        return self._home.send("people", command, data)

    def positions(self) -> dict[str, int]:
        """How long each service's log is, once nobody has anything left to do."""
        return eventually(self._positions_after_timers, self._are_unchanged_by_timers)

    def _positions_after_timers(self) -> dict[str, int]:
        self._let_timers_run()
        return self._positions()

    def _are_unchanged_by_timers(self, positions: dict[str, int]) -> bool:
        return self._positions_after_timers() == positions

    def _let_timers_run(self) -> None:
        for host in self._home.hosts.values():
            host.act_on_time()
        self._wait_until_all_is_told()

    def _positions(self) -> dict[str, int]:
        recorders = {name: host.recorder for name, host in self._home.hosts.items()}
        return {name: log.max_notification_id() or 0 for name, log in recorders.items()}

    def _wait_until_all_is_told(self) -> None:
        """Return when nobody has anything to hear, which also means that nobody will say more."""
        eventually(self._is_all_told, bool)

    def _is_all_told(self) -> bool:
        before = self._positions()
        is_told = not any(self._has_news(*listener) for listener in self._listeners())
        return is_told and self._positions() == before

    def _listeners(self) -> Iterator[tuple[Target, str]]:
        targets = [pair for host in self._home.hosts.values() for pair in host.targets()]
        views = (self._home.gateway_views, self._home.audit_index)
        for target, sources in [*targets, *((view, view.sources()) for view in views)]:
            yield from ((target, source) for source in sources)

    def _has_news(self, target: Target, source: str) -> bool:
        news = self._home.hosts[source].published.since(target.processed(source))
        return any(not isinstance(target, Reactor) or target.concerns(fact) for fact in news)


@contextmanager
def one_process(
    folder: Path,
    now: datetime,
    stores: Stores | None = None,
    areas: Iterable[Area] = AREAS,
    **settings: Any,
) -> Iterator[RunningHome]:
    """The one-process home over a folder, on a free port, from that instant on.

    Its stores lie in the folder, unless others are given. People are told by their inboxes
    only: sending mails takes longer than all the rest. Browsers come without TLS. ``settings``
    are further ones of the gateway.
    """
    clock, data = MovedClock(now), DataFolder(folder)
    of_services = {**service_settings(data), "mail_folder": ""}
    around = Surroundings(stores or SQLiteStores(data.stores), clock, settings=of_services)
    home = ExchangeHome(around)
    with ExitStack() as ends:
        ends.callback(home.stop)
        gateway = replace(gateway_settings(data), allows_plain_http=True, **settings)
        app = create_app(home.backend, gateway, areas)
        server = GatewayServer(app, "127.0.0.1", 0)
        home.start()
        server.start()
        ends.callback(server.stop)
        yield RunningHome(home, clock, server.address, app)
