"""The committee's rooms, and those who offer them."""

from typing import Any
from uuid import UUID

from flask import Response

from gateway.api.context import current_actor, today, views
from gateway.api.queries.shapes import found
from gateway.views.keyset import Place, Row
from gateway.views.lodging import RoomFilter
from gateway.web.answers import address, page
from gateway.web.language import marked
from gateway.web.language.words import word
from gateway.web.lists.tables import Column
from gateway.web.naming import names_of, with_names
from gateway.web.pages.committee.area import COMMITTEE, LOCAL, PROVIDER, ROOM
from gateway.web.pages.committee.listing import AT_ONCE, Listing, Reader
from gateway.web.pages.committee.units import committee_of
from gateway.web.purposes import Purpose
from gateway.web.registry.page import Example, Looking


def _read_rooms(lc_id: UUID) -> Reader:
    wanted = RoomFilter(lc_id=lc_id)

    def read(after: Place | None, most: int) -> list[Row]:
        visible = views().visibility.run_rooms(current_actor(), today())
        return views().lodging.page(wanted, visible, after, most)

    return read


ROOMS = Listing(
    "rooms",
    marked("Rooms"),
    marked("Beds for students: inspected, opened for some weeks, and never promised twice."),
    (
        Column(marked("Room"), lambda row: row["label"]),
        Column(marked("Kind"), lambda row: word(row["kind"], "room")),
        Column(marked("State"), lambda row: word(row["state"], "room_state")),
        Column(marked("Beds"), lambda row: row["beds"], is_number=True),
        Column(
            marked("Minutes to the hospital"),
            lambda row: row["minutes_to_hospital"],
            is_number=True,
        ),
        Column(
            marked("Rating"),
            lambda row: round(row["rating"], 1) if row["rating"] else "",
            is_number=True,
        ),
    ),
    _read_rooms,
    lambda row: address(ROOM, room_id=row["room_id"]),
    "bed",
    (
        marked("No room yet"),
        marked("Open the page of a housing provider and offer the first room there."),
    ),
    order=lambda: views().lodging.by_label,
)


@COMMITTEE.page(
    "/committee/rooms", marked("Rooms"), seen_by=LOCAL, words=marked("beds lodging calendar")
)
def rooms() -> Response:
    """The committee's rooms by their label."""
    return ROOMS.shown()


@COMMITTEE.file("/committee/rooms.csv", seen_by=LOCAL)
def rooms_csv() -> Response:
    """The rooms as a file."""
    return ROOMS.file()


def _read_providers(lc_id: UUID) -> Reader:
    visible = views().visibility.providers(current_actor(), today())
    return lambda _after, _most: views().rooms.providers_of(lc_id, visible)


PROVIDERS = Listing(
    "providers",
    marked("Housing providers"),
    marked("Host families, halls of residence and owners of flats who offer beds."),
    (
        Column(marked("Name"), lambda row: row["name"] or word(row["kind"])),
        Column(marked("Kind"), lambda row: word(row["kind"])),
    ),
    _read_providers,
    lambda row: address(PROVIDER, provider_id=row["provider_id"]),
    "key",
    (
        marked("No housing provider yet"),
        marked("Register a person under People, and make them a housing provider there."),
    ),
    finish=lambda rows: with_names(rows, "person_id", Purpose.ADMINISTRATION),
)


@COMMITTEE.page("/committee/providers", marked("Housing providers"), seen_by=LOCAL)
def providers() -> Response:
    """Who offers beds to the committee."""
    return PROVIDERS.shown()


@COMMITTEE.file("/committee/providers.csv", seen_by=LOCAL)
def providers_csv() -> Response:
    """The providers as a file."""
    return PROVIDERS.file()


def a_provider(looking: Looking) -> dict[str, Any]:
    """One of the committee's providers."""
    visible = looking.views.visibility.providers(looking.actor, looking.today)
    rows = looking.views.rooms.providers_of(committee_of(looking), visible)
    return {"provider_id": rows[0]["provider_id"]}


@COMMITTEE.page(
    "/committee/providers/<uuid:provider_id>",
    marked("Housing provider"),
    seen_by=LOCAL,
    example=Example(a_provider),
)
def provider(provider_id: UUID) -> Response:
    """Somebody who offers beds, with their rooms."""
    row = provider_of(provider_id)
    wanted = RoomFilter(provider_id=provider_id)
    visible = views().visibility.run_rooms(current_actor(), today())
    offered = views().lodging.page(wanted, visible, None, AT_ONCE)[:AT_ONCE]
    return page("committee/provider.html", provider=row, rooms=offered)


def provider_of(provider_id: UUID) -> Row:
    """A provider with their name. Raises NotFound if not ours."""
    visible = views().visibility.providers(current_actor(), today())
    row = found(views().rooms.provider(provider_id, visible), "provider", provider_id)
    names = names_of([row["person_id"]], Purpose.ADMINISTRATION)
    return {**row, "name": names.get(row["person_id"]) or word(row["kind"])}
