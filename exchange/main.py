"""The index of the ``exchange`` command."""

from pathlib import Path

import click

from exchange.data_folder import FolderInUse
from services.contracts.errors import Refusal

data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("data"),
    show_default=True,
    help="The folder that holds everything.",
)


class FriendlyGroup(click.Group):
    """Turns refusals into messages that say what to do; no tracebacks for expected troubles."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except FolderInUse as error:
            raise click.ClickException(
                f"{error} Stop it first, or choose another --data."
            ) from error
        except Refusal as refusal:
            raise click.ClickException(f"{refusal} [{refusal.code}]") from refusal


@click.group(cls=FriendlyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="score-exchange")
def main() -> None:
    """The Exchange: research exchanges of medical students, from form to certificate."""
