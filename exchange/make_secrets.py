"""``exchange secrets``: the secrets of a distributed home, one in a file.

<folder>/master_key, signing_key    the keys, 32 bytes in hexadecimal
<folder>/database_<part>            the address of each part's database, with its role's password
<folder>/database_admin             that of the administrator, for `exchange migrate`
<folder>/database_password          the administrator's password, for PostgreSQL itself
<folder>/broker                     the address of the broker
<folder>/broker_account.conf        the broker's account, for RabbitMQ itself
<folder>/grafana_password           the password of Grafana's administrator

The folder is for its owner only. The files in it can be read by everybody who is let in to them,
since a part in a container is another user than who made them.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import click

from exchange.data_folder import KEY_BYTES, DataFolder, write_for_owner
from services.hosting.service_list import NAMES

PARTS = (*NAMES, "gateway")
READABLE = 0o444
ACCOUNT = """\
default_user = exchange
default_pass = {password}
default_vhost = exchange
"""

Group = Callable[[str], Mapping[str, str]]
"""Files that belong together, from a password that is new."""


@click.command("secrets")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--broker-host", default="rabbitmq", show_default=True)
@click.option("--database-host", default="postgresql", show_default=True)
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Take the keys of this data folder, whose home is going to move in.",
)
def make_secrets(folder: Path, broker_host: str, database_host: str, source: Path | None) -> None:
    """Make the secrets of a distributed home in FOLDER. Those that are there stay as they are."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for group in _groups(broker_host, database_host, source):
        files = group(secrets.token_hex(KEY_BYTES))
        if _are_missing(folder, files):
            _write(folder, files)
        click.echo("\n".join(str(folder / name) for name in files))


def _groups(broker_host: str, database_host: str, source: Path | None) -> Iterator[Group]:
    for name in ("master_key", "signing_key"):
        yield partial(_key, name, DataFolder(source).secret(name).hex() if source else "")
    for part in PARTS:
        yield partial(_database_of, part, database_host)
    yield partial(_administrator, database_host)
    yield partial(_broker, broker_host)
    yield lambda new: {"grafana_password": new}


def _key(name: str, kept: str, new: str) -> dict[str, str]:
    return {name: kept or new}


def _database_of(part: str, host: str, new: str) -> dict[str, str]:
    return {f"database_{part}": _database(f"exchange_{part}", new, host)}


def _administrator(host: str, new: str) -> dict[str, str]:
    return {"database_password": new, "database_admin": _database("postgres", new, host)}


def _broker(host: str, new: str) -> dict[str, str]:
    address = f"amqp://exchange:{new}@{host}:5672/exchange"
    return {"broker": address, "broker_account.conf": ACCOUNT.format(password=new)}


def _database(role: str, password: str, host: str) -> str:
    """A role's own database, which has its name."""
    return f"postgresql://{role}:{password}@{host}:5432/{role}"


def _are_missing(folder: Path, files: Mapping[str, str]) -> bool:
    """Whether none of them is there. Raises ClickException when only some are."""
    there = [name for name in files if (folder / name).exists()]
    if there and len(there) < len(files):
        raise click.ClickException(
            f"Of {', '.join(files)} only {', '.join(there)} is in {folder}, and they share a"
            " password. Put back what is missing, or delete all of them for a new password."
        )
    return not there


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, content in files.items():
        write_for_owner(folder / name, content)
        (folder / name).chmod(READABLE)
