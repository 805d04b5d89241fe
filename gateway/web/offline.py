"""What a browser keeps for the time without network: a few pages, and forms to send later.

A page is kept when its answer says so in a header, with a mark of whose it is. The mark is a seal
of the person, so it gives nobody away; a browser in which somebody else signs in forgets all that
bears another mark. The keeping itself is the service worker's (static/js/worker.js).
"""

from uuid import UUID

from flask import Response

from gateway.api.context import seals
from gateway.web.context import visitor

HEADER = "Offline-Copy"
PURPOSE = "offline"
OK = 200
LONG_ENOUGH = 16


def whose() -> str:
    """The mark of who is signed in; empty for nobody."""
    person_id: UUID | None = visitor().person_id
    return seals().seal(PURPOSE, str(person_id))[:LONG_ENOUGH] if person_id else ""


def kept_offline(response: Response) -> Response:
    """The same page, to be kept by the browser of who is signed in."""
    if response.status_code == OK and (mark := whose()):
        response.headers[HEADER] = mark
    return response
