"""The cells of the month board: how each thing stands that a student needs, and what to do."""

from dataclasses import dataclass
from datetime import date

from gateway.views.keyset import Row
from gateway.web.answers import address
from gateway.web.language import gettext, marked

HELD = {
    "mentor": marked("Confirmed"),
    "bed": marked("Kept"),
    "contact_person": marked("Kept"),
}


@dataclass(frozen=True)
class Cell:
    """One cell: its tone and words; ``to`` leads to what is to be done, called ``action``.

    ``is_done_at_once`` says that the action needs no page of its own.
    """

    name: str
    tone: str
    text: str
    action: str = ""
    to: str = ""
    is_done_at_once: bool = False


def cells_of(row: Row, day: date) -> list[Cell]:
    """Mentor, bed, contact person, documents and card of an incoming student."""
    held = [_held(name, row, day) for name in HELD]
    return [*held, _documents(row), _card(row, day)]


def is_late(row: Row, day: date) -> bool:
    """Whether the card of acceptance should have been issued before this day."""
    return bool(row["accept_by"] and row["accepted_at"] is None and row["accept_by"] < day)


def _held(name: str, row: Row, day: date) -> Cell:
    if row[f"has_{name}"]:
        return Cell(name, "done", gettext(HELD[name]))
    if row["placement_id"]:
        to = address("committee.exchange", exchange_id=row["exchange_id"])
        return Cell(name, "waiting", gettext("Asked"), gettext("See"), to)
    if row["stage"] != "placing":
        return Cell(name, "info", gettext("Not needed yet"))
    to = address("committee.propose", exchange_id=row["exchange_id"])
    tone = "late" if is_late(row, day) else "due"
    return Cell(name, tone, gettext("Missing"), gettext("Propose"), to)


def _documents(row: Row) -> Cell:
    if "documents" in row["missing"]:
        return Cell("documents", "due", gettext("Not verified"))
    if row["accepted_at"] and row["visa_settled_at"] is None:
        return Cell("documents", "waiting", gettext("Visa open"))
    return Cell("documents", "done", gettext("Verified"))


def _card(row: Row, day: date) -> Cell:
    if row["confirmed_at"]:
        return Cell("card", "done", gettext("Confirmed"))
    if row["accepted_at"]:
        is_overdue = row["confirm_by"] and row["confirm_by"] < day
        return Cell("card", "late" if is_overdue else "waiting", gettext("Student to confirm"))
    if row["stage"] == "placed":
        return _to_issue(row, day)
    return Cell("card", "late" if is_late(row, day) else "due", gettext("Not yet possible"))


def _to_issue(row: Row, day: date) -> Cell:
    """In time, one click issues the card; late, it needs a justification."""
    exchange_id = row["exchange_id"]
    if is_late(row, day):
        to = address("committee.accept", exchange_id=exchange_id)
        return Cell("card", "late", gettext("Late"), gettext("Justify and issue"), to)
    to = address("committee.issue_card", exchange_id=exchange_id)
    return Cell("card", "due", gettext("Ready"), gettext("Issue the card"), to, True)
