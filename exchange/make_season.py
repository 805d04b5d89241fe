"""``exchange season``: fill an empty data folder with a season of invented people.

The season is built beside and put in place when it is complete. Broken off, by whatever, it
is gone on with by the same command. No mails leave while it is built.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import click

from exchange.data_folder import DataFolder, write_for_owner
from exchange.options import data_option
from exchange.progress import telling
from exchange.season.attempt import Attempt
from exchange.season.chronicle import DraftUnusable
from exchange.season.draft import Draft, Wanted
from exchange.season.scale import FULL, SAMPLE
from exchange.season.sign_ins import SignIn

WHAT_TO_DO = (
    "{folder} holds an unfinished season that cannot be gone on with: {error}. Use the command"
    " that began it, or throw it away with `exchange season --restart --data {folder}`."
)
INTERRUPTED = 130


@click.command()
@data_option
@click.option("--full", is_flag=True, help="Full size: 65 organisations, 2,400 students.")
@click.option("--seed", default=1, show_default=True, help="Same seed, same day: same season.")
@click.option(
    "--universities",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Build the season on the real universities of this CSV list.",
)
@click.option("--restart", is_flag=True, help="Throw an unfinished season away first.")
def season(data: Path, full: bool, seed: int, universities: Path | None, restart: bool) -> None:
    """Fill an empty folder with a season: invented people, exchanges at every stage.

    Broken off, it is gone on with by the same command.
    """
    folder = DataFolder(data)
    if not folder.is_new:
        raise click.ClickException(f"{folder.path} is in use already. Choose an empty --data.")
    if restart:
        with folder.locked():
            Draft(folder).throw_away()
    build_season(folder, Wanted(FULL if full else SAMPLE, seed, universities), datetime.now(UTC))


def build_season(folder: DataFolder, wanted: Wanted, now: datetime) -> list[SignIn]:
    """Build a season in the folder, or go on with it, and tell how to sign in.

    ``now`` is the day of a season that is begun; one that is gone on with keeps its own.
    """
    begun = monotonic()
    with folder.locked(), _friendly(folder):
        with telling() as tell:
            sign_ins, summary = Attempt(folder, wanted, tell).build(now)
        write_for_owner(_sign_ins_file(folder), "".join(f"{line}\n" for line in _lines(sign_ins)))
        Draft(folder).keep()
    took = timedelta(seconds=round(monotonic() - begun))
    size = sum(file.stat().st_size for file in folder.stores.iterdir())
    _tell([f"\nBuilt in {took}, {size / 1e6:,.0f} MB on disk", *summary.lines()])
    _tell(["\nSign in with (address, password):", *_lines(sign_ins)])
    click.echo(f"These were made for this folder; they are kept in {_sign_ins_file(folder)}.")
    return sign_ins


@contextmanager
def _friendly(folder: DataFolder) -> Iterator[None]:
    """Say what to do, instead of a traceback."""
    try:
        yield
    except DraftUnusable as error:
        message = WHAT_TO_DO.format(folder=folder.path, error=error)
        raise click.ClickException(message) from error
    except KeyboardInterrupt:
        click.echo("\nStopped. The same command goes on where it was.")
        raise SystemExit(INTERRUPTED) from None


def _sign_ins_file(folder: DataFolder) -> Path:
    return folder.path / "sign-ins.txt"


def _lines(sign_ins: Sequence[SignIn]) -> list[str]:
    return [f"{s.role:<26} {s.email:<44} {s.password}" for s in sign_ins]


def _tell(lines: Sequence[str]) -> None:
    click.echo("\n  ".join(lines))
