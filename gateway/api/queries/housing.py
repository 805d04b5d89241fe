"""Questions about rooms, providers and contact persons."""

from typing import Any
from uuid import UUID

from gateway.api import current_actor, entity_tag, page_schema, today, views
from gateway.api.queries.housing_shapes import (
    ContactPerson,
    ContactPersonsQuestion,
    FreeContactPersons,
    FreeRooms,
    ListedContactPerson,
    ListedRoom,
    PeriodQuestion,
    Provider,
    Providers,
    Room,
    RoomsQuestion,
)
from gateway.api.queries.questions import Questions
from gateway.api.queries.shapes import Answer, filter_of, found, in_pages, period_of
from gateway.views.lodging import RoomFilter

HOUSING = Questions("housing-views", "Rooms and the people who take care of students.")


@HOUSING.ask("/rooms", page_schema(ListedRoom), RoomsQuestion)
def list_rooms(asked: dict[str, Any]) -> Answer:
    """The rooms that one may see: the committee's, one's own, the one a student gets."""
    lodging, wanted = views().lodging, filter_of(RoomFilter, asked)
    visible = views().visibility.rooms(current_actor(), today())
    return in_pages(
        lodging.by_label, asked, lambda after, limit: lodging.page(wanted, visible, after, limit)
    )


@HOUSING.ask("/rooms/free", FreeRooms, PeriodQuestion)
def find_free_rooms(asked: dict[str, Any]) -> dict[str, Any]:
    """A committee's rooms with a bed that is free on every day of a period."""
    start, end = period_of(asked)
    visible = views().visibility.run_rooms(current_actor(), today())
    return {"items": views().lodging.free(asked["lc_id"], start, end, visible)}


@HOUSING.ask("/rooms/<uuid:room_id>", Room, may_be_missing=True)
def show_room(_: dict[str, Any], room_id: UUID) -> Answer:
    """A room. Its calendar and findings are for the committee and the provider."""
    visibility, actor = views().visibility, current_actor()
    run = views().lodging.one(room_id, visibility.run_rooms(actor, today()))
    if run is None:
        seen = views().lodging.one(room_id, visibility.rooms(actor, today()))
        run = {name: found(seen, "room", room_id)[name] for name in ListedRoom().fields}
    return run, entity_tag(run["version"])


@HOUSING.ask("/committees/<uuid:lc_id>/providers", Providers)
def list_providers(_: dict[str, Any], lc_id: UUID) -> dict[str, Any]:
    """Who offers beds to a committee."""
    visible = views().visibility.providers(current_actor(), today())
    return {"items": views().rooms.providers_of(lc_id, visible)}


@HOUSING.ask("/providers/<uuid:provider_id>", Provider, may_be_missing=True)
def show_provider(_: dict[str, Any], provider_id: UUID) -> dict[str, Any]:
    """Somebody who offers beds."""
    visible = views().visibility.providers(current_actor(), today())
    return found(views().rooms.provider(provider_id, visible), "provider", provider_id)


@HOUSING.ask("/contact-persons", page_schema(ListedContactPerson), ContactPersonsQuestion)
def list_contact_persons(asked: dict[str, Any]) -> Answer:
    """The roster of contact persons with their load."""
    roster, day = views().contact_persons, today()
    visible = views().visibility.contact_persons(current_actor(), day)
    return in_pages(
        roster.by_id,
        asked,
        lambda after, limit: roster.page(asked["lc_id"], visible, day, after, limit),
    )


@HOUSING.ask("/contact-persons/free", FreeContactPersons, PeriodQuestion)
def find_free_contact_persons(asked: dict[str, Any]) -> dict[str, Any]:
    """A committee's contact persons who can take one more student for a whole period."""
    start, end = period_of(asked)
    visible = views().visibility.contact_persons(current_actor(), today())
    free = views().contact_persons.free(asked["lc_id"], start, end, visible, today())
    return {"items": free}


@HOUSING.ask("/contact-persons/<uuid:contact_person_id>", ContactPerson, may_be_missing=True)
def show_contact_person(_: dict[str, Any], contact_person_id: UUID) -> Answer:
    """A contact person with the students they take care of."""
    visible = views().visibility.contact_persons(current_actor(), today())
    person = found(
        views().contact_persons.one(contact_person_id, visible, today()),
        "contact person",
        contact_person_id,
    )
    return person, entity_tag(person["version"])
