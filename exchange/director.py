"""``exchange director``: the first account of a home that starts without the sample season."""

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from exchange.reaching import ReachedHome, home_options, reached
from services.contracts.roles import Role

TERM = timedelta(days=365)


@click.command()
@click.argument("email")
@click.option("--given-name", prompt=True)
@click.option("--family-name", prompt=True)
@home_options
def director(email: str, given_name: str, family_name: str, data: Path, distributed: bool) -> None:
    """Make a director who can sign in and appoint everybody else; prints the password once."""
    about = {"email": email, "given_name": given_name, "family_name": family_name}
    with reached(data, distributed) as home:
        password = _appointed(home, about)
    click.echo(f"Sign in as {email} with the password {password} and change it.")


def _appointed(home: ReachedHome, about: dict[str, Any]) -> str:
    person_id = home.send("people", "register_person", {})["id"]
    home.send("people", "set_personal_data", {"person_id": person_id, "data": about})
    home.send("people", "open_account", {"person_id": person_id})
    first = home.clock.now().date()
    grant = {
        "person_id": person_id,
        "role": Role.DIRECTOR.value,
        "valid_from": first.isoformat(),
        "valid_until": (first + TERM).isoformat(),
    }
    home.send("people", "grant_role", grant)
    token = home.send("people", "invite", {"person_id": person_id})["token"]
    password = secrets.token_urlsafe(12)
    home.send("people", "accept_invitation", {"token": token, "password": password})
    return password
