"""``exchange follow``: where every line of facts stands, and going past a fact that stops one.

Of a one-process home that is not running, by its folder; of the distributed home that is.
"""

import getpass
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from audit.text import passed_over_text
from exchange.data_folder import FolderInUse
from exchange.look_back import json_option
from exchange.reaching import ReachedHome, home_options, reached
from services.hosting.line_status import LineState, LineStatus
from services.hosting.wire import from_wire, to_wire

STYLES = {LineState.LIVE: "green", LineState.WAITING: "yellow", LineState.STOPPED: "bold red"}
HEADS = ("follower", "source", "position", "newest", "behind", "seconds", "state")
WIDE = 120


@click.group()
def follow() -> None:
    """The lines of facts: who follows whom, how far, and what stops them."""


@follow.command()
@home_options
@json_option
def status(data: Path, distributed: bool, as_json: bool) -> None:
    """Every line: position, lag, and what stops it; and what was passed over."""
    with _reached(data, distributed) as home:
        statuses = home.line_statuses()
    if as_json:
        lines = from_wire(to_wire([line.to_json() for line in statuses]))
        click.echo(json.dumps(lines, ensure_ascii=False, indent=2))
    else:
        _show(statuses)


@follow.command()
@click.argument("follower")
@click.argument("source")
@click.argument("position", type=click.IntRange(1))
@click.option("--reason", required=True, help="Why; it is recorded with your name and the time.")
@home_options
def skip(
    follower: str, source: str, position: int, reason: str, data: Path, distributed: bool
) -> None:
    """Let FOLLOWER go past exactly the fact at POSITION of SOURCE that stops it.

    It is tried a last time. What was passed over is never made up for by itself: views get it
    when they are rebuilt and it can be applied by then, reactions never.
    """
    with _reached(data, distributed) as home:
        passed = home.pass_over(follower, source, position, f"local:{getpass.getuser()}", reason)
    click.echo(f"{follower} went past {passed_over_text(passed)}")


@contextmanager
def _reached(data: Path, distributed: bool) -> Iterator[ReachedHome]:
    """The home, unless it is one process and runs: then it is asked over the API."""
    try:
        with reached(data, distributed) as home:
            yield home
    except FolderInUse as error:
        raise click.ClickException(
            f"{error} While it runs, an operator asks it itself: GET /api/v1/followers, and"
            " POST /api/v1/followers/FOLLOWER/SOURCE/skip with position and reason. Or stop it."
        ) from error


def _show(statuses: list[LineStatus]) -> None:
    table = Table(*HEADS, box=None, pad_edge=False)
    for line in statuses:
        counts = (line.position, line.newest, line.lag_positions, f"{line.lag_seconds:.1f}")
        state = f"[{STYLES[line.state]}]{line.state}"
        table.add_row(line.follower, line.source, *map(str, counts), state)
    console = Console(highlight=False, width=None if Console().is_terminal else WIDE)
    console.print(table)
    for line in statuses:
        _show_stop(line)
        for passed in line.passed_over:
            click.echo(f"{line.follower} went past {passed_over_text(passed)}")


def _show_stop(line: LineStatus) -> None:
    if (stop := line.stop) is not None:
        click.echo(
            f"{line.follower} is stopped since {stop.since:%Y-%m-%d %H:%M:%S} by"
            f" {stop.source}/{stop.position} {stop.type} ({stop.fact_id}),"
            f" tried {stop.tries} times: {stop.error}"
        )
    elif line.error:
        click.echo(f"{line.follower} waits with {line.source}: {line.error}")
