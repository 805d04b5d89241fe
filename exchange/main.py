"""The index of the ``exchange`` command."""

import click

from exchange.data_folder import FolderInUse
from exchange.director import director
from exchange.follow import follow
from exchange.importing.command import universities
from exchange.look_back import audit
from exchange.make_season import season
from exchange.rebuild import rebuild
from exchange.run import run
from exchange.troubles import trouble_of
from services.contracts.errors import Failure
from services.eventlog.faults import STORE_ERRORS


class FriendlyGroup(click.Group):
    """Turns expected troubles into messages that say what to do, without tracebacks."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except FolderInUse as error:
            message = f"{error} Stop it first, or choose another --data."
            raise click.ClickException(message) from error
        except Failure as failure:
            raise click.ClickException(f"{failure} [{failure.code}]") from failure
        except (OSError, *STORE_ERRORS) as error:
            if (trouble := trouble_of(error)) is None:
                raise
            raise click.ClickException(trouble) from error


@click.group(cls=FriendlyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="score-exchange")
def main() -> None:
    """The Exchange: research exchanges of medical students, from form to certificate."""


@main.group("import")
def importing() -> None:
    """Bring lists from elsewhere in."""


importing.add_command(universities)
for command in (run, season, director, rebuild, follow, audit):
    main.add_command(command)
