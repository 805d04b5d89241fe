"""The home that a command works on: one that lies in a folder, or the distributed one that runs."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar
from uuid import UUID

import click

from exchange.data_folder import DataFolder
from exchange.distributed_home import distributed_home
from exchange.home import opened
from exchange.options import data_option
from services.contracts.envelope import Envelope
from services.eventlog.following import Pull
from services.eventlog.generations import ViewStore
from services.eventlog.standstill import PassedOver
from services.hosting.clock import Clock
from services.hosting.line_status import LineStatus

F = TypeVar("F", bound=Callable[..., Any])


class ReachedHome(Protocol):
    """What commands do with a home, whichever it is."""

    @property
    def clock(self) -> Clock:
        """The home's clock."""

    def send(self, service: str, command: str, data: dict[str, Any]) -> Any:
        """Send a command or query to a service as the system; its answer. Raises Refusal."""

    @property
    def view_stores(self) -> Mapping[str, ViewStore[Any]]:
        """Every set of views that can be rebuilt, by name."""

    def pulls(self) -> Mapping[str, Pull]:
        """How to pull each service's facts."""

    def facts_about(self, exchange_id: UUID) -> list[Envelope]:
        """Every fact about an exchange. Raises NotFound."""

    def line_statuses(self) -> list[LineStatus]:
        """Where every line of facts stands."""

    def pass_over(
        self, follower: str, source: str, position: int, actor: str, reason: str
    ) -> PassedOver:
        """Let one line go past the fact that stops it."""


def home_options(command: F) -> F:
    """The options that say which home: ``data`` and ``distributed``."""
    distributed = click.option(
        "--distributed", is_flag=True, help="The distributed home that the environment names."
    )
    return data_option(distributed(command))


@contextmanager
def reached(data: Path, distributed: bool) -> Iterator[ReachedHome]:
    """The home that the options say. Raises FolderInUse where it is one process and runs."""
    if distributed:
        with distributed_home() as running:
            yield running
    else:
        with opened(DataFolder(data)) as home:
            yield home
            home.catch_up()
