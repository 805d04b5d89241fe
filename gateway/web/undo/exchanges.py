"""How to restore what was changed in an exchange: its placement, committee and logbook."""

from datetime import date
from typing import Any
from uuid import UUID

from gateway.views.keyset import Row
from gateway.web.undo.restoring import Values
from gateway.web.undo.step import CounterStep
from services.applications.schemas import (
    AssignToCommittee,
    RecordAttendance,
    WithdrawPlacement,
    WriteDiary,
)

SERVICE = "applications"


def withdrawn(exchange_id: UUID, answer: Values) -> CounterStep:
    """The placement that was proposed, and no other, is open no more."""
    placement = {"exchange_id": str(exchange_id), "placement_id": str(answer["placement_id"])}
    return CounterStep(SERVICE, WithdrawPlacement, placement)


def committee_before(before: Row, filled: Values, answer: Values) -> CounterStep | None:
    """The committee that was to place the exchange is so again, if there was one."""
    lc_id = str(before["hosting_lc_id"])
    if before["stage"] != "placing" or lc_id == filled["lc_id"]:
        return None
    given = {"exchange_id": str(before["exchange_id"]), "lc_id": lc_id}
    return CounterStep(SERVICE, AssignToCommittee, given, answer["version"])


def attendance_before(logbook: Row, filled: Values, answer: Values) -> CounterStep | None:
    """The day is what it was, if it was written down before."""
    before = _days(logbook, "attendance").get(filled["day"])
    if before in (None, filled["attendance"]):
        return None
    day = {**_of(logbook), "day": filled["day"], "attendance": before}
    return CounterStep(SERVICE, RecordAttendance, day, answer["version"])


def diary_before(logbook: Row, day: date, answer: Values) -> CounterStep | None:
    """The entry of the day is the one before, if there was one: it is still in the vault."""
    before = _days(logbook, "diary_document_id").get(day.isoformat())
    if before is None:
        return None
    entry = {**_of(logbook), "day": day.isoformat(), "document_id": str(before)}
    return CounterStep(SERVICE, WriteDiary, entry, answer["version"])


def _days(logbook: Row, what: str) -> dict[str, Any]:
    return {day["day"].isoformat(): day[what] for day in logbook["days"]}


def _of(logbook: Row) -> dict[str, str]:
    return {"exchange_id": str(logbook["exchange_id"])}
