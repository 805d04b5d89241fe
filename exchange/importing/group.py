"""``exchange import``: the commands that bring lists in."""

import click

from exchange.importing.command import universities


@click.group("import")
def importing() -> None:
    """Bring lists from elsewhere in."""


importing.add_command(universities)
