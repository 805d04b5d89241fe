"""``exchange move``: from the one-process home into PostgreSQL, with everything that happened."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from exchange.data_folder import DataFolder
from exchange.distributed import POSTGRES, VIEWS
from exchange.home import service_settings
from exchange.moving import Move, Proofs
from exchange.progress import telling
from services.hosting.distributed.environment import Environment
from services.hosting.distributed.migration import check_migrated
from services.hosting.distributed.relay_state import RelayState
from services.hosting.distributed.settings import MASTER_KEY, SIGNING_KEY, database_of
from services.hosting.host import Surroundings
from services.hosting.service_list import NAMES
from services.hosting.stores import DatabaseOfEach, SQLiteStores

POOL_SIZE = 4
PARTS = (*NAMES, VIEWS)
HERE = "environment"
IN_USE = "The service {name} runs on the new database. Stop the new home, then try again."
AFTERWARDS = """
Everything is there. Give the new home the keys of the old one:
  {master}   what is in {secrets}/master_key.key, or the vault stays closed
  {signing}  what is in {secrets}/signing_key.key, or everybody signs in again
Then start it. The old folder is as it was; keep it until you have looked around."""


@click.command()
@click.option(
    "--from",
    "source",
    required=True,
    metavar="sqlite:FOLDER",
    help="The data folder of a one-process home that is not running.",
)
@click.option(
    "--to",
    "target",
    default=HERE,
    show_default=True,
    metavar="postgresql://…",
    help="One database for everything, or the databases that the environment names for each part.",
)
def move(source: str, target: str) -> None:
    """Copy all logs and the vault into PostgreSQL, prove it, and build the views there.

    `exchange migrate` comes first. Broken off, it is gone on with by the same command.
    """
    folder = _folder(source)
    dsns = databases_of_environment() if target == HERE else dict.fromkeys(PARTS, target)
    move_from(folder, dsns)


def move_from(folder: DataFolder, dsns: Mapping[str, str]) -> None:
    """Move a home out of its folder. Raises TablesNotReady, FolderInUse, CopyDiffers."""
    for dsn in dict.fromkeys(dsns.values()):
        check_migrated(dsn)
    with folder.locked(), _nobody_running(dsns) as relays, telling() as tell:
        around = Surroundings(
            DatabaseOfEach(dsns, POOL_SIZE),
            settings=service_settings(folder),
            creates_tables=False,
        )
        proofs = Move(SQLiteStores(folder.stores), around).run(tell)
        _take_as_published(relays, around)
    _tell(proofs, folder)


def _folder(source: str) -> DataFolder:
    kind, _, path = source.partition(":")
    if kind != "sqlite" or not Path(path).is_dir():
        raise click.BadParameter(f"{source} is no sqlite:FOLDER of a home.", param_hint="--from")
    folder = DataFolder(Path(path))
    if folder.is_new:
        raise click.BadParameter(f"There is no home in {path}.", param_hint="--from")
    return folder


def databases_of_environment() -> dict[str, str]:
    """The database of each part. Raises SettingsUnusable."""
    environment = Environment()
    found = {part: environment.url(database_of(part), *POSTGRES) for part in PARTS}
    environment.check()
    return found


@contextmanager
def _nobody_running(dsns: Mapping[str, str]) -> Iterator[dict[str, RelayState]]:
    """The relays of all services, held meanwhile: whoever runs there would hold one of them."""
    with ExitStack() as opened:
        relays: dict[str, RelayState] = {}
        for name in NAMES:
            relays[name] = RelayState(name, dsns[name])
            opened.callback(relays[name].close)
            if not relays[name].take():
                raise click.ClickException(IN_USE.format(name=name))
        yield relays


def _take_as_published(relays: Mapping[str, RelayState], around: Surroundings) -> None:
    """Whoever follows has been brought up to date: nothing is told once more."""
    for name, relay in relays.items():
        recorder = around.stores.recorder(name)
        relay.keep(recorder.max_notification_id() or 0)
        recorder.close()


def _tell(proofs: Proofs, folder: DataFolder) -> None:
    click.echo("\nCopied, and proved by reading both sides again:")
    for table, proof in proofs.items():
        click.echo(f"  {table:<28} {proof.rows:>9,} rows  {proof.digest:064x}")
    click.echo(
        AFTERWARDS.format(
            master=MASTER_KEY.variable,
            signing=SIGNING_KEY.variable,
            secrets=folder.path / "secrets",
        )
    )
