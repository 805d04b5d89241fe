"""The area of the committee: what a local officer (LORE) does for incoming students."""

from gateway.web.registry.area import Area
from gateway.web.registry.audience import those_with
from services.contracts.roles import Role

COMMITTEE = Area("committee")
LOCAL = those_with(Role.LORE)
BOARD = "committee.board"
EXCHANGE = "committee.exchange"
ROOM = "committee.room"
PROJECT = "committee.project"
CONTACT_PERSON = "committee.contact_person"
PERSON = "committee.person"
PROVIDER = "committee.provider"
