"""``python -m benchmarks``: run benchmarks and print their table."""

import click

from benchmarks.report import HEADINGS, lines, machine
from benchmarks.suites import SUITES


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(SUITES)))
@click.option("--rounds", default=5, show_default=True, help="Interleaved rounds of each.")
def main(names: tuple[str, ...], rounds: int) -> None:
    """Run the named benchmarks, or all of them, and print a table in Markdown as it comes to be."""
    click.echo("\n".join((machine(), "", *HEADINGS)))
    for name in names or SUITES:
        for comparison in SUITES[name](rounds):
            click.echo("\n".join(lines(comparison)))


main()
