"""The gateway's HTTP server: waitress, in threads of one process."""

from threading import Thread

from flask import Flask
from waitress.server import create_server

THREADS = 8
SLACK = 64 * 1024  # the application refuses a body that is too large itself, with a problem


class GatewayServer:
    """Listens from the moment it is made; serves between ``start`` and ``stop``."""

    def __init__(self, app: Flask, host: str, port: int, threads: int = THREADS) -> None:
        self._server = create_server(
            app,
            host=host,
            port=port,
            threads=threads,
            ident=None,
            max_request_body_size=app.config["MAX_CONTENT_LENGTH"] + SLACK,
        )
        self._thread = Thread(target=self._server.run, name="gateway", daemon=True)

    @property
    def address(self) -> str:
        """Where to reach it, with the port that was chosen for port 0."""
        return f"http://{self._server.effective_host}:{self._server.effective_port}"

    def start(self) -> None:
        """Serve in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Take no more requests, finish those being answered."""
        self._server.close()
        self._thread.join()
