"""The colleagues to whom a contact person can hand a student over, by name."""

from typing import Any

from sqlalchemy import true

from gateway.api.context import today, views
from gateway.views.keyset import Row
from gateway.web.forms import Option
from gateway.web.forms.sending import send
from gateway.web.language import gettext, ngettext
from services.people.schemas import MOST_PEOPLE_AT_ONCE, ViewPeople
from services.people.vault.personal_data import display_name

PURPOSE = "contact"


def colleagues_of(task: Row, me: Row) -> list[Option]:
    """Who of the same committee is free for the whole stay, with the students they have then.

    Contact persons may know each other's names, and so choose among them.
    """
    start, end = task["start"], task["end"]
    free = views().contact_persons.free(me["lc_id"], start, end, true(), today())
    others = [one for one in free if one["contact_person_id"] != me["contact_person_id"]]
    names = _names([str(one["person_id"]) for one in others[:MOST_PEOPLE_AT_ONCE]])
    return [_option(one, names) for one in others if str(one["person_id"]) in names]


def _names(person_ids: list[str]) -> dict[str, str]:
    if not person_ids:
        return {}
    asked = {"person_ids": person_ids, "purpose": PURPOSE, "fields_asked": []}
    people: list[dict[str, Any]] = send("people", ViewPeople, asked)["people"]
    return {str(one["person_id"]): display_name(one["data"]) for one in people}


def _option(one: Row, names: dict[str, str]) -> Option:
    name = names[str(one["person_id"])] or gettext("A colleague without a name")
    load = ngettext(
        "{number} student at that time", "{number} students at that time", one["busiest"]
    )
    return Option(str(one["contact_person_id"]), name, load)
