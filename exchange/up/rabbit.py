"""A RabbitMQ of a folder's own, with nothing of the machine's."""

import os
from dataclasses import dataclass
from pathlib import Path

from exchange.up.not_installed import ServerNotInstalled
from exchange.up.process import Program

USER = "exchange"
PROGRAM = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
INSTEAD = "EXCHANGE_BROKER"
ONLY_HERE = "-kernel inet_dist_use_interface {127,0,0,1}"
WITHOUT_SPINNING = "+sbwt none +sbwtdcpu none +sbwtdio none"
"""Left to itself, Erlang keeps processors busy that others need while it waits for work."""
CONFIGURATION = """\
listeners.tcp.1 = 127.0.0.1:{port}
management.tcp.ip = 127.0.0.1
management.tcp.port = {management_port}
default_user = {user}
default_pass = {password}
default_vhost = {vhost}
log.console = true
log.file = false
"""


@dataclass(frozen=True)
class Ports:
    """Where it listens: to clients, to managers, to the two that Erlang needs."""

    clients: int
    management: int
    names: int
    cluster: int


def must_be_installed() -> None:
    """Raises ServerNotInstalled."""
    if not PROGRAM.exists():
        raise ServerNotInstalled("rabbitmq-server", INSTEAD)


def configure(folder: Path, ports: Ports, password: str, vhost: str = "/") -> None:
    """Write its configuration. Raises ServerNotInstalled."""
    must_be_installed()
    folder.mkdir(parents=True, exist_ok=True)
    configuration = folder / "rabbitmq.conf"
    configuration.touch(0o600)
    configuration.write_text(
        CONFIGURATION.format(
            port=ports.clients,
            management_port=ports.management,
            user=USER,
            password=password,
            vhost=vhost,
        )
    )
    (folder / "plugins").write_text("[rabbitmq_management].")
    (folder / "rabbitmq-env.conf").touch()


def servers(folder: Path, ports: Ports) -> list[Program]:
    """The broker, and before it the name server that Erlang programs find each other by.

    Left to itself, the broker would start one for the whole machine, and leave it running.
    """
    around, log = environment(folder, ports), folder / "server.log"
    return [
        Program("epmd", ["epmd"], around, folder=folder, log=log),
        Program("rabbitmq", [str(PROGRAM)], around, folder=folder, log=log),
    ]


def environment(folder: Path, ports: Ports) -> dict[str, str]:
    """Everything in its own folder and on the loopback address; nothing from the machine's."""
    return {
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "HOME": str(folder),  # Erlang keeps the cluster's secret there
        "ERL_EPMD_ADDRESS": "127.0.0.1",
        "ERL_EPMD_PORT": str(ports.names),
        "RABBITMQ_NODENAME": "exchange@localhost",
        "RABBITMQ_DIST_PORT": str(ports.cluster),
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": f"{ONLY_HERE} {WITHOUT_SPINNING}",
        "RABBITMQ_CONF_ENV_FILE": str(folder / "rabbitmq-env.conf"),
        "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
        "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
        "RABBITMQ_MNESIA_BASE": str(folder / "data"),
        "RABBITMQ_LOG_BASE": str(folder / "log"),
    }
