"""``exchange season``: fill an empty data folder with a sample season.

The season is built beside and put in place when it is complete. An attempt that fails leaves
nothing; one that is killed leaves a draft, which the next throws away. No mails leave meanwhile.
"""

import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from exchange.data_folder import DataFolder, write_for_owner
from exchange.home import ExchangeHome, service_settings
from exchange.importing.faculties import faculties_from
from exchange.options import data_option
from exchange.season.build import Report, Season, SeasonBuilder, first_instant
from exchange.season.hosts import Faculty
from exchange.season.scale import SAMPLE, Scale
from exchange.season.sign_ins import SignIn, sign_ins_of
from exchange.season.world import Country
from services.hosting.clock import SetClock
from services.hosting.host import Surroundings
from services.hosting.one_process import seeded_ids
from services.hosting.stores import SQLiteStores

Faculties = Callable[[Country, int], Sequence[Faculty]]


@click.command()
@data_option
@click.option("--seed", default=1, show_default=True, help="Same seed, same day: same season.")
@click.option(
    "--universities",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Build the season on the real universities of this CSV list.",
)
def season(data: Path, seed: int, universities: Path | None) -> None:
    """Fill an empty folder with a sample season: invented people, exchanges at every stage."""
    folder = DataFolder(data)
    if not folder.is_new:
        raise click.ClickException(f"{folder.path} is in use already. Choose an empty --data.")
    faculties = faculties_from(universities, seed) if universities else None
    build_season(folder, SAMPLE, seed, datetime.now(UTC), faculties)


def build_season(
    folder: DataFolder,
    scale: Scale,
    seed: int,
    now: datetime,
    faculties: Faculties | None = None,
) -> list[SignIn]:
    """Build a season in the folder and tell how to sign in."""
    with folder.locked(), _draft(folder) as draft:
        with _progress() as report:
            sign_ins = _built(folder, draft, scale, seed, now, faculties, report)
        write_for_owner(_sign_ins_file(folder), "".join(f"{line}\n" for line in _lines(sign_ins)))
        draft.replace(folder.stores)
    _tell(folder, sign_ins)
    return sign_ins


@contextmanager
def _draft(folder: DataFolder) -> Iterator[Path]:
    """Where the season is built; what is still there at the end was not put in place."""
    draft = folder.path / "stores.draft"
    shutil.rmtree(draft, ignore_errors=True)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _built(
    folder: DataFolder,
    draft: Path,
    scale: Scale,
    seed: int,
    now: datetime,
    faculties: Faculties | None,
    report: Report,
) -> list[SignIn]:
    clock = SetClock(first_instant(now.date()))
    settings = service_settings(folder) | {"mail_folder": "", "smtp_host": ""}
    stores = SQLiteStores(draft, is_draft=True)
    home = ExchangeHome(Surroundings(stores, clock, seeded_ids(seed), settings))
    try:
        made = SeasonBuilder(home, clock, scale, seed, now, faculties).build(report)
        return _with_passwords(home, made)
    finally:
        home.stop()
        stores.sync()


def _with_passwords(home: ExchangeHome, made: Season) -> list[SignIn]:
    """Give a password, made now and known to nobody else, to one account of each role."""
    sign_ins = sign_ins_of(made, home, password=lambda: secrets.token_urlsafe(12))
    home.settle()
    return sign_ins


@contextmanager
def _progress() -> Iterator[Report]:
    """A progress bar for the time of a block; gives the function that moves it."""
    columns = (
        TextColumn("{task.description:<14}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(),
    )
    with Progress(*columns) as bar:
        task = bar.add_task("Sample season", total=1.0)
        yield lambda what, share: bar.update(task, description=what, completed=share)


def _sign_ins_file(folder: DataFolder) -> Path:
    return folder.path / "sign-ins.txt"


def _lines(sign_ins: Sequence[SignIn]) -> list[str]:
    return [f"{s.role:<26} {s.email:<44} {s.password}" for s in sign_ins]


def _tell(folder: DataFolder, sign_ins: Sequence[SignIn]) -> None:
    click.echo("\nSign in with (address, password):")
    for line in _lines(sign_ins):
        click.echo(f"  {line}")
    click.echo(f"These were made for this folder; they are kept in {_sign_ins_file(folder)}.")
