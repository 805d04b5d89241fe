"""A disk that is small enough to be filled, and that can be made read only.

It lies in memory, mounted where only the processes see it that run ``within`` it. With its keeper
it is gone, however the test ends. Everybody may mount in a namespace of their own, where the
machine allows such namespaces at all; one that does not cannot run these tests.
"""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

KEEP = 'mount -t tmpfs -o "size=$2,mode=700" tmpfs "$1" && echo mounted && exec cat'
BALLAST = "ballast"


class MountsNotAllowedError(Exception):
    """The machine lets nobody mount anything, not even for themselves."""

    def __init__(self, why: str) -> None:
        super().__init__(
            "A full disk needs a small one, but nothing can be mounted here: allow user namespaces"
            f" (unshare --user --map-root-user --mount) to whoever runs the tests. {why}"
        )


class TinyDisk:
    """A disk, as a context manager. ``whose`` names the user who may use it, for subprocess."""

    def __init__(self, size: str, **whose: Any) -> None:
        self._size = size
        self._whose = whose

    def __enter__(self) -> Self:
        self._folder = TemporaryDirectory(prefix="exchange-disk-")
        self.path = Path(self._folder.name)
        self.path.chmod(0o755)
        self._keeper = subprocess.Popen(
            ["unshare", "--user", "--map-root-user", "--mount", *self._keep()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            **self._whose,
        )
        assert self._keeper.stdout
        if self._keeper.stdout.readline() != b"mounted\n":
            _, why = self._keeper.communicate()
            self._folder.cleanup()
            raise MountsNotAllowedError(why.decode().strip())
        return self

    def _keep(self) -> list[str]:
        return ["sh", "-c", KEEP, "keeper", str(self.path), self._size]

    def __exit__(self, *_: object) -> None:
        self._keeper.communicate()
        self._folder.cleanup()

    @property
    def within(self) -> list[str]:
        """What to put before a command so that it sees the disk at its ``path``."""
        target = f"--target={self._keeper.pid}"
        return ["nsenter", target, "--user", "--mount", "--preserve-credentials"]

    @property
    def seen_from_outside(self) -> Path:
        """Where the owner's other processes see the disk."""
        return Path(f"/proc/{self._keeper.pid}/root{self.path}")

    def run(self, *command: str | Path) -> str:
        """Run a command within; what it prints."""
        words = [*self.within, *map(str, command)]
        done = subprocess.run(words, check=True, capture_output=True, text=True, **self._whose)
        return done.stdout

    def fill(self, leave_kilobytes: int = 0) -> None:
        """Take all the room there is, whoever takes some at the same time; leave so much."""
        ballast = self.path / BALLAST
        self.run("sh", "-c", f"dd if=/dev/zero of={ballast} bs=4K; test -s {ballast}")
        self.run("truncate", f"--size=-{leave_kilobytes}K", ballast)

    def make_room(self) -> None:
        """Give back what ``fill`` has taken."""
        self.run("rm", self.path / BALLAST)

    def make_read_only(self) -> None:
        """Let nobody write any more."""
        self.run("mount", "-o", "remount,ro", self.path)
