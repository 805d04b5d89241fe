"""``exchange up``: starts everything in its order, watches it, and stops it in reverse."""

import subprocess
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from time import monotonic

import click
import psycopg2
from rich.console import Console

from exchange.data_folder import DataFolder
from exchange.stop_request import StopRequest
from exchange.up.merged_log import MergedLog
from exchange.up.plan import Plan
from exchange.up.process import Process, Program
from services.hosting.distributed.broker import BROKER_ERRORS, connect, hang_up

LOOK_SECONDS = 0.2
SERVERS_WITHIN_SECONDS = 60.0
US = "exchange up"


@click.command()
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("data-distributed"),
    show_default=True,
    envvar="EXCHANGE_DATA",
    help="The folder for secrets, and for servers of its own.",
)
@click.option("--replicas", default=1, show_default=True, type=click.IntRange(1, 9))
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port of the gateway.")
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Move in with everything that is in this data folder of a one-process home.",
)
def up(data: Path, replicas: int, host: str, port: int, source: Path | None) -> None:
    """Run the complete distributed home on this machine, until SIGTERM or Ctrl-C.

    It starts a RabbitMQ and a PostgreSQL of its own in the folder, unless EXCHANGE_BROKER and
    EXCHANGE_DATABASE_ADMIN name some; makes the tables; runs every service (`--replicas` of
    each), the views' feeder and the gateway; shows what all of them log; and starts again what
    dies.
    """
    folder = DataFolder(data)
    if source:
        folder.take_secrets_of(DataFolder(source))
    stopping = StopRequest()
    with folder.locked():
        plan = Plan(folder, replicas, f"{host}:{port}", source)
        Up(plan, stopping).run(f"http://{host}:{port}")


class Up:
    """The home while it runs."""

    def __init__(self, plan: Plan, stopping: StopRequest) -> None:
        self._plan = plan
        self._stopping = stopping
        self._log = MergedLog(Console(highlight=False))
        self._groups: list[list[Process]] = []

    def run(self, address: str) -> None:
        """Start everything, watch it until told to stop, and stop it."""
        with ExitStack() as ends:
            ends.callback(self._stop)
            for server in self._plan.servers():
                self._start([server])
            self._wait_for("PostgreSQL", self._database_answers)
            self._wait_for("RabbitMQ", self._broker_answers)
            for program in self._plan.preparations():
                self._carry_out(program)
            self._plan.moved_in.touch()
            self._start(self._plan.parts())
            self._start([self._plan.gateway()])
            self._log.say(US, f"The Exchange comes up at {address} (health at {address}/readyz)")
            self._watch()

    def _start(self, programs: Iterable[Program]) -> None:
        """Start programs that may also be stopped all at once."""
        group: list[Process] = []
        self._groups.append(group)
        for program in programs:
            if self._stopping.is_there():
                return
            process = Process(program, self._log.hear)
            process.start()
            group.append(process)

    def _watch(self) -> None:
        while not self._stopping.wait(LOOK_SECONDS):
            self._look_after_all()

    def _look_after_all(self) -> None:
        for process in chain(*self._groups):
            if trouble := process.start_again_if_due():
                self._log.say(process.program.name, trouble, "error")

    def _stop(self) -> None:
        """Who reads goes first, servers go last."""
        for group in reversed(self._groups):
            for process in group:
                process.ask_to_stop()
            for process in group:
                process.stop()
                self._log.say(US, f"{process.program.name} has stopped")

    def _carry_out(self, program: Program) -> None:
        if self._stopping.is_there():
            return
        done = subprocess.run(program.command, env=dict(program.environment), check=False)
        if done.returncode:
            raise click.ClickException(f"`exchange {program.name}` failed; see above.")

    def _wait_for(self, what: str, answers: Callable[[], bool]) -> None:
        deadline = monotonic() + SERVERS_WITHIN_SECONDS
        while not self._stopping.is_there() and not answers():
            self._look_after_all()
            if monotonic() > deadline:
                raise click.ClickException(f"{what} does not answer; see above.")
            self._stopping.wait(LOOK_SECONDS)

    def _database_answers(self) -> bool:
        try:
            psycopg2.connect(self._plan.admin, connect_timeout=3).close()
        except psycopg2.OperationalError:
            return False
        return True

    def _broker_answers(self) -> bool:
        try:
            hang_up(connect(self._plan.broker))
        except BROKER_ERRORS:
            return False
        return True
