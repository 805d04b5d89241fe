"""``exchange sample``: a sample season for a distributed home in which nothing has happened yet.

It is built as a one-process home in a folder, and moves from there. Broken off, the same command
goes on; done, it does nothing more. So it may stand before every start.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from exchange.data_folder import DataFolder
from exchange.make_season import build_season
from exchange.move import databases_of_environment, move_from
from exchange.options import data_option
from exchange.season.draft import Wanted
from exchange.season.scale import SAMPLE, Scale
from services.hosting.distributed.migration import check_migrated
from services.hosting.service_list import NAMES
from services.hosting.stores import DatabaseOfEach


@click.command()
@data_option
def sample(data: Path) -> None:
    """Move a season of invented people in, unless something has happened there already.

    `exchange migrate` comes first, and no service may run yet. What lies in the folder already
    moves in as it is. Who can sign in is in `sign-ins.txt` of the folder.
    """
    settle(DataFolder(data), SAMPLE)


def settle(folder: DataFolder, scale: Scale) -> None:
    """Build a season of that size if the folder is new, and move it in, once."""
    moved_in = folder.path / "moved-in"
    if moved_in.exists():
        click.echo("The season has moved in already.")
        return
    dsns = databases_of_environment()
    if folder.is_new:
        if _has_history(dsns):
            click.echo("Nothing moves in: something has happened in this home already.")
            return
        build_season(folder, Wanted(scale, seed=1), datetime.now(UTC))
    move_from(folder, dsns)
    moved_in.touch()


def _has_history(dsns: Mapping[str, str]) -> bool:
    """Whether any log has an event. Raises TablesNotReady."""
    return any(_length(name, dsns[name]) for name in NAMES)


def _length(name: str, dsn: str) -> int:
    check_migrated(dsn)
    recorder = DatabaseOfEach({name: dsn}, pool_size=1).recorder(name)
    try:
        return recorder.max_notification_id() or 0
    finally:
        recorder.close()
