"""The two desks of a national organisation: forms that go out, and forms that come in.

A desk is sorted into trays by the stages of exchanges: what waits for the officer comes first.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import request
from sqlalchemy import ColumnElement

from gateway.api.context import current_actor, today, views
from gateway.views.exchanges import ExchangeFilter
from gateway.views.keyset import Place, Row
from gateway.web.language import marked
from gateway.web.registry.page import Looking
from services.contracts.roles import Role

TRAY = "tray"


@dataclass(frozen=True)
class Tray:
    """What lies together on a desk: the stages, a marked title, and what it means to be empty."""

    title: str
    stages: tuple[str, ...]
    is_to_do: bool = False


@dataclass(frozen=True)
class Desk:
    """A desk: its page, the role that sits at it, its side of an exchange, and its trays."""

    page: str
    role: Role
    side: str
    partner: str
    trays: Mapping[str, Tray]

    def tray(self) -> str:
        """The tray that the address asks for, or else the first."""
        asked = request.args.get(TRAY, "")
        return asked if asked in self.trays else next(iter(self.trays))

    def whole(self, nmo_id: UUID) -> ExchangeFilter:
        """All that lies on the desk of an organisation, as a filter of exchanges."""
        if self.role is Role.NORE_OUT:
            return ExchangeFilter(sending_nmo_id=nmo_id)
        return ExchangeFilter(hosting_nmo_id=nmo_id)

    def wanted(self, nmo_id: UUID, tray: str) -> ExchangeFilter:
        """What lies in a tray."""
        return replace(self.whole(nmo_id), stages=self.trays[tray].stages)

    def is_at(self, row: Mapping[str, Any], organisations: list[UUID]) -> bool:
        """Whether an exchange is one of this desk's, for an officer of these organisations."""
        return row[self.side] in organisations


AFTERWARDS = ("ended", "interrupted", "certified", "not_certified", "recognised")
OFF = ("rejected", "cancelled", "no_show")

OUTGOING = Desk(
    "national.outgoing",
    Role.NORE_OUT,
    "sending_nmo_id",
    "hosting_nmo_id",
    {
        "to_forward": Tray(marked("To check and forward"), ("submitted",), is_to_do=True),
        "with_student": Tray(marked("With the student"), ("assigned", "returned")),
        "with_host": Tray(marked("With the host"), ("forwarded", "received", "placing", "placed")),
        "before_travel": Tray(
            marked("Before departure"), ("accepted", "confirmed", "cleared"), is_to_do=True
        ),
        "abroad": Tray(marked("Abroad"), ("arrived", "in_progress")),
        "afterwards": Tray(marked("Afterwards"), AFTERWARDS),
        "off": Tray(marked("Not going"), OFF),
    },
)
INCOMING = Desk(
    "national.incoming",
    Role.NORE_IN,
    "hosting_nmo_id",
    "sending_nmo_id",
    {
        "to_receive": Tray(marked("To look at"), ("forwarded",), is_to_do=True),
        "to_assign": Tray(marked("To give to a committee"), ("received",), is_to_do=True),
        "placing": Tray(marked("With the committee"), ("placing", "placed")),
        "given_back": Tray(marked("Given back"), ("returned", "submitted")),
        "coming": Tray(marked("Coming"), ("accepted", "confirmed", "cleared"), is_to_do=True),
        "here": Tray(marked("Here"), ("arrived", "in_progress")),
        "afterwards": Tray(marked("Afterwards"), AFTERWARDS),
        "off": Tray(marked("Not coming"), OFF),
    },
)


def visible() -> ColumnElement[bool]:
    """The exchanges that the visitor follows."""
    return views().visibility.followed_exchanges(current_actor(), today())


def read(desk: Desk, nmo_id: UUID, tray: str, after: Place | None, most: int) -> list[Row]:
    """What lies in a tray: who starts first is on top."""
    exchanges = views().exchanges
    order = exchanges.orders["start"]
    return exchanges.page(desk.wanted(nmo_id, tray), visible(), order, after, most)


def on_a_desk(desk: Desk, looking: Looking, *stages: str) -> Row:
    """An exchange at a desk, for an example: at one of the stages if there is one."""
    exchanges = looking.views.exchanges
    visible = looking.views.visibility.followed_exchanges(looking.actor, looking.today)
    order = exchanges.orders["start"]
    for wanted in (ExchangeFilter(stages=stages), ExchangeFilter()):
        if rows := exchanges.page(wanted, visible, order, None, 1):
            return rows[0]
    raise LookupError(desk.page)
