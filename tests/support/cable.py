"""A cable of the test's own between a client and a server: cut, gone silent, slow, whole again.

It carries bytes from a port of its own to the server's. What happens to connections when a
network fails happens to those that run over it, and to no others.
"""

import socket
import struct
from contextlib import suppress
from threading import Event, Lock, Thread

CHUNK = 65_536
AT_ONCE = struct.pack("ii", 1, 0)
"""How a socket is closed without a farewell."""


class Cable:
    """Carries connections to a port of this machine, as a context manager."""

    def __init__(self, port: int) -> None:
        self._far_port = port
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._listener.getsockname()[1]
        self._lock = Lock()
        self._open: list[socket.socket] = []
        self._delay = 0.0
        self._is_cut = False
        self._carries = Event()
        self._carries.set()
        self._thread = Thread(target=self._accept, name=f"cable-{port}", daemon=True)

    def __enter__(self) -> "Cable":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()
        self.mend()
        self._lose_all()

    def cut(self) -> None:
        """Break all connections; new ones break at once."""
        self._is_cut = True
        self._lose_all()

    def fall_silent(self) -> None:
        """Carry nothing more in either direction, and tell nobody: connections seem to be open."""
        self._carries.clear()

    def slow_down(self, seconds: float) -> None:
        """Carry everything so much later."""
        self._delay = seconds

    def mend(self) -> None:
        """Carry as at the beginning. What was silent is lost: its other end is long gone."""
        was_silent = not self._carries.is_set()
        self._is_cut, self._delay = False, 0.0
        if was_silent:
            self._lose_all()
        self._carries.set()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                self._connect(near)

    def _connect(self, near: socket.socket) -> None:
        far = socket.socket()
        self._keep(near, far)
        if self._is_cut:
            _break(near, far)
            return
        try:
            far.connect(("127.0.0.1", self._far_port))
        except OSError:
            _break(near, far)
            return
        for source, target in ((near, far), (far, near)):
            Thread(target=self._carry, args=(source, target), daemon=True).start()

    def _keep(self, *ends: socket.socket) -> None:
        with self._lock:
            self._open += ends

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(CHUNK):
                self._carries.wait()
                Event().wait(self._delay)
                target.sendall(data)
        _break(source, target)

    def _lose_all(self) -> None:
        with self._lock:
            lost, self._open = self._open, []
        _break(*lost)


def _break(*ends: socket.socket) -> None:
    for end in ends:
        with suppress(OSError):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
            end.shutdown(socket.SHUT_RDWR)
        end.close()
