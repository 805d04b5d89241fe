"""A Docker engine of the test's own, in namespaces of its own: the machine's network, mounts and
processes stay as they are, and whatever it started ends with it.

What it has built stays in the folder of the ingredients, so that the next time is quick.
"""

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.deploy.containers.ingredients import cache, mirror
from tests.support.servers.process import (
    STARTS_WITHIN,
    STOPS_WITHIN,
    Server,
    family,
    wait_until,
)

THERE = "198.18.0.2"
"""The end of the line in the engine's network, of a range that is kept for such tests."""
LINE = "xrehearsal"
"""The end of it here. It has no address: when a machine gets one or loses it, browsers on it give
up what they are loading, as those of other tests would.
"""
DOCKER = "/usr/bin/docker"
NEEDED = (DOCKER, "dockerd", "mmdebstrap", "apt-get", "unshare", "nsenter", "ip", "iptables")
APART = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
IN_MEMORY = 'mkdir -p "$1" && mount -t tmpfs -o size=4g volumes "$1" && shift && exec "$@"'
"""Volumes end with the engine, and do not wait for a disk that others keep busy."""
TRIAL = """
ip link add a type veth peer name b && iptables --table nat --list
mkdir -p "$1/lower" "$1/upper" "$1/work" "$1/all"
mount -t overlay -o "lowerdir=$1/lower,upperdir=$1/upper,workdir=$1/work" overlay "$1/all"
"""


def why_not_here() -> str:
    """Why no engine can be started on this machine; nothing where one can."""
    if os.geteuid() != 0:
        return "only root may start an engine of its own"
    if missing := [name for name in NEEDED if not shutil.which(name)]:
        return f"not installed: {', '.join(missing)}"
    if not mirror():
        return "no mirror of Debian is known to apt"
    trial = cache() / "trial"
    tried = subprocess.run(
        [*APART, "sh", "-euc", TRIAL, "trial", str(trial)],
        check=False,
        capture_output=True,
        text=True,
    )
    shutil.rmtree(trial, ignore_errors=True)
    return f"no namespaces or overlays here: {tried.stderr.strip()}" if tried.returncode else ""


class Engine(Server):
    """The engine, and the client that speaks with it, with the plugin for `docker compose`."""

    def __init__(self, compose: Path) -> None:
        super().__init__()
        self._compose = compose

    def launch(self) -> None:
        """Run it, and lay the line to its network."""
        (self.folder / "daemon.json").write_text("{}")
        (self.folder / "cli" / "cli-plugins").mkdir(parents=True, exist_ok=True)
        plugin = self.folder / "cli" / "cli-plugins" / "docker-compose"
        plugin.symlink_to(self._compose)
        volumes = str(cache() / "engine" / "volumes")
        self.run([*APART, "sh", "-euc", IN_MEMORY, "engine", volumes, *self._daemon()])
        outer = self._processes[0].pid
        wait_until(lambda: len(family(outer)) > 1, STARTS_WITHIN, self._why_not)
        self._lay_line()

    def _daemon(self) -> list[str]:
        return [
            "dockerd",
            f"--host=unix://{self.folder}/docker.sock",
            f"--config-file={self.folder}/daemon.json",
            f"--exec-root={self.folder}/exec",
            f"--pidfile={self.folder}/pid",
            f"--data-root={cache()}/engine",
            "--storage-driver=overlay2",
        ]

    @property
    def _first(self) -> str:
        """The first process of the namespaces."""
        return str(family(self._processes[0].pid)[1])

    def _lay_line(self) -> None:
        inside = ["nsenter", "--target", self._first, "--net", "ip"]
        peer = ["peer", "name", "eth0", "netns", self._first]
        for command in (
            ["ip", "link", "add", LINE, "type", "veth", *peer],
            ["ip", "link", "set", LINE, "addrgenmode", "none", "up"],
            ["ip", "route", "add", THERE, "dev", LINE],
            [*inside, "link", "set", "lo", "up"],
            [*inside, "address", "add", THERE, "dev", "eth0"],
            [*inside, "link", "set", "eth0", "up"],
            [*inside, "route", "add", "default", "dev", "eth0"],
        ):
            subprocess.run(command, check=True)

    def answers(self) -> bool:
        """Whether it does."""
        with suppress(subprocess.CalledProcessError):
            return bool(self.docker("info"))
        return False

    def stop(self) -> None:
        """Stop it as an operator would; whatever is left in its namespaces ends with it."""
        if self._processes:
            with suppress(subprocess.TimeoutExpired):
                os.kill(int(self._first), signal.SIGTERM)
                self._processes[0].wait(STOPS_WITHIN)
        self.kill()

    @property
    def environment(self) -> Mapping[str, str]:
        """By which a client finds it, and nothing of the machine's."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return {
            **kept,
            "PATH": f"/usr/bin:{kept['PATH']}",
            "DOCKER_HOST": f"unix://{self.folder}/docker.sock",
            "DOCKER_CONFIG": str(self.folder / "cli"),
            "DOCKER_BUILDKIT": "1",
        }

    def docker(self, *words: str, **options: Any) -> str:
        """What a `docker` command prints; what it complains of is told when it fails."""
        return said_by([DOCKER, *words], env=self.environment, **options)

    def kill_inside(self, pid: int) -> None:
        """SIGKILL for a process by the number that the engine knows it by."""
        inside = ["nsenter", "--target", self._first, "--pid", "--mount"]
        subprocess.run([*inside, "kill", "-KILL", str(pid)], check=True)


def said_by(command: list[str], **options: Any) -> str:
    """What a command prints. Raises CalledProcessError, with what it complains of."""
    settings: dict[str, Any] = {"capture_output": True, "text": True, "timeout": 600, **options}
    try:
        return str(subprocess.run(command, check=True, **settings).stdout)
    except subprocess.CalledProcessError as failed:
        failed.add_note(f"{failed.stdout or ''}\n{failed.stderr or ''}"[-6_000:])
        raise
