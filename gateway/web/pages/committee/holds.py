"""The three holds of a placement, as one watches them come."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from gateway.api.context import current_actor, today, views
from gateway.views.keyset import Row
from gateway.web.answers import address
from gateway.web.forms.reasons import reason_in_words
from gateway.web.language import gettext, marked
from gateway.web.language.words import word
from gateway.web.naming import names_of
from gateway.web.purposes import Purpose

TONES = {
    "confirmed": "done",
    "booked": "done",
    "assigned": "done",
    "occupied": "done",
    "ended": "done",
    "refused": "late",
    "declined": "late",
    "released": "info",
}
WAITS_FOR_MENTOR = "held"
STATES = {
    "held": marked("Kept"),
    "confirmed": marked("Confirmed"),
    "booked": marked("Booked"),
    "assigned": marked("Assigned"),
    "occupied": marked("The student lives there"),
    "ended": marked("The stay is over"),
    "refused": marked("Not possible"),
    "declined": marked("Declined"),
    "released": marked("Let go of"),
}


@dataclass(frozen=True)
class Hold:
    """One of the three: what was asked for, how it stands, until when it is kept."""

    kind: str
    title: str
    what: str
    to: str
    tone: str
    state: str
    until: datetime | None = None


def holds_of(case: Row) -> list[Hold]:
    """Mentor, bed and contact person of the present placement; empty without one."""
    placement = case["placement"]
    if placement is None:
        return []
    return [_mentor(case, placement), _bed(placement), _contact_person(placement)]


def _mentor(case: Row, placement: Row) -> Hold:
    answer = placement["slot"]
    to = address("committee.project", project_id=placement["project_id"])
    title = case["project_title"] or gettext("Project")
    hold = _hold("mentor", gettext("Mentor"), title, to, answer)
    if answer and answer["state"] == WAITS_FOR_MENTOR:
        return Hold(**{**vars(hold), "tone": "waiting", "state": gettext("Waits for the mentor")})
    return hold


def _bed(placement: Row) -> Hold:
    room_id = placement["room_id"]
    room = views().lodging.one(room_id, views().visibility.run_rooms(current_actor(), today()))
    label = room["label"] if room else gettext("Room")
    return _hold(
        "bed",
        gettext("Bed"),
        label,
        address("committee.room", room_id=room_id),
        placement["bed"],
    )


def _contact_person(placement: Row) -> Hold:
    asked_for = placement["contact_person_id"]
    duties = placement["contact_persons"]
    answer = next((row for row in duties if row["contact_person_id"] == asked_for), None)
    to = address("committee.contact_person", contact_person_id=asked_for)
    name = _name_of(asked_for)
    return _hold("contact_person", gettext("Contact person"), name, to, answer)


def _name_of(contact_person_id: UUID) -> str:
    visible = views().visibility.contact_persons(current_actor(), today())
    row = views().contact_persons.one(contact_person_id, visible, today())
    names = names_of([row["person_id"]], Purpose.ADMINISTRATION) if row else {}
    return next(iter(names.values()), "") or gettext("Contact person")


def _hold(kind: str, title: str, what: str, to: str, answer: Any) -> Hold:
    """The hold with its state; before the answer has come, it is asked for."""
    if answer is None:
        return Hold(kind, title, what, to, "waiting", gettext("Asked"))
    state = answer["state"]
    tone = TONES.get(state, "done" if state == "held" else "waiting")
    reason = f": {reason_in_words(answer['reason'])}" if answer["reason"] else ""
    text = gettext(STATES[state]) if state in STATES else word(state)
    until = answer["until"] if state in ("held", "confirmed") else None
    return Hold(kind, title, what, to, tone, f"{text}{reason}", until)
