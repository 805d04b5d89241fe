"""What is asked of a helper, at which stage of the exchange: the pages that do it.

This only offers; whether it can be done, the service decides.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gateway.views.keyset import Row
from gateway.web.language import marked
from services.contracts.roles import Role

EXPECTED = ("accepted", "confirmed", "cleared")
IN_THE_ROOM = ("occupied",)
SHORTLY = timedelta(days=7)


@dataclass(frozen=True)
class Asked:
    """A page where something is done, and what its link says. ``is_first`` is done next."""

    page: str
    text: str
    icon: str
    is_first: bool = False


DECIDE = Asked("tasks.decline", marked("Say that you cannot take the student"), "close")
START = Asked("tasks.start", marked("The work begins"), "flask", is_first=True)
COUNTERSIGN = Asked("tasks.attendance", marked("Countersign the attendance"), "check", True)
MID = Asked("tasks.mid_appraisal", marked("Appraisal at half-way"), "star")
END = Asked("tasks.end_appraisal", marked("Appraisal at the end"), "award")
FINISH = Asked("tasks.finish", marked("The work is over"), "leave")
KEYS = Asked("tasks.keys", marked("The student is here and has the keys"), "key")
NO_SHOW = Asked("tasks.no_show", marked("The student did not come"), "alert")
HAND_OVER = Asked("tasks.hand_over", marked("Hand over to a colleague"), "people")
DEPARTURE = Asked("tasks.departure", marked("The student has left the room"), "leave")
DAYS = Asked("tasks.blocks", marked("Days on which the room is not free"), "calendar")


def asked_of(
    role: Role, task: Row, placement: Row, logbook: Row | None, today: date
) -> list[Asked]:
    """What somebody can do in a role, the next thing first."""
    asked = {
        Role.MENTOR: _of_mentor(task, logbook or {}),
        Role.CONTACT_PERSON: _of_contact_person(task, placement, today),
        Role.PROVIDER: _of_provider(placement),
    }
    return sorted(asked[role], key=lambda one: not one.is_first)


def is_asked_to_take(task: Row) -> bool:
    """Whether the mentor has not answered yet."""
    return bool(task["slot_state"] == "held")


def _of_mentor(task: Row, logbook: Row) -> Iterable[Asked]:
    if is_asked_to_take(task):
        yield DECIDE
    if task["stage"] == "arrived":
        yield START
    if task["stage"] in ("in_progress", "ended"):
        yield COUNTERSIGN
        if logbook.get("mid_score") is None:
            yield MID
        if logbook.get("end_score") is None:
            yield END
    if task["stage"] == "in_progress":
        yield FINISH


def _of_contact_person(task: Row, placement: Row, today: date) -> Iterable[Asked]:
    if not is_first_contact(task, placement):
        return
    if task["stage"] in EXPECTED:
        yield replace(KEYS, is_first=today >= task["start"] - SHORTLY)
    if task["stage"] in EXPECTED and today > task["start"]:
        yield NO_SHOW
    if _is_in_the_room(placement):
        yield DEPARTURE
    yield HAND_OVER


def is_first_contact(task: Row, placement: Row) -> bool:
    """Whether it is the contact person, and not only the colleague who would step in."""
    mine = (one for one in placement["contact_persons"] if one["person_id"] == task["helper_id"])
    return any(one["state"] == "assigned" for one in mine)


def _of_provider(placement: Row) -> Iterable[Asked]:
    if _is_in_the_room(placement):
        yield DEPARTURE
    yield DAYS


def _is_in_the_room(placement: Row) -> bool:
    bed = placement["bed"]
    return bool(bed and bed["state"] in IN_THE_ROOM)
