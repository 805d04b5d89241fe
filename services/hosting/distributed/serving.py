"""Running one replica of a service: nameko's container, its health port, a graceful stop.

Only to be imported by a process that was made green before anything else.
"""

import logging
import signal
from typing import Any

import eventlet
from nameko import config
from nameko.containers import ServiceContainer

from services.hosting.distributed.broker import HEARTBEAT_SECONDS, speak_our_json
from services.hosting.distributed.process_port import ProcessPort
from services.hosting.distributed.replica import Replica, serve_in

log = logging.getLogger(__name__)


class Serving:
    """One replica as it runs. ``workers`` orders are carried out at the same time."""

    def __init__(
        self, service_class: Any, replica: Replica, workers: int, health: tuple[str, int]
    ) -> None:
        speak_our_json()
        logging.getLogger("nameko.containers").setLevel(logging.CRITICAL)  # `orders` tells it once
        config.setup(
            {
                "AMQP_URI": replica.broker,
                "HEARTBEAT": HEARTBEAT_SECONDS,
                "PREFETCH_COUNT": workers,
                "max_workers": workers,
            }
        )
        serve_in(replica)
        self._replica = replica
        self._container = ServiceContainer(service_class)
        self._port = ProcessPort(
            health, lambda: (replica.troubles(), replica.state()), replica.observe
        )

    def run(self) -> None:
        """Serve until SIGTERM or SIGINT; then finish what is under way. Raises what broke it."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: eventlet.spawn_n(self._container.stop))
        self._port.start()
        self._replica.client.start()
        log.info("%s tells its health at %s", self._container.service_name, self._port.address)
        try:
            self._container.start()
            log.info("%s serves", self._container.service_name)
            self._container.wait()
        finally:
            self._port.stop()
            self._replica.close()
        log.info("stopped")
