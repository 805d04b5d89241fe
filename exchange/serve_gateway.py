"""The gateway in several processes of many threads each, by gunicorn.

The first process only watches the others: each of them has its own connections and its own RPC
client, made after it was forked.
"""

from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker
from prometheus_client import multiprocess

from exchange.distributed import VIEWS, PartSettings, part_settings
from exchange.distributed_home import connected_backend
from exchange.kept_for_good import kept_for_good
from exchange.serve_views import check_views_migrated
from gateway.app import create_app, drawn_up, feed_of
from gateway.security.signing_keys import SigningKeys
from gateway.settings import GatewaySettings
from gateway.web.pages import AREAS
from services.hosting.distributed import settings
from services.hosting.distributed.broker import speak_our_json
from services.hosting.distributed.environment import Environment
from services.hosting.logs import log_json_lines
from services.hosting.service_list import service_classes

KEEP_ALIVE_SECONDS = 15
GRACE_SECONDS = 20


class OurLogger(Logger):  # type: ignore[misc]
    """gunicorn's messages, in the lines that everything else is logged in."""

    def setup(self, cfg: Any) -> None:
        """Let the root logger do it."""
        self.error_log.propagate = True


class GatewayWorker(ThreadWorker):  # type: ignore[misc]
    """One process of the gateway. Live streams would hold up its end, so they are ended first."""

    def handle_exit(self, sig: int, frame: Any) -> None:
        """Stop gracefully; what is more than a note is not done in a signal's handler."""
        super().handle_exit(sig, frame)
        self.method_queue.defer(self._end_streams)

    def _end_streams(self) -> None:
        if (feed := feed_of(self.wsgi)) is not None:
            feed.stop()


class GatewayProcesses(BaseApplication):  # type: ignore[misc]
    """The application, as gunicorn runs it."""

    def __init__(
        self, part: PartSettings, gateway: GatewaySettings, options: dict[str, Any]
    ) -> None:
        self._part = part
        self._gateway = gateway
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """The options, which are ours and not those of a file that may lie around."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application of one process, made in it."""
        _, backend = connected_backend(self._part)
        return create_app(backend, self._gateway)


def serve_gateway() -> None:
    """Run until SIGTERM or Ctrl-C. Raises SettingsUnusable, TablesNotReady."""
    environment = Environment()
    part = part_settings(environment, VIEWS)
    gateway = gateway_settings(environment)
    host, port = environment.address(settings.LISTEN)
    options = {
        "bind": f"{host}:{port}",
        "workers": int(environment.number(settings.GATEWAY_WORKERS)),
        "threads": int(environment.number(settings.GATEWAY_THREADS)),
    }
    environment.check()
    log_json_lines(part.log_level)
    check_views_migrated(part.dsn)
    with kept_for_good():
        service_classes()  # before there are threads: eventlet spoils the one that imports it
        speak_our_json()
        drawn_up(AREAS)
    GatewayProcesses(part, gateway, {**_ALWAYS, **options}).run()


def gateway_settings(environment: Environment) -> GatewaySettings:
    """How the gateway is to behave. Raises SettingsUnusable."""
    return GatewaySettings(
        _signing_keys(environment),
        is_behind_tls=environment.text(settings.SITE).startswith("https://"),
        allows_plain_http=bool(environment.text(settings.PLAIN_HTTP)),
        most_streams=int(environment.number(settings.GATEWAY_THREADS)) // 2,
    )


def _signing_keys(environment: Environment) -> SigningKeys:
    current = environment.key(settings.SIGNING_KEY)
    older = environment.key(settings.OLD_SIGNING_KEY)
    environment.check()
    return SigningKeys(current, [older] if older else [])


_ALWAYS: dict[str, Any] = {
    "worker_class": GatewayWorker,
    "keepalive": KEEP_ALIVE_SECONDS,
    "graceful_timeout": GRACE_SECONDS,
    "logger_class": OurLogger,
    "control_socket_disable": True,
    "child_exit": lambda _, worker: multiprocess.mark_process_dead(worker.pid),
}
