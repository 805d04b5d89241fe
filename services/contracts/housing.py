"""Facts of housing: providers, rooms and beds, boarding, contact persons."""

from typing import Any

from marshmallow import fields

from services.contracts.fact import Fact, facts_of
from services.contracts.shapes import (
    a_count,
    a_day,
    a_flag,
    a_moment,
    a_text,
    an_id,
    maybe_amount,
    maybe_id,
    maybe_text,
    one_of,
    some_texts,
)

PROVIDER_KINDS = ("host_family", "hall_of_residence", "flat_owner")
ROOM_KINDS = ("room", "dormitory", "studio", "flat")
BOARDING_KINDS = ("meals", "pocket_money")
HANDED_OVER = "handed_over"

NMO = "b7d2a3aa-3f0d-4c2e-8a52-1f6a5b9c0d01"
LC = "b7d2a3aa-3f0d-4c2e-8a52-1f6a5b9c0d02"
PROVIDER = "b7d2a3aa-3f0d-4c2e-8a52-1f6a5b9c0d03"
ROOM = "b7d2a3aa-3f0d-4c2e-8a52-1f6a5b9c0d04"
PERSON = "b7d2a3aa-3f0d-4c2e-8a52-1f6a5b9c0d05"
EXCHANGE = "b7d2a3aa-3f0d-4c2e-8a52-1f6a5b9c0d06"
PLACEMENT = "b7d2a3aa-3f0d-4c2e-8a52-1f6a5b9c0d07"
CONTACT = "b7d2a3aa-3f0d-4c2e-8a52-1f6a5b9c0d08"

UNITS = {"nmo_id": NMO, "lc_id": LC}
PERIOD = {"start": "2027-07-01", "end": "2027-07-28"}
STAY = {"room_id": ROOM, "placement_id": PLACEMENT, "exchange_id": EXCHANGE, **UNITS}
GUIDE = {
    "contact_person_id": CONTACT,
    "person_id": PERSON,
    "placement_id": PLACEMENT,
    "exchange_id": EXCHANGE,
    **UNITS,
}


class HousingFact(Fact):
    """What housing publishes."""

    source = "housing"


class ProviderRegistered(HousingFact):
    """Somebody offers beds to a committee."""

    provider_id = an_id()
    person_id = an_id()
    kind = one_of(PROVIDER_KINDS)
    lc_id = an_id()
    nmo_id = an_id()
    example = {"provider_id": PROVIDER, "person_id": PERSON, "kind": "host_family", **UNITS}


class RoomFact(HousingFact):
    """The base of the facts about a room."""

    room_id = an_id()
    lc_id = an_id()
    nmo_id = an_id()


class RoomOffered(RoomFact):
    """A provider offers a room with this many beds."""

    provider_id = an_id()
    label = a_text()
    kind = one_of(ROOM_KINDS)
    beds = a_count(1, 50)
    is_private = a_flag()
    furnished = a_flag()
    kitchen = a_flag()
    heating = a_flag()
    minutes_to_hospital = a_count(0, 300)
    diets_served = some_texts()
    remarks = maybe_text()
    example: dict[str, Any] = {
        "room_id": ROOM,
        **UNITS,
        "provider_id": PROVIDER,
        "label": "Residence A, room 12",
        "kind": "room",
        "beds": 2,
        "is_private": False,
        "furnished": True,
        "kitchen": True,
        "heating": True,
        "minutes_to_hospital": 20,
        "diets_served": ["vegetarian"],
    }


class RoomInspected(RoomFact):
    """Somebody of the committee has seen the room; only a passed room can be opened."""

    passed = a_flag()
    inspected_on = a_day()
    findings = maybe_text()
    example = {
        "room_id": ROOM,
        **UNITS,
        "passed": True,
        "inspected_on": "2027-03-02",
        "findings": "",
    }


class RoomOpened(RoomFact):
    """The room's beds are available from a day to a day, both included."""

    available_from = a_day()
    available_to = a_day()
    example = {
        "room_id": ROOM,
        **UNITS,
        "available_from": "2027-06-28",
        "available_to": "2027-09-05",
    }


class RoomBlocked(RoomFact):
    """The provider needs the room from a day to a day, both included."""

    start = a_day()
    end = a_day()
    reason = maybe_text(200)
    example = {"room_id": ROOM, **UNITS, **PERIOD, "reason": "renovation"}


class RoomUnblocked(RoomFact):
    """The provider does not need the room then after all: this block is lifted."""

    start = a_day()
    end = a_day()
    example = {"room_id": ROOM, **UNITS, **PERIOD}


class RoomWithdrawn(RoomFact):
    """The room is no longer offered; stays that are booked go on."""

    reason = a_text()
    example = {"room_id": ROOM, **UNITS, "reason": "sold"}


