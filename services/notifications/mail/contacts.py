"""How to reach somebody: asked of people when a letter is written, and never kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.contracts.errors import NotFound

Ask = Callable[[str, str, dict[str, Any]], Any]


@dataclass(frozen=True)
class ContactCard:
    """What a letter needs to know of a person; empty where the person did not say."""

    name: str
    email: str
    language: str


NOBODY = ContactCard(name="", email="", language="")


def personal_link(ask: Ask, person_id: UUID, exchange_id: UUID, site: str) -> str:
    """An address that opens the person's own task in the exchange, without a password."""
    about = {"person_id": str(person_id), "exchange_id": str(exchange_id)}
    return f"{site}/link/{ask('people', 'issue_link', about)['token']}"


def password_link(ask: Ask, person_id: UUID, site: str) -> str:
    """An address at which the person chooses another password, once. Raises Refusal."""
    return f"{site}/invitation/{ask('people', 'issue_password_link', _about(person_id))['token']}"


def _about(person_id: UUID) -> dict[str, str]:
    return {"person_id": str(person_id)}


def contact_card(ask: Ask, person_id: UUID) -> ContactCard:
    """The person's card; an empty one when people knows no such person (any more)."""
    question = {"person_id": str(person_id), "purpose": "notification"}
    try:
        card = ask("people", "contact_card", question)
    except NotFound:
        return NOBODY
    said = (card["display_name"], card["email"], card["language"])
    return ContactCard(*(text or "" for text in said))
