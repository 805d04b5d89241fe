"""Where a student lives and eats, who helps them, and the card for the pocket."""

from typing import Any
from uuid import UUID

from flask import Response

from gateway.api.context import current_actor, today, views
from gateway.views.keyset import Row
from gateway.web.answers import page
from gateway.web.forms.sending import send
from gateway.web.language import marked
from gateway.web.offline import kept_offline
from gateway.web.pages.student.area import MINE, STUDENT, STUDENTS
from gateway.web.pages.student.own import (
    OVER_WITHOUT_STAY,
    complete,
    own_data,
    own_exchange,
    project_of,
    shown_at,
)
from gateway.web.purposes import Purpose
from services.contracts.errors import NotFound
from services.people.schemas import ViewPeople

IN_NEED = ("given_name", "family_name", "native_name", "emergency_contact", "insurance",
           "allergies", "arrival", "departure")  # fmt: skip
OF_GUIDES = ("given_name", "family_name", "native_name", "phone", "languages")


@STUDENT.page(f"{MINE}/stay", marked("Room, meals, contact person"), seen_by=STUDENTS,
              example=shown_at("at work"))  # fmt: skip
def stay(exchange_id: UUID) -> Response:
    """The room, the meals, and the people to ask."""
    row = _accepted(exchange_id)
    return page("student/stay.html", exchange=row, **_at_the_host(row))


@STUDENT.page(f"{MINE}/pocket", marked("Pocket card"), seen_by=STUDENTS,
              example=shown_at("at work"))  # fmt: skip
def pocket(exchange_id: UUID) -> Response:
    """All that one needs on the way, on one small page that opens without network."""
    row = _accepted(exchange_id)
    shown = page(
        "student/pocket.html",
        exchange=row,
        project=project_of(row),
        data=own_data(*IN_NEED),
        **_at_the_host(row),
    )
    return kept_offline(shown)


def _accepted(exchange_id: UUID) -> Row:
    row = own_exchange(exchange_id)
    if row["accepted_at"] is None or row["stage"] in OVER_WITHOUT_STAY:
        raise NotFound(what="place", id=exchange_id)
    return row


def _at_the_host(row: Row) -> dict[str, Any]:
    return {
        "room": _room(row),
        "boarding": views().boarding.of(row["exchange_id"]),
        "guides": _guides(row),
    }


def _room(row: Row) -> Row | None:
    """The room of the stay; of its calendar nothing is given on."""
    room_id = views().stays.room_of(row["exchange_id"])
    visible = views().visibility.rooms(current_actor(), today())
    return views().lodging.one(room_id, visible) if room_id else None


def _guides(row: Row) -> list[dict[str, Any]]:
    """The contact person and who steps in, with names and numbers out of the vault."""
    duties = views().contact_persons.of_exchange(row["exchange_id"])
    if not duties:
        return []
    asked = {
        "person_ids": [str(duty["person_id"]) for duty in duties],
        "purpose": Purpose.CONTACT,
        "fields_asked": list(OF_GUIDES),
    }
    known = {one["person_id"]: one["data"] for one in send("people", ViewPeople, asked)["people"]}
    named = [(known.get(str(duty["person_id"])), duty["is_backup"]) for duty in duties]
    return [
        {**complete(data, OF_GUIDES), "is_backup": is_backup} for data, is_backup in named if data
    ]
