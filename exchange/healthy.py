"""``exchange healthy``: whether the part that runs here is ready, as engines of containers ask."""

from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPException

import click

from services.hosting.distributed import settings
from services.hosting.distributed.environment import Environment

PATIENCE_SECONDS = 8.0
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - recognised, not listened on
HERE = "127.0.0.1"
READY = 200


@click.command()
def healthy() -> None:
    """Say whether the part that runs here is ready; ends with 1 when it is not.

    A part listens at EXCHANGE_LISTEN (the gateway) or at EXCHANGE_HEALTH (the others).
    """
    for host, port in _places():
        try:
            _ask(host, port)
        except (OSError, HTTPException):
            continue
        return
    raise click.ClickException("Nothing answers where a part would tell its health.")


def _places() -> Iterator[tuple[str, int]]:
    """Where a part may listen. Raises SettingsUnusable."""
    environment = Environment()
    found = [environment.address(setting) for setting in (settings.HEALTH, settings.LISTEN)]
    environment.check()
    for host, port in found:
        if port:
            yield (HERE if host in EVERYWHERE else host), port


def _ask(host: str, port: int) -> None:
    """Tell what is answered. Raises OSError and HTTPException when nothing is, ClickException
    when it is not ready.
    """
    with closing(HTTPConnection(host, port, timeout=PATIENCE_SECONDS)) as connection:
        connection.request("GET", "/readyz")
        answer = connection.getresponse()
        told = answer.read().decode(errors="replace")
    if answer.status != READY:
        raise click.ClickException(told)
    click.echo(told)
