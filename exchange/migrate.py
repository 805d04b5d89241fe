"""``exchange migrate``: databases, roles and tables of the distributed home."""

from collections.abc import Callable, Iterable

import click

from exchange.distributed import POSTGRES, VIEWS, told_to_service
from exchange.feeding import feed_what_is_behind
from exchange.progress import telling
from exchange.serve_views import view_stores
from exchange.view_sets import views_in
from services.hosting.distributed import settings
from services.hosting.distributed.environment import Environment
from services.hosting.distributed.migration import (
    mark_migrated,
    migrating,
    provide_database,
    wait_until_migrated,
)
from services.hosting.distributed.relay_state import table_sql
from services.hosting.distributed.settings import database_of
from services.hosting.host import Surroundings
from services.hosting.service_list import NAMES, service_class
from services.hosting.stores import DatabaseOfEach

PARTS = (*NAMES, VIEWS)


@click.command()
@click.argument("parts", type=click.Choice(PARTS), nargs=-1)
@click.option(
    "--wait",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="Make nothing: wait at most so long until all is there, made elsewhere.",
)
def migrate(parts: tuple[str, ...], wait: float | None) -> None:
    """Make databases and tables, for all PARTS or for some. Safe to repeat.

    Roles and databases are made as well when EXCHANGE_DATABASE_ADMIN is set. Views that a new
    release knows otherwise are made and fed beside those of the one before, which may go on.
    """
    wanted = parts or PARTS
    if wait is None:
        _make(wanted)
    else:
        _wait_for(wanted, wait)


def _wait_for(wanted: Iterable[str], seconds: float) -> None:
    environment = Environment()
    dsns = {name: environment.url(database_of(name), *POSTGRES) for name in wanted}
    environment.check()
    for name, dsn in dsns.items():
        wait_until_migrated(dsn, seconds, views_in(name))
        click.echo(f"{name:<14} ready")


def _make(wanted: Iterable[str]) -> None:
    environment = Environment()
    admin = environment.url(settings.ADMIN, *POSTGRES)
    dsns = {name: environment.url(database_of(name), *POSTGRES) for name in wanted}
    makers = {name: _maker(environment, name) for name in wanted}
    environment.check()
    for name, dsn in dsns.items():
        if admin:
            provide_database(admin, dsn)
        _make_tables(dsn, makers[name])
        click.echo(f"{name:<14} ready")
    with telling() as tell:
        fed = feed_what_is_behind(environment, wanted, tell)
    for name in fed:
        click.echo(f"{name:<14} views are of a new shape, and fed")


def _make_tables(dsn: str, make: Callable[[str], None]) -> None:
    with migrating(dsn) as session:
        make(dsn)
        mark_migrated(session)


def _maker(environment: Environment, name: str) -> Callable[[str], None]:
    """What makes the tables of a part."""
    if name == VIEWS:
        return _make_views
    told = told_to_service(environment, name)

    def make(dsn: str) -> None:
        around = Surroundings(DatabaseOfEach({name: dsn}, pool_size=2), settings=told)
        host = service_class(name).host.open(around)
        with host.engine.begin() as tx:
            tx.exec_driver_sql(table_sql(name))
        host.close()

    return make


def _make_views(dsn: str) -> None:
    engine = DatabaseOfEach({VIEWS: dsn}, pool_size=2).engine(VIEWS)
    for store in view_stores(engine):
        store.create()
    engine.dispose()
