"""The small HTTP port of a process without pages: ``/healthz``, ``/readyz``, ``/metrics``."""

from collections.abc import Callable
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from services.hosting.wire import to_wire

JSON = "application/json"

Fares = Callable[[], tuple[dict[str, Any], dict[str, Any]]]
"""Tells what keeps the process from doing its work, and what else is worth knowing."""


class ProcessPort:
    """Listens from the moment it is made; answers between ``start`` and ``stop``."""

    def __init__(self, address: tuple[str, int], fares: Fares) -> None:
        self._server = ThreadingHTTPServer(address, partial(Asked, fares))
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

    def __init__(self, fares: Fares, *args: Any) -> None:
        self._fares = fares
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
        self._send(200, generate_latest(), CONTENT_TYPE_LATEST)

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
