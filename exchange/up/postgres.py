"""A PostgreSQL of a folder's own."""

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from exchange.up.not_installed import ServerNotInstalled
from exchange.up.process import Program

USER = "exchange"
USER_OF_PACKAGE = "postgres"
INSTALLED = Path("/usr/lib/postgresql")
INSTEAD = "EXCHANGE_DATABASE_ADMIN"


def programs() -> Path:
    """Where the newest installed version has its programs. Raises ServerNotInstalled."""
    versions = [path for path in INSTALLED.glob("*/bin") if (path / "postgres").exists()]
    if not versions:
        raise ServerNotInstalled("postgresql", INSTEAD)
    return max(versions, key=lambda path: float(path.parent.name))


def make_data(folder: Path, password: str) -> None:
    """Make the data of a new server in the folder, which becomes its user's."""
    folder.mkdir(parents=True, exist_ok=True)
    secret = folder / "password"
    secret.touch(0o600)
    secret.write_text(password)
    for path in (folder, secret):
        _give(path)
    names = [f"--pgdata={folder / 'data'}", f"--username={USER}", f"--pwfile={secret}"]
    options = ["--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256", "--no-sync"]
    subprocess.run(
        [programs() / "initdb", *names, *options],
        stdout=subprocess.DEVNULL,
        cwd=folder,
        check=True,
        **whose_server(),
    )
    secret.unlink()


def server(folder: Path, port: int, settings: Mapping[str, str]) -> Program:
    """The server on that data. SIGINT stops it fast: it sends its clients away."""
    always = {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        # In the data folder, so that a killed server leaves no shared memory behind.
        "dynamic_shared_memory_type": "mmap",
    }
    options = [f"--{name}={value}" for name, value in {**always, **settings}.items()]
    command = [str(programs() / "postgres"), "-D", str(folder / "data"), f"--port={port}", *options]
    return Program(
        "postgres",
        command,
        os.environ,
        signal.SIGINT,
        folder,
        folder / "server.log",
        whose_server(),
    )


def whose_server() -> dict[str, Any]:
    """Whom to run it as. PostgreSQL refuses to be root; its package brings a user for it."""
    if os.geteuid() != 0:
        return {}
    return {"user": USER_OF_PACKAGE, "group": USER_OF_PACKAGE, "extra_groups": []}


def _give(path: Path) -> None:
    if whose_server():
        shutil.chown(path, USER_OF_PACKAGE)
