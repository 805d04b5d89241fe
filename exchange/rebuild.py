"""``exchange rebuild``: build a service's views anew from the logs and compare with the live."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from exchange.reaching import home_options, reached
from services.contracts.errors import StoredEventUnreadable
from services.eventlog.following import Pull
from services.eventlog.generations import ViewStore
from services.hosting.service_list import NAMES

CHOICES = (*NAMES, "gateway", "audit", "all")


@click.command()
@click.argument("name", type=click.Choice(CHOICES), metavar="|".join(CHOICES))
@home_options
def rebuild(name: str, data: Path, distributed: bool) -> None:
    """Drop and rebuild views from the logs, and prove that they equal what was live.

    Ends with 1 when a table differed: the rebuilt one is live then, and the log was right. Views
    whose logs hold a damaged event stay as they are, and the event's place is named.
    """
    with reached(data, distributed) as home:
        stores = home.view_stores
        wanted = stores if name == "all" else {name: stores[name]}
        troubles = [_rebuild(part, store, home.pulls()) for part, store in wanted.items()]
    if any(troubles):
        raise click.ClickException("\n".join(dict.fromkeys(filter(None, troubles))))


def _rebuild(name: str, store: ViewStore[Any], logs: Mapping[str, Pull]) -> str:
    """Rebuild one set of views; what is the matter with it, or nothing."""
    try:
        outcome = store.rebuild(logs)
    except StoredEventUnreadable as fault:
        click.echo(f"{name:<14} NOT REBUILT: it stays as it was")
        return f"{fault} [{fault.code}]"
    verdict = f"DIFFERENT: {', '.join(outcome.different)}" if outcome.different else "equal"
    click.echo(f"{name:<14} {outcome.facts:>8} facts  {outcome.rows:>8} rows  {verdict}")
    return "What differed from the log was replaced." if outcome.different else ""
