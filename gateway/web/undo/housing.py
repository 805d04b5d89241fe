"""How to restore what was changed at rooms and contact persons."""

from collections.abc import Iterable
from uuid import UUID

from gateway.views.keyset import Row
from gateway.web.undo.restoring import Restoring, Values, has_changed
from gateway.web.undo.step import CounterStep
from services.housing.schemas import (
    BlockRoom,
    EnrolContactPerson,
    NameBackupContact,
    ReassignContactPerson,
    SetLoadLimit,
    UnblockRoom,
)

SERVICE = "housing"


def unblocked(room: Row, filled: Values, answer: Values) -> CounterStep | None:
    """The days on which the room was blocked are free again."""
    if not has_changed(room, answer):
        return None
    days = {"start": filled["start"], "end": filled["end"]}
    return CounterStep(SERVICE, UnblockRoom, {"room_id": str(room["room_id"]), **days})


def blocked_again(room: Row, filled: Values) -> CounterStep | None:
    """The days that were given free are blocked as before, for the same reason if there was one."""
    days = {"start": filled["start"], "end": filled["end"]}
    blocks = {(b["start"].isoformat(), b["end"].isoformat()): b["reason"] for b in room["blocks"]}
    reason = blocks.get((days["start"], days["end"]))
    if reason is None:
        return None
    data = {"room_id": str(room["room_id"]), **days}
    return CounterStep(SERVICE, BlockRoom, {**data, "reason": reason} if reason else data)


def load_limit_before(before: Row, _filled: Values, answer: Values) -> CounterStep | None:
    """The contact person takes so many students at a time as before."""
    if not has_changed(before, answer):
        return None
    limit = {"load_limit": before["load_limit"], **_contact_person(before)}
    return CounterStep(SERVICE, SetLoadLimit, limit, answer["version"])


def enrolled_again(before: Row, _filled: Values, _answer: Values) -> CounterStep:
    """Who has just retired takes students as before."""
    person = {name: str(before[name]) for name in ("lc_id", "person_id")}
    limit = {"load_limit": before["load_limit"]}
    return CounterStep(SERVICE, EnrolContactPerson, {**person, **limit})


def handed_back(exchange_id: UUID) -> Restoring:
    """The student is with the contact person again who has just handed them over."""

    def restored(before: Row, filled: Values, _answer: Values) -> CounterStep:
        sides = {
            "contact_person_id": filled["successor_id"],
            "successor_id": str(before["contact_person_id"]),
        }
        about = {"exchange_id": str(exchange_id), **sides}
        return CounterStep(SERVICE, ReassignContactPerson, about)

    return restored


def backup_before(exchange_id: UUID, guides: Iterable[Row]) -> Restoring:
    """Who stepped in for the contact person does so again, if somebody did."""
    backup_id = next((str(one["contact_person_id"]) for one in guides if one["is_backup"]), "")

    def restored(before: Row, filled: Values, answer: Values) -> CounterStep | None:
        if backup_id in ("", filled["backup_id"]):
            return None
        about = {"exchange_id": str(exchange_id), "backup_id": backup_id}
        named = {**about, **_contact_person(before)}
        return CounterStep(SERVICE, NameBackupContact, named, answer["version"])

    return restored


def _contact_person(row: Row) -> dict[str, str]:
    return {"contact_person_id": str(row["contact_person_id"])}
