"""A personal link: it lets a browser do one person's task in one exchange, for a day.

The cookie holds the link's token and until when it may be used, sealed. Whose link it is, people
says each time: one that was ended or has run out lets nobody in from then on. It is looked at
only where a task of just that exchange is opened, and nowhere else: there is no account behind
it, no office, and no other exchange.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import request

from gateway.api.commands import send
from gateway.api.context import now, seals
from gateway.web.context import site
from gateway.web.session import cookies
from services.contracts.errors import NotSignedIn
from services.contracts.roles import SYSTEM
from services.hosting.wire import from_wire, to_wire
from services.people.schemas import OpenLink

PURPOSE = "link"


@dataclass(frozen=True)
class PersonalLink:
    """Whose link it is, and to which exchange."""

    person_id: UUID
    exchange_id: UUID

    @property
    def is_for_this_address(self) -> bool:
        """Whether the present address is about the link's exchange."""
        return (request.view_args or {}).get("exchange_id") == self.exchange_id


def open_link(token: str) -> PersonalLink:
    """Let this browser use a link from now on. Raises LinkNotUsable."""
    link = _opened(token)
    until = now() + cookies.LIVES[cookies.LINK]
    content = to_wire([token, until]).decode()
    cookies.keep(cookies.LINK, seals().closed(PURPOSE, content))
    return link


def kept_link() -> PersonalLink | None:
    """The link that the browser holds, where a link can let somebody in."""
    if request.endpoint not in site().reached_by_link or not (token := _kept_token()):
        return None
    try:
        return _opened(token)
    except NotSignedIn:
        cookies.forget(cookies.LINK)
        return None


def _kept_token() -> str:
    """The token in the cookie; empty when there is none, or when its day is over."""
    kept = cookies.cookie(cookies.LINK)
    content = seals().opened(PURPOSE, kept) if kept else None
    if content is None:
        return ""
    token, until = from_wire(content.encode())
    return str(token) if now() < datetime.fromisoformat(until) else ""


def _opened(token: str) -> PersonalLink:
    link = send("people", OpenLink, {"token": token}, SYSTEM)
    return PersonalLink(UUID(str(link["person_id"])), UUID(str(link["exchange_id"])))
