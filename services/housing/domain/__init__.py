"""The aggregates of housing, a file each, and the values they are made of."""

from services.housing.domain.boarding_plan import Boarding, BoardingKind, BoardingPlan
from services.housing.domain.committee import Committee
from services.housing.domain.contact_person import ContactPerson
from services.housing.domain.description import Description, RoomKind
from services.housing.domain.period import Period
from services.housing.domain.placement import Placement
from services.housing.domain.provider import Provider, ProviderKind
from services.housing.domain.refusals import BedRefusal, ContactPersonRefusal
from services.housing.domain.room import Room

__all__ = [
    "BedRefusal",
    "Boarding",
    "BoardingKind",
    "BoardingPlan",
    "Committee",
    "ContactPerson",
    "ContactPersonRefusal",
    "Description",
    "Period",
    "Placement",
    "Provider",
    "ProviderKind",
    "Room",
    "RoomKind",
]
