"""The colleagues to whom a contact person can hand a student over, by name."""

from uuid import UUID

from sqlalchemy import true

from gateway.api.context import today, views
from gateway.views.keyset import Row
from gateway.web.forms import Option
from gateway.web.language import gettext, ngettext
from gateway.web.naming import names_of
from gateway.web.purposes import Purpose


def colleagues_of(task: Row, me: Row) -> list[Option]:
    """Who of the same committee is free for the whole stay, with the students they have then.

    Contact persons may know each other's names, and so choose among them.
    """
    start, end = task["start"], task["end"]
    free = views().contact_persons.free(me["lc_id"], start, end, true(), today())
    others = [one for one in free if one["contact_person_id"] != me["contact_person_id"]]
    names = names_of((one["person_id"] for one in others), Purpose.CONTACT)
    return [_option(one, names) for one in others if one["person_id"] in names]


def _option(one: Row, names: dict[UUID, str]) -> Option:
    name = names[one["person_id"]] or gettext("A colleague without a name")
    load = ngettext(
        "{number} student at that time", "{number} students at that time", one["busiest"]
    )
    return Option(str(one["contact_person_id"]), name, load)
