"""What waits on the desks of a national officer, for the start page."""

from typing import Any

from gateway.api.context import views
from gateway.web.answers import address
from gateway.web.language import gettext
from gateway.web.pages.national.area import NATIONAL, OFFICERS
from gateway.web.pages.national.contracting import contracts_of
from gateway.web.pages.national.desks import INCOMING, OUTGOING, TRAY, Desk, visible
from gateway.web.pages.national.posts import own_organisations


@NATIONAL.panel("national/panel.html", OFFICERS, 20)
def waiting() -> dict[str, Any]:
    """How many forms lie in the trays that are to be worked off, and contracts to sign."""
    trays = [tray for desk in (OUTGOING, INCOMING) for tray in _trays(desk)]
    return {"trays": trays, "to_sign": _contracts_to_sign()}


def _trays(desk: Desk) -> list[tuple[str, int, str]]:
    """Title, number and address of each tray with something to do, over all organisations."""
    found = []
    for nmo_id in own_organisations(desk.role):
        counts = views().exchanges.by_stage(desk.whole(nmo_id), visible())
        for name, tray in desk.trays.items():
            number = sum(counts.get(stage, 0) for stage in tray.stages)
            if tray.is_to_do:
                to = address(desk.page, **{TRAY: name, "organisation": nmo_id})
                found.append((gettext(tray.title), number, to))
    return found


def _contracts_to_sign() -> int:
    rows = (row for nmo_id in own_organisations() for row in contracts_of(nmo_id))
    return sum(row["is_mine_to_sign"] for row in rows)
