"""The least that the gateway's server does: a bare Flask route with a constant, on gunicorn.

``python -m benchmarks.distributed.constant PORT`` serves it with the gateway's workers and threads.
"""

import sys

from flask import Flask, Response
from gunicorn.app.base import BaseApplication

from benchmarks.http.baseline import BaselineServer
from exchange.serve_gateway import KEEP_ALIVE_SECONDS, GatewayWorker
from services.hosting.distributed import settings

BODY = b"x" * 300


class ConstantApplication(BaseApplication):  # type: ignore[misc]
    """The route, as gunicorn runs it."""

    def __init__(self, port: int) -> None:
        self._port = port
        super().__init__()

    def load_config(self) -> None:
        """As the gateway is run."""
        options = {
            "bind": f"127.0.0.1:{self._port}",
            "worker_class": GatewayWorker,
            "workers": int(settings.GATEWAY_WORKERS.usual or 1),
            "threads": int(settings.GATEWAY_THREADS.usual or 1),
            "keepalive": KEEP_ALIVE_SECONDS,
            "control_socket_disable": True,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """One route that answers the same always."""
        app = Flask("constant", static_folder=None)
        app.get("/constant")(lambda: Response(BODY, content_type="text/plain"))
        return app


class ConstantServer(BaselineServer):
    """It as a process."""

    module = "benchmarks.distributed.constant"
    path = "/constant"


if __name__ == "__main__":
    ConstantApplication(int(sys.argv[1])).run()
