"""``exchange rebuild``: build a service's views anew from the logs and compare with the live."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from exchange.data_folder import DataFolder
from exchange.home import opened
from exchange.options import data_option
from services.eventlog.following import Pull
from services.eventlog.generations import ViewStore
from services.hosting.service_list import NAMES

CHOICES = (*NAMES, "gateway", "audit", "all")


@click.command()
@click.argument("name", type=click.Choice(CHOICES), metavar="|".join(CHOICES))
@data_option
def rebuild(name: str, data: Path) -> None:
    """Drop and rebuild views from the logs, and prove that they equal what was live.

    Ends with 1 when a table differed: the rebuilt one is live then, and the log was right.
    """
    with opened(DataFolder(data)) as home:
        home.settle()
        stores = home.view_stores
        wanted = stores if name == "all" else {name: stores[name]}
        differing = [
            part for part, store in wanted.items() if not _rebuilt(part, store, home.pulls())
        ]
    if differing:
        raise click.ClickException(
            f"Differed from the log, and were replaced: {', '.join(differing)}"
        )


def _rebuilt(name: str, store: ViewStore[Any], logs: Mapping[str, Pull]) -> bool:
    """Rebuild one set of views; whether it equals what was live."""
    outcome = store.rebuild(logs)
    verdict = f"DIFFERENT: {', '.join(outcome.different)}" if outcome.different else "equal"
    click.echo(f"{name:<14} {outcome.facts:>8} facts  {outcome.rows:>8} rows  {verdict}")
    return not outcome.different
