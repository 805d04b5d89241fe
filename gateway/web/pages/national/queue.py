"""The lists of a national officer: what waits on the desk, and everything else, tray by tray."""

from uuid import UUID

from flask import Response

from gateway.api.context import views
from gateway.api.queries.shapes import PagedQuestion
from gateway.views.exchange_next import next_step
from gateway.views.keyset import Row
from gateway.web.answers import address, page
from gateway.web.language import formats, gettext, marked
from gateway.web.language.words import word
from gateway.web.lists.addresses import CURSOR, with_arguments
from gateway.web.lists.questions import asked_of
from gateway.web.lists.slices import every, slice_of
from gateway.web.lists.tables import Column, csv_of
from gateway.web.naming import with_names
from gateway.web.pages.national.area import HOSTING, NATIONAL, SENDING
from gateway.web.pages.national.desks import INCOMING, OUTGOING, TRAY, Desk, read, visible
from gateway.web.pages.national.posts import CHOSEN, chosen_organisation, organisation_tabs
from gateway.web.purposes import Purpose
from gateway.web.registry.page import Menu

COLUMNS = (
    Column(marked("Number"), lambda row: row["number"]),
    Column(marked("Student"), lambda row: row["name"]),
    Column(marked("Partner"), lambda row: formats.country(row["partner"])),
    Column(marked("Stage"), lambda row: word(row["stage"], "stage")),
    Column(marked("First day"), lambda row: formats.short_day(row["start"])),
    Column(marked("Next"), lambda row: word(row["next"]["what"], "step") if row["next"] else ""),
    Column(
        marked("By"), lambda row: formats.short_day(row["next"]["due_on"]) if row["next"] else ""
    ),
)


@NATIONAL.page(
    "/national/outgoing",
    marked("Outgoing"),
    seen_by=SENDING,
    menu=Menu(4, "plane"),
    words=marked("forms queue forward students sending"),
)
def outgoing() -> Response:
    """The forms of the students whom the organisation sends."""
    return _desk(OUTGOING)


@NATIONAL.page(
    "/national/incoming",
    marked("Incoming"),
    seen_by=HOSTING,
    menu=Menu(5, "inbox"),
    words=marked("forms queue receive students hosting committee"),
)
def incoming() -> Response:
    """The forms of the students who want to come."""
    return _desk(INCOMING)


@NATIONAL.file("/national/outgoing.csv", seen_by=SENDING)
def outgoing_csv() -> Response:
    """A tray of the outgoing desk as a file."""
    return _file(OUTGOING, "outgoing")


@NATIONAL.file("/national/incoming.csv", seen_by=HOSTING)
def incoming_csv() -> Response:
    """A tray of the incoming desk as a file."""
    return _file(INCOMING, "incoming")


def _desk(desk: Desk) -> Response:
    nmo_id, tray = chosen_organisation(desk.role), desk.tray()
    order, asked = views().exchanges.orders["start"], asked_of(PagedQuestion)
    shown = slice_of(order, asked, lambda after, most: read(desk, nmo_id, tray, after, most))
    rows = _complete(desk, shown.rows)
    return page(
        "national/desk.html",
        desk=desk,
        tray=tray,
        trays=_trays(desk, nmo_id, tray),
        organisations=organisation_tabs(desk.role),
        slice=shown,
        rows=rows,
        columns=COLUMNS,
        link=lambda row: address("national.exchange", exchange_id=row["exchange_id"], tray=tray),
        csv=address(f"{desk.page}_csv", **{TRAY: tray, CHOSEN: nmo_id}),
        is_outgoing=desk is OUTGOING,
    )


def _trays(desk: Desk, nmo_id: UUID, here: str) -> list[tuple[str, str, bool]]:
    """The trays as links, each with how much lies in it."""
    counts = views().exchanges.by_stage(desk.whole(nmo_id), visible())
    return [
        (_titled(tray.title, sum(counts.get(stage, 0) for stage in tray.stages)),
         with_arguments(**{TRAY: name, CURSOR: None}), name == here)
        for name, tray in desk.trays.items()
    ]  # fmt: skip


def _titled(title: str, number: int) -> str:
    return f"{gettext(title)} ({formats.number(number)})"


def _complete(desk: Desk, rows: list[Row]) -> list[Row]:
    """The rows with the names of the students, the partners' countries, and what is next."""
    countries: dict[UUID, str] = {}
    for row in rows:
        countries.setdefault(row[desk.partner], _country(row[desk.partner]))
    named = with_names(rows, "student_id", Purpose.APPLICATION)
    return [
        {**row, "partner": countries[row[desk.partner]], "next": next_step(row)} for row in named
    ]


def _country(nmo_id: UUID) -> str:
    row = views().organisations.one(nmo_id)
    return str(row["country"]) if row else ""


def _file(desk: Desk, name: str) -> Response:
    nmo_id, tray = chosen_organisation(desk.role), desk.tray()
    order = views().exchanges.orders["start"]
    rows = list(every(order, lambda after, most: read(desk, nmo_id, tray, after, most)))
    return csv_of(name, COLUMNS, _complete(desk, rows))
