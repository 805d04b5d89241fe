"""The committee's pages: what a local officer (LORE) does for incoming students.

board            the month board, with cells that say what is missing
exchange         one incoming student, their history, their data
placing          proposing a placement, and the card of acceptance
stepping         what is recorded about an exchange, step by step (steps)
rooms, room      rooms with their calendar, and housing providers
contact_persons  the roster, and handing students over
projects         projects with their places, and mentors
people           the people at home in the committee
task             what all commands about one thing have in common
listing          what all lists have in common
"""

from gateway.web.pages.committee import (
    beginning,
    board,
    contact_persons,
    exchange,
    people,
    placing,
    projects,
    room,
    rooms,
    stepping,
)
from gateway.web.pages.committee.area import COMMITTEE

__all__ = [
    "COMMITTEE",
    "beginning",
    "board",
    "contact_persons",
    "exchange",
    "people",
    "placing",
    "projects",
    "room",
    "rooms",
    "stepping",
]
