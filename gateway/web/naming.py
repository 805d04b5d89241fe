"""Names of several people out of the vault, asked for at once; each look is recorded there."""

from collections.abc import Iterable
from uuid import UUID

from gateway.views.keyset import Row
from gateway.web.forms.sending import send
from gateway.web.purposes import Purpose
from services.people.schemas import MOST_PEOPLE_AT_ONCE, ViewPeople

NAMES = ("given_name", "family_name", "native_name")


def display_name(data: Row) -> str:
    """What to call the person; empty while no name is known."""
    written = " ".join(data[part] for part in NAMES[:2] if data.get(part))
    return written or data.get("native_name") or ""


def data_of(ids: Iterable[UUID | None], purpose: Purpose, *more: str) -> dict[UUID, Row]:
    """What may be seen of these people for the purpose; who is not ours is left out."""
    wanted = [str(one) for one in dict.fromkeys(ids) if one]
    found: dict[UUID, Row] = {}
    for first in range(0, len(wanted), MOST_PEOPLE_AT_ONCE):
        some = wanted[first : first + MOST_PEOPLE_AT_ONCE]
        asked = {"person_ids": some, "purpose": purpose, "fields_asked": [*NAMES, *more]}
        for person in send("people", ViewPeople, asked)["people"]:
            found[UUID(str(person["person_id"]))] = person["data"]
    return found


def names_of(ids: Iterable[UUID | None], purpose: Purpose) -> dict[UUID, str]:
    """The names of these people."""
    return {one: display_name(data) for one, data in data_of(ids, purpose).items()}


def with_names(rows: list[Row], key: str, purpose: Purpose) -> list[Row]:
    """The rows, each with the name of the person that a column names; empty if not ours."""
    names = names_of((row[key] for row in rows), purpose)
    return [{**row, "name": names.get(row[key], "")} for row in rows]
