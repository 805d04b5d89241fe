"""Names of several people out of the vault, asked for at once; each look is recorded there."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from gateway.views.keyset import Row
from gateway.web.forms.sending import send
from services.people.schemas import MOST_PEOPLE_AT_ONCE, ViewPeople
from services.people.vault.disclosure import Purpose

NAMES = ("given_name", "family_name", "native_name")


def name_in(data: dict[str, Any]) -> str:
    """A person's name as it is written in letters that most can read; or else their own."""
    written = " ".join(data[part] for part in NAMES[:2] if data.get(part))
    return written or data.get("native_name") or ""


def names_of(ids: Iterable[UUID | None], purpose: Purpose) -> dict[UUID, str]:
    """The names of these people; whoever is not the visitor's to see is left out."""
    wanted = [str(one) for one in dict.fromkeys(ids) if one]
    found: dict[UUID, str] = {}
    for first in range(0, len(wanted), MOST_PEOPLE_AT_ONCE):
        some = wanted[first : first + MOST_PEOPLE_AT_ONCE]
        asked = {"person_ids": some, "purpose": purpose, "fields_asked": list(NAMES)}
        for person in send("people", ViewPeople, asked)["people"]:
            found[UUID(str(person["person_id"]))] = name_in(person["data"])
    return found


def with_names(rows: list[Row], key: str, purpose: Purpose) -> list[Row]:
    """The rows, each with the name of the person that a column names; empty if not ours."""
    names = names_of((row[key] for row in rows), purpose)
    return [{**row, "name": names.get(row[key], "")} for row in rows]
