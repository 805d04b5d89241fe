"""What the tests of the domain of housing start from."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from services.housing.domain import (
    Committee,
    ContactPerson,
    Description,
    Period,
    Placement,
    Provider,
    ProviderKind,
    Room,
    RoomKind,
)

COMMITTEE = Committee(lc_id=uuid4(), nmo_id=uuid4())
SPRING = date(2027, 3, 1)
AUTUMN = date(2027, 10, 1)
SUMMER = Period(date(2027, 6, 28), date(2027, 9, 5))
JULY = Period(date(2027, 7, 1), date(2027, 7, 28))
AUGUST = Period(date(2027, 8, 1), date(2027, 8, 28))

DESCRIPTION = Description(
    label="Residence A, room 12",
    kind=RoomKind.ROOM,
    beds=1,
    is_private=False,
    furnished=True,
    kitchen=True,
    heating=True,
    minutes_to_hospital=20,
    diets_served=["vegetarian"],
    remarks="",
)


def july(day: int) -> date:
    """A day of July 2027."""
    return date(2027, 7, day)


def days(first: int, last: int) -> Period:
    """A period in July 2027."""
    return Period(july(first), july(last))


def provider() -> Provider:
    """A host family of the committee."""
    return Provider(person_id=uuid4(), kind=ProviderKind.HOST_FAMILY, committee=COMMITTEE)


def offered(beds: int = 1, minutes_to_hospital: int = 20) -> Room:
    """A room that nobody has seen yet."""
    description = replace(DESCRIPTION, beds=beds, minutes_to_hospital=minutes_to_hospital)
    return provider().offer_room(uuid4(), description)


def inspected(beds: int = 1) -> Room:
    """A room that has passed its inspection."""
    room = offered(beds)
    room.inspect(passed=True, inspected_on=SPRING, findings="", today=SPRING)
    return room


def opened(beds: int = 1, period: Period = SUMMER) -> Room:
    """A room with beds to be had in a period."""
    room = inspected(beds)
    room.open(period)
    return room


def placement(period: Period = JULY, lc_id: UUID = COMMITTEE.lc_id) -> Placement:
    """A placement of some student."""
    return Placement(
        placement_id=uuid4(),
        exchange_id=uuid4(),
        student_id=uuid4(),
        hosting_lc_id=lc_id,
        start=period.start,
        end=period.end,
        until=datetime(2027, 5, 1, 12, tzinfo=UTC),
    )


def held(room: Room, period: Period = JULY) -> Placement:
    """A placement for which the room now holds a bed."""
    asked = placement(period)
    room.hold(asked)
    return asked


def booked(room: Room, period: Period = JULY) -> Placement:
    """A placement whose bed in the room is booked."""
    asked = held(room, period)
    room.book(asked.placement_id)
    return asked


def occupied(room: Room, period: Period = JULY) -> Placement:
    """A placement whose student has moved in on the first day."""
    asked = booked(room, period)
    room.hand_over_keys(asked.exchange_id, period.start, today=AUTUMN)
    return asked


def ended(room: Room, on: date = JULY.end) -> Placement:
    """A placement whose student has left."""
    asked = occupied(room)
    room.end_stay(asked.exchange_id, on, today=AUTUMN)
    return asked


def bed_of(room: Room, asked: Placement) -> int:
    """The number of the placement's bed."""
    return room.stays[asked.placement_id].bed


def contact_person(load_limit: int = 2, committee: Committee = COMMITTEE) -> ContactPerson:
    """A contact person of the committee."""
    return ContactPerson.enrol(uuid4(), committee, load_limit)


def cares_for(contact: ContactPerson, period: Period = JULY) -> Placement:
    """A placement for which the contact person is kept free."""
    asked = placement(period)
    contact.hold(asked)
    return asked


def assigned(contact: ContactPerson, period: Period = JULY) -> Placement:
    """A placement to which the contact person is assigned."""
    asked = cares_for(contact, period)
    contact.assign(asked.placement_id)
    return asked
