"""The index of the ``exchange`` command. What a command needs is imported when it is called."""

from importlib import import_module

import click

COMMANDS = {
    "run": "exchange.run:run",
    "season": "exchange.make_season:season",
    "director": "exchange.director:director",
    "rebuild": "exchange.rebuild:rebuild",
    "follow": "exchange.follow:follow",
    "audit": "exchange.look_back:audit",
    "import": "exchange.importing.group:importing",
    "rewrap": "exchange.rewrap:rewrap",
    "serve": "exchange.serve:serve",
    "migrate": "exchange.migrate:migrate",
    "move": "exchange.move:move",
    "up": "exchange.up.command:up",
    "sample": "exchange.sample:sample",
    "secrets": "exchange.make_secrets:make_secrets",
    "healthy": "exchange.healthy:healthy",
}


class FriendlyGroup(click.Group):
    """Finds commands by name, and turns expected troubles into messages that say what to do."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            from exchange.troubles import words_for  # noqa: PLC0415 - see above

            if (words := words_for(error)) is None:
                raise
            raise click.ClickException(words) from error


@click.group(cls=FriendlyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="score-exchange")
def main() -> None:
    """The Exchange: research exchanges of medical students, from form to certificate."""
