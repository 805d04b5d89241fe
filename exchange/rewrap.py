"""``exchange rewrap``: a change of the vault's master key, brought to its end."""

from pathlib import Path

import click

from exchange.data_folder import DataFolder
from exchange.distributed import POSTGRES, told_to_service
from exchange.home import service_settings
from exchange.reaching import home_options
from services.hosting.distributed.environment import Environment
from services.hosting.distributed.settings import database_of
from services.hosting.stores import DatabaseOfEach, SQLiteStores
from services.people.vault.master_keys import MasterKeys
from services.people.vault.rewrapping import take_over_all

PEOPLE = "people"


@click.command()
@home_options
def rewrap(data: Path, distributed: bool) -> None:
    """Have the vault sealed by its present master key alone, while the other one is known as well.

    Safe to repeat, and while the home runs, if it is distributed. docs/operations/keys.md tells the
    whole change.
    """
    changed = _of_distributed() if distributed else _of_folder(DataFolder(data))
    click.echo(f"{changed} people were taken over; all are sealed by the present master key.")


def _of_distributed() -> int:
    environment = Environment()
    dsn = environment.url(database_of(PEOPLE), *POSTGRES)
    told = told_to_service(environment, PEOPLE)
    environment.check()
    engine = DatabaseOfEach({PEOPLE: dsn}, pool_size=2).engine(PEOPLE)
    return take_over_all(engine, MasterKeys.from_settings(told))


def _of_folder(folder: DataFolder) -> int:
    with folder.locked():
        master = MasterKeys.from_settings(service_settings(folder))
        return take_over_all(SQLiteStores(folder.stores).engine(PEOPLE), master)