class RoomRated(RoomFact):
    """The student's mark for the room after the stay, 1 to 5."""

    exchange_id = an_id()
    rating = a_count(1, 5)
    example = {"room_id": ROOM, **UNITS, "exchange_id": EXCHANGE, "rating": 4}


class StayFact(RoomFact):
    """The base of the facts about one placement's stay in a room."""

    placement_id = an_id()
    exchange_id = an_id()


class BedHeld(StayFact):
    """A bed is held for the whole period until a moment."""

    bed = a_count(1, 50)
    start = a_day()
    end = a_day()
    until = a_moment()
    example = {**STAY, "bed": 1, **PERIOD, "until": "2027-05-01T12:00:00+00:00"}


class BedRefused(HousingFact):
    """No bed for this placement; ``reason`` is the refusal's stable code."""

    room_id = an_id()
    placement_id = an_id()
    exchange_id = an_id()
    reason = a_text()
    example = {
        "room_id": ROOM,
        "placement_id": PLACEMENT,
        "exchange_id": EXCHANGE,
        "reason": "no_free_bed",
    }


class BedBooked(StayFact):
    """The bed is the student's: the card of acceptance was issued."""

    example = STAY


class BedReleased(StayFact):
    """The bed is free again."""

    reason = a_text()
    example = {**STAY, "reason": "cancelled"}


class KeysHandedOver(StayFact):
    """The student has arrived and has the keys; the contact person was there."""

    handed_over_on = a_day()
    example = {**STAY, "handed_over_on": "2027-07-01"}


class StayEnded(StayFact):
    """The student has left the room; from that day on the bed is free."""

    ended_on = a_day()
    example = {**STAY, "ended_on": "2027-07-28"}


class ContactPersonEnrolled(HousingFact):
    """A local student takes care of incoming students, so many at a time."""

    contact_person_id = an_id()
    person_id = an_id()
    lc_id = an_id()
    nmo_id = an_id()
    load_limit = a_count(1, 20)
    example = {"contact_person_id": CONTACT, "person_id": PERSON, **UNITS, "load_limit": 2}


class ContactPersonLoadLimitSet(HousingFact):
    """From now on the contact person takes so many exchanges at a time; duties taken stay."""

    contact_person_id = an_id()
    lc_id = an_id()
    nmo_id = an_id()
    load_limit = a_count(1, 20)
    example = {"contact_person_id": CONTACT, **UNITS, "load_limit": 3}


class ContactPersonRetired(HousingFact):
    """The local student takes no more incoming students."""

    contact_person_id = an_id()
    lc_id = an_id()
    nmo_id = an_id()
    example = {"contact_person_id": CONTACT, **UNITS}


class GuideFact(HousingFact):
    """The base of the facts about one exchange's contact person."""

    contact_person_id = an_id()
    person_id = an_id()
    placement_id = an_id()
    exchange_id = an_id()
    lc_id = an_id()
    nmo_id = an_id()


class ContactPersonHeld(GuideFact):
    """The contact person is kept free for the whole period until a moment."""

    start = a_day()
    end = a_day()
    until = a_moment()
    example = {**GUIDE, **PERIOD, "until": "2027-05-01T12:00:00+00:00"}


class ContactPersonRefused(HousingFact):
    """No contact person for this placement; ``reason`` is the refusal's stable code."""

    contact_person_id = an_id()
    placement_id = an_id()
    exchange_id = an_id()
    reason = a_text()
    example = {
        "contact_person_id": CONTACT,
        "placement_id": PLACEMENT,
        "exchange_id": EXCHANGE,
        "reason": "contact_person_fully_loaded",
    }


class ContactPersonAssigned(GuideFact):
    """The contact person is the student's: the card of acceptance was issued."""

    example = GUIDE


class ContactPersonReleased(GuideFact):
    """The contact person is free again.

    ``reason`` is the placement's, or ``handed_over``: then a colleague cares for the exchange.
    """

    reason = a_text()
    example = {**GUIDE, "reason": "cancelled"}


class BackupContactNamed(GuideFact):
    """This contact person steps in when the first one cannot."""

    example = GUIDE


class BoardingPlanned(HousingFact):
    """What the student eats: meals at a place, or pocket money. The diet is in the vault."""

    exchange_id = an_id()
    lc_id = an_id()
    nmo_id = an_id()
    kind = one_of(BOARDING_KINDS)
    meals_per_working_day = a_count(0, 5)
    where = maybe_text(300)
    amount = maybe_amount()
    currency = maybe_text(3)
    diet_catered = fields.Boolean(load_default=None, allow_none=True)
    provider_id = maybe_id()
    example: dict[str, Any] = {
        "exchange_id": EXCHANGE,
        **UNITS,
        "kind": "meals",
        "meals_per_working_day": 1,
        "where": "Hospital canteen",
        "amount": None,
        "currency": "",
        "diet_catered": True,
        "provider_id": None,
    }


FACTS = facts_of(globals())
