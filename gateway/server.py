"""The gateway's HTTP server: waitress, in threads of one process."""

from threading import Thread
from time import monotonic, sleep

from flask import Flask
from waitress import wasyncore  # type: ignore[import-untyped]
from waitress.server import create_server  # type: ignore[import-untyped]

from gateway.app import feed_of

THREADS = 8
MOST_CONNECTIONS = 100
LARGEST_READ = 64 * 1024 * 1024  # above what the application accepts: it refuses with a problem
ANSWERING_SECONDS = 5.0
SENDING_SECONDS = 5.0


class GatewayServer:
    """Listens from the moment it is made; serves between ``start`` and ``stop``.

    Every live stream keeps a thread, so there are so many more: no stream takes one from requests.
    """

    def __init__(self, app: Flask, host: str, port: int, threads: int = THREADS) -> None:
        self._sockets: dict[int, object] = {}
        self._feed = feed_of(app)
        streams = self._feed.most_streams if self._feed else 0
        self._server = create_server(
            app,
            map=self._sockets,
            host=host,
            port=port,
            threads=threads + streams,
            connection_limit=MOST_CONNECTIONS + streams,
            ident=None,
            max_request_body_size=LARGEST_READ,
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
        """Take no more connections, end live streams, finish the answers under way, then close.

        What touches sockets runs in the server's own thread, which waits on them.
        """
        self._server.trigger.pull_trigger(lambda: wasyncore.dispatcher.close(self._server))
        if self._feed is not None:
            self._feed.stop()
        self._server.task_dispatcher.shutdown(timeout=ANSWERING_SECONDS)
        self._wait_until_sent()
        self._server.trigger.pull_trigger(self._close_all)
        self._thread.join()
        self._server.trigger.close()

    def _close_all(self) -> None:
        """Close all but the trigger, which whoever pulled it may be about to write to."""
        self._server.trigger.del_channel()
        for channel in list(self._server.active_channels.values()):
            channel.handle_close()
        wasyncore.close_all(self._sockets)

    def _wait_until_sent(self) -> None:
        deadline = monotonic() + SENDING_SECONDS
        while monotonic() < deadline and self._is_sending():
            sleep(0.01)

    def _is_sending(self) -> bool:
        channels = list(self._server.active_channels.values())
        return any(channel.total_outbufs_len for channel in channels)
