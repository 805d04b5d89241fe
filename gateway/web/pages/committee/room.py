"""A room: its calendar bed by bed, and what can be done with it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Response, request

from gateway.api.context import current_actor, today, views
from gateway.api.queries.shapes import found
from gateway.views.keyset import Row
from gateway.views.lodging import RoomFilter
from gateway.views.periods import days_of, month_of, months_between
from gateway.web.answers import done, page
from gateway.web.drawing.occupancy import Stretch, Window
from gateway.web.forms.reasons import reason_in_words
from gateway.web.forms.sending import send
from gateway.web.language import formats, gettext, marked
from gateway.web.language.words import word
from gateway.web.lists.addresses import with_arguments
from gateway.web.pages.committee.area import COMMITTEE, LOCAL, PROVIDER, ROOM
from gateway.web.pages.committee.room_tasks import OFFER, TASKS
from gateway.web.pages.committee.rooms import a_provider, provider_of
from gateway.web.pages.committee.task import Thing, named, possible, taken
from gateway.web.pages.committee.units import committee_of
from gateway.web.registry.page import Example, Looking
from gateway.web.undo.housing import blocked_again
from services.housing.schemas import UnblockRoom

MONTHS_SHOWN = 4
ONE_DAY = timedelta(days=1)
TONES = {"held": "waiting", "booked": "info", "occupied": "done", "ended": "done"}


def a_room(looking: Looking) -> dict[str, Any]:
    """A room of the committee in which somebody sleeps or slept."""
    visible = looking.views.visibility.run_rooms(looking.actor, looking.today)
    lodging = looking.views.lodging
    rows = lodging.page(RoomFilter(lc_id=committee_of(looking)), visible, None, 100)
    whole = [one for row in rows if (one := lodging.one(row["room_id"], visible))]
    best = max(whole, key=lambda room: len(room["stays"]))
    months = [month_of(stay["start"]) for stay in best["stays"][-1:]]
    return {"room_id": best["room_id"], **({"month": months[0]} if months else {})}


@COMMITTEE.page(
    "/committee/rooms/<uuid:room_id>", marked("Room"), seen_by=LOCAL, example=Example(a_room)
)
def room(room_id: UUID) -> Response:
    """The room with its calendar, its description and its tasks."""
    row = room_of(room_id)
    window = window_of(request.args.get("month", ""))
    return page(
        "committee/room.html",
        room=row,
        tasks=possible(TASKS, row),
        window=window,
        lanes=lanes_of(row, window),
        open_days=window.stretches(((p["start"], p["end"]), "done", "") for p in row["openings"]),
        blocked=window.stretches(
            ((p["start"], p["end"]), "late", reason_in_words(p["reason"])) for p in row["blocks"]
        ),
        earlier=_shifted(window.first - ONE_DAY),
        later=_shifted(window.last + ONE_DAY),
        reason=reason_in_words,
        provider=provider_of(row["provider_id"]),
    )


def room_of(room_id: UUID) -> Row:
    """A room with its calendar. Raises NotFound if not ours."""
    visible = views().visibility.run_rooms(current_actor(), today())
    row = found(views().lodging.one(room_id, visible), "room", room_id)
    return {**row, "stays": [_with_number(stay) for stay in row["stays"]]}


def _with_number(stay: Row) -> Row:
    """Of a student of ours also the number of the exchange, to be found by."""
    visible = views().visibility.hosted_exchanges(current_actor(), today())
    exchange = views().exchanges.one(stay["exchange_id"], visible)
    return {**stay, "number": exchange["number"] if exchange else ""}


def window_of(month: str) -> Window:
    """Some months from the one that the address names; else from the present one."""
    try:
        first, _ = days_of(month)
    except ValueError:
        first = today().replace(day=1)
    (*_, last) = months_between(first, first + timedelta(days=31 * (MONTHS_SHOWN - 1)))
    return Window(first, days_of(last)[1])


def _shifted(day: date) -> str:
    """The same page, for the months around another day."""
    return with_arguments(month=month_of(day))


def lanes_of(row: Row, window: Window) -> list[tuple[int, list[Stretch]]]:
    """Each bed with its stays in the window."""
    return [(bed, _of_bed(row, bed, window)) for bed in range(1, row["beds"] + 1)]


def _of_bed(row: Row, bed: int, window: Window) -> list[Stretch]:
    stays = [stay for stay in row["stays"] if stay["bed"] == bed]
    return window.stretches(
        (
            (stay["start"], stay["end"]),
            TONES[stay["state"]],
            f"{formats.period(stay['start'], stay['end'])}: {word(stay['state'], 'stay')}",
        )
        for stay in stays
    )


def a_task(looking: Looking) -> dict[str, Any]:
    """Opening a room."""
    return {"room_id": a_room(looking)["room_id"], "name": "open"}


@COMMITTEE.page(
    "/committee/rooms/<uuid:room_id>/<string(maxlength=20):name>",
    marked("A task with a room"),
    seen_by=LOCAL,
    takes_forms=True,
    example=Example(a_task),
)
def room_task(room_id: UUID, name: str) -> Response:
    """Inspect, open, block or withdraw a room."""
    task, row = named(TASKS, name), room_of(room_id)
    return taken(task, Thing(row, row["label"], ROOM, {"room_id": room_id}))


@COMMITTEE.page(
    "/committee/providers/<uuid:provider_id>/offer",
    marked("Offer a room"),
    seen_by=LOCAL,
    takes_forms=True,
    example=Example(a_provider),
)
def offer(provider_id: UUID) -> Response:
    """Offer a room for its provider."""
    row = provider_of(provider_id)
    return taken(OFFER, Thing(row, row["name"], PROVIDER, {"provider_id": provider_id}))


@COMMITTEE.action("/committee/rooms/<uuid:room_id>/blocks/<start>/<end>/lift", seen_by=LOCAL)
def lift_block(room_id: UUID, start: str, end: str) -> Response:
    """The provider does not need the room then after all."""
    days = {"start": start, "end": end}
    undo = blocked_again(room_of(room_id), days)
    answer = send("housing", UnblockRoom, {"room_id": str(room_id), **days})
    said = gettext("The days are free again.")
    return done(said, ROOM, undo, after=answer["after"], room_id=room_id)
