"""The containers of the compose file as they run, with a clock that the test moves."""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import requests
from click.testing import CliRunner

from exchange.home import ExchangeHome
from exchange.main import main
from services.hosting.service_list import NAMES
from tests.deploy.containers.engine import THERE, Engine, said_by
from tests.deploy.containers.images import RELEASE, REPOSITORY
from tests.support.client import LONGEST_ANSWER
from tests.support.distributed_home import DistributedPlace, prompting
from tests.support.running_home import RunningHome
from tests.support.sample_season import SampleSeason
from tests.support.servers.process import wait_until

PARTS = (*NAMES, "views", "gateway")
SITE, MAIL, PROMETHEUS = (f"http://{THERE}:{port}" for port in (8000, 8025, 9090))
SERVICE = "com.docker.compose.service"
UP_WITHIN = "360"
READY_WITHIN = 300.0
RUNNING = "2"  # as HAProxy numbers the states of servers


@dataclass
class Stack:
    """The project in a folder of its own for secrets, clock and backups."""

    engine: Engine
    folder: Path
    version: str = RELEASE

    @property
    def environment(self) -> Mapping[str, str]:
        """What an operator would have set."""
        override = REPOSITORY / "tests/deploy/containers/rehearsal.yml"
        return {
            **self.engine.environment,
            "COMPOSE_FILE": f"{REPOSITORY}/docker-compose.yml:{override}",
            "COMPOSE_PROFILES": "core,sample,observability",
            "EXCHANGE_VERSION": self.version,
            "EXCHANGE_SECRETS": str(self.secrets),
            "EXCHANGE_PUBLISH": SITE.removeprefix("http://"),
            "EXCHANGE_PUBLISH_MAIL": MAIL.removeprefix("http://"),
            "EXCHANGE_PUBLISH_PROMETHEUS": PROMETHEUS.removeprefix("http://"),
            "REHEARSAL": str(self.folder),
        }

    @property
    def secrets(self) -> Path:
        """The folder of the secrets."""
        return self.folder / "secrets"

    def make_secrets(self, source: Path) -> None:
        """As `make secrets` does, with the keys of a home that is going to move in."""
        words = ["secrets", str(self.secrets), "--from", str(source)]
        made = CliRunner().invoke(main, words)
        assert made.exit_code == 0, made.output

    # -- what an operator types --------------------------------------------------------------

    def compose(self, *words: str, **options: Any) -> str:
        """What `docker compose` prints."""
        command = ["/usr/bin/docker", "compose", *words]
        return said_by(command, env=self.environment, cwd=REPOSITORY, **options)

    def script(self, name: str, *words: str) -> str:
        """What a script of the handbook prints."""
        command = [str(REPOSITORY / "deploy/compose" / name), *words]
        return said_by(command, env=self.environment)

    def lose(self) -> None:
        """Let everything die at once, with all data."""
        self.compose("kill")
        self.compose("down", "--volumes")

    def up(self) -> None:
        """Start whatever does not run, and return when all are healthy."""
        self.compose("up", "--detach", "--no-build", "--wait", "--wait-timeout", UP_WITHIN)

    def exchange(self, *words: str) -> str:
        """What an `exchange` command prints that has every database, and the broker."""
        broker = ["--env", "EXCHANGE_BROKER_FILE=/broker"]
        given = ["--volume", f"{self.secrets}/broker:/broker:ro", *broker]
        return self.compose("run", "--rm", "--no-deps", *given, "sample", *words)

    # -- looking ------------------------------------------------------------------------------

    def containers(self, *services: str) -> list[dict[str, Any]]:
        """What the engine knows of the containers of these services."""
        ids = self.engine.docker("ps", "--all", "--quiet", "--filter", f"label={SERVICE}").split()
        every = json.loads(self.engine.docker("inspect", *ids)) if ids else []
        return [one for one in every if one["Config"]["Labels"][SERVICE] in services]

    def state(self, service: str) -> dict[str, Any]:
        """Of a service that has one container."""
        (container,) = self.containers(service)
        return dict(container["State"], restarts=container["RestartCount"])

    def crash(self, service: str) -> None:
        """Kill its process, as if it had died; return when it is healthy again."""
        before = self.state(service)
        self.engine.kill_inside(before["Pid"])
        self._wait_until_healthy(service, restarts=before["restarts"] + 1)

    @contextmanager
    def standing_still(self, service: str) -> Iterator[None]:
        """Let none of its processes do anything, as if its disk did not answer."""
        self.compose("pause", service)
        try:
            yield
        finally:
            self.compose("unpause", service)
        self._wait_until_healthy(service)

    def _wait_until_healthy(self, service: str, restarts: int = 0) -> None:
        def is_healthy() -> bool:
            state = self.state(service)
            status = state.get("Health", {}).get("Status")
            return state["restarts"] >= restarts and status == "healthy"

        wait_until(is_healthy, READY_WITHIN, lambda: str(self.state(service)))

    def ready_gateways(self) -> list[str]:
        """The slots of those that the front finds ready."""
        ask = 'exec 3<>/dev/tcp/127.0.0.1/9999; echo "$0" >&3; cat <&3'
        question = "show servers state gateways"
        told = self.compose("exec", "-T", "front", "bash", "-c", ask, question)
        rows = [line.split() for line in told.splitlines()]
        return [row[3] for row in rows if row[1:2] == ["gateways"] and row[5] == RUNNING]

    def wait_until_ready(self) -> None:
        """Return when the site can do everything, and every part says so of itself."""
        wait_until(self._is_ready, READY_WITHIN, lambda: self.compose("ps", "--all"))

    def _is_ready(self) -> bool:
        states = [container["State"] for container in self.containers(*PARTS)]
        healthy = [state.get("Health", {}).get("Status") == "healthy" for state in states]
        with suppress(requests.RequestException):  # nobody answers yet
            question = f"{SITE}/readyz?for=commands"
            return all(healthy) and requests.get(question, timeout=LONGEST_ANSWER).ok
        return False

    # -- as one more replica ---------------------------------------------------------------------

    @cached_property
    def place(self) -> DistributedPlace:
        """Its broker and databases, as they are reached from the test."""
        databases = {part: self._address(f"database_{part}") for part in (*NAMES, "gateway")}
        return DistributedPlace(
            self.folder, self._address("broker"), databases, self._address("database_admin")
        )

    def _address(self, secret: str) -> str:
        given = (self.secrets / secret).read_text()
        return given.replace("@postgresql:", f"@{THERE}:").replace("@rabbitmq:", f"@{THERE}:")

    @contextmanager
    def seen(self) -> Iterator["Rehearsed"]:
        """The home with its stores opened here, for as long as broker and databases stay."""
        with ExitStack() as ends:
            home = self.place.opened()
            ends.callback(home.stop)
            ends.enter_context(prompting(home, self.place.broker))
            yield Rehearsed(self, home)


class Rehearsed(RunningHome):
    """The home that runs in the containers."""

    def __init__(self, stack: Stack, home: ExchangeHome) -> None:
        self.stack = stack
        self.home = home
        super().__init__(home, stack.place.clock, SITE)


def prepared(engine: Engine, folder: Path, season: SampleSeason, now: datetime) -> Stack:
    """A stack that does not run yet: secrets, and a season that has moved in from one process."""
    folder.chmod(0o755)
    stack = Stack(engine, folder)
    home = season.copied_to(folder / "data")
    stack.make_secrets(home.folder)
    stack.place.clock.move_to(now)
    who = f"{os.geteuid()}:{os.getegid()}"
    old = ["--volume", f"{home.folder}:/old"]
    stack.compose("run", "--rm", "--user", who, *old, "sample", "move", "--from", "sqlite:/old")
    return stack
