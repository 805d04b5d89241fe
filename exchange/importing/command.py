"""``exchange import universities``: real universities as the faculties of committees."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TextIO

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from exchange.data_folder import DataFolder
from exchange.home import opened
from exchange.importing.findings import Finding, write_findings
from exchange.importing.registration import Registration, Tally
from exchange.importing.rehearsal import rehearsed
from exchange.importing.table import Row, read_table
from exchange.importing.universities import COLUMNS, country_code_of
from exchange.options import data_option
from services.hosting.one_process import OneProcessHome

SHOWN = 20
ROWS_AT_ONCE = 200
SOME_REJECTED = 1


def _country_codes(_: click.Context, __: click.Parameter, codes: tuple[str, ...]) -> frozenset[str]:
    wrong = [code for code in codes if len(code) != 2 or not code.isalpha()]
    if wrong:
        raise click.BadParameter(f"{wrong[0]} is not a country's two letters, such as PT.")
    return frozenset(code.upper() for code in codes)


@click.command()
@click.argument("csv", metavar="CSV", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_option
@click.option("--dry-run", is_flag=True, help="Only say what would become of every row.")
@click.option(
    "--country",
    "countries",
    metavar="XX",
    multiple=True,
    callback=_country_codes,
    help="Only rows of this country; may be given several times.",
)
@click.option(
    "--create-organisations",
    is_flag=True,
    help="Register an organisation for a country that has none.",
)
@click.option(
    "--errors",
    type=click.File("w", encoding="utf-8-sig"),
    help="Write what was found, by row, into this CSV file.",
)
@click.pass_context
def universities(
    context: click.Context,
    csv: Path,
    data: Path,
    dry_run: bool,
    countries: frozenset[str],
    create_organisations: bool,
    errors: TextIO | None,
) -> None:
    """Register the universities of a list as committees' faculties.

    The list is CSV in UTF-8 with the columns country_code, country, region, name and web_page.
    It can be imported again at any time, also after an interruption: what is there stays as it
    is. Ends with 1 when rows were rejected, with 2 when the list cannot be read.
    """
    rows = _rows(csv, countries)
    with _home(data, dry_run) as home:
        tally = _register(home, rows, create_organisations)
        home.settle()
    _tell(tally, dry_run)
    if errors:
        write_findings(tally.findings, errors)
    if tally.rejected:
        context.exit(SOME_REJECTED)


def _rows(csv: Path, countries: frozenset[str]) -> list[Row]:
    rows = read_table(csv, COLUMNS)
    return [row for row in rows if not countries or country_code_of(row) in countries]


def _home(data: Path, dry_run: bool) -> AbstractContextManager[OneProcessHome]:
    return rehearsed(data) if dry_run else opened(DataFolder(data))


def _register(home: OneProcessHome, rows: Sequence[Row], create_organisations: bool) -> Tally:
    registration = Registration(home, create_organisations=create_organisations)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        for number, row in enumerate(progress.track(rows, description="Universities"), start=1):
            registration.take(row)
            if number % ROWS_AT_ONCE == 0:
                home.settle()
    return registration.tally


def _tell(tally: Tally, dry_run: bool) -> None:
    for finding in tally.findings[:SHOWN]:
        click.echo(_line(finding))
    if len(tally.findings) > SHOWN:
        click.echo(f"… and {len(tally.findings) - SHOWN:,} more; --errors FILE writes all of them.")
    if dry_run:
        click.echo("Dry run, nothing was changed. This is what would become of the rows:")
    click.echo(
        f"{tally.registered:>8,} registered\n"
        f"{tally.already_there:>8,} already there\n"
        f"{tally.rejected:>8,} rejected\n"
        f"{tally.organisations:>8,} organisations registered for them"
    )
    if tally.rejected:
        click.echo("Correct the rejected rows and import again; the others stay as they are.")


def _line(finding: Finding) -> str:
    where = f"row {finding.row}, {finding.column}" if finding.column else f"row {finding.row}"
    return f"{where}: {finding.problem} ({finding.outcome}). {finding.remedy}"
