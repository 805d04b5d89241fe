"""The small HTTP port of a process without pages: ``/healthz``, ``/readyz``, ``/metrics``."""

import logging
from collections.abc import Callable
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST

from services.contracts.errors import Unavailable
from services.eventlog.faults import STORE_ERRORS
from services.hosting.metrics import exposition
from services.hosting.wire import to_wire

log = logging.getLogger(__name__)

JSON = "application/json"

Observe = Callable[[], None]
"""Sets the gauges that are looked up when somebody reads the metrics."""

Fares = Callable[[], tuple[dict[str, Any], dict[str, Any]]]
"""Tells what keeps the process from doing its work, and what else is worth knowing."""


class ProcessPort:
    """Listens from the moment it is made; answers between ``start`` and ``stop``."""

    def __init__(self, address: tuple[str, int], fares: Fares, observe: Observe) -> None:
        self._server = ThreadingHTTPServer(address, partial(Asked, fares, observe))
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, name="health", daemon=True)

    @property
    def address(self) -> str:
        """Where it listens, with the port that was chosen for port 0."""
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}"

    def start(self) -> None:
        """Answer, in threads of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class Asked(BaseHTTPRequestHandler):
    """One question."""

    def __init__(self, fares: Fares, observe: Observe, *args: Any) -> None:
        self._fares = fares
        self._observe = observe
        super().__init__(*args)

    def do_GET(self) -> None:
        """Answer it."""
        answers = {"/healthz": self._alive, "/readyz": self._ready, "/metrics": self._metrics}
        answers.get(self.path, self._unknown)()

    def _alive(self) -> None:
        self._send(200, to_wire({"status": "alive"}))

    def _ready(self) -> None:
        troubles, state = self._fares()
        status = "not_ready" if troubles else "ready"
        body = {"status": status, **troubles, **state}
        self._send(503 if troubles else 200, to_wire(body))

    def _metrics(self) -> None:
        try:
            self._observe()
        except (Unavailable, *STORE_ERRORS) as trouble:
            log.warning("some gauges cannot be looked up: %s", trouble)
        self._send(200, exposition(), CONTENT_TYPE_LATEST)

    def _unknown(self) -> None:
        self._send(404, to_wire({"status": "nothing_here"}))

    def _send(self, code: int, body: bytes, content_type: str = JSON) -> None:
        self.send_response(code)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nobody needs to read that somebody looked."""
