"""Exchanges and rooms, for whom they are to be seen: found by number and by label.

Nobody is found by name. Names lie sealed in the vault, and every look there is recorded: to find
one person, a search would have to look at all of them. The number stands on every card.
"""

from collections.abc import Iterable

from gateway.api.context import current_actor, today, views
from gateway.views.keyset import Row
from gateway.views.visibility import units
from gateway.web.answers import address
from gateway.web.context import site, visitor
from gateway.web.language import gettext
from gateway.web.language.formats import period
from gateway.web.language.words import word
from gateway.web.pages.search.area import SEARCH
from gateway.web.registry.area import Hit
from services.contracts.roles import Role

MOST = 5
FEWEST_LETTERS = 3


@SEARCH.finds
def exchanges(text: str) -> Iterable[Hit]:
    """Exchanges whose number begins so."""
    if not visitor().is_signed_in or len(text) < FEWEST_LETTERS:
        return
    visible = views().visibility.exchanges(current_actor(), today())
    for row in views().exchanges.numbered(text.upper(), visible, MOST):
        if name := _page_of(row):
            to = address(name, exchange_id=row["exchange_id"])
            more = f"{word(row['stage'], 'stage')} · {period(row['start'], row['end'])}"
            yield Hit(row["number"], to, gettext("Exchange"), "plane", more)


def _page_of(row: Row) -> str:
    """The page that shows an exchange to the visitor; empty where none does."""
    actor, day = current_actor(), today()
    shown = {
        "student.exchange": row["student_id"] == actor.person_id,
        "committee.exchange": row["hosting_lc_id"] in units(actor, Role.LORE, day),
        "national.exchange": row["sending_nmo_id"] in units(actor, Role.NORE_OUT, day)
        or row["hosting_nmo_id"] in units(actor, Role.NORE_IN, day),
        "tasks.task": views().tasks.one(row["exchange_id"], actor) is not None,
    }
    return next((name for name, is_so in shown.items() if is_so and name in site().pages), "")


@SEARCH.finds
def rooms(text: str) -> Iterable[Hit]:
    """Rooms whose label begins so, for who runs them."""
    if not visitor().is_signed_in or "committee.room" not in site().pages:
        return
    visible = views().visibility.run_rooms(current_actor(), today())
    for row in views().lodging.labelled(text, visible, MOST):
        if row["lc_id"] in units(current_actor(), Role.LORE, today()):
            to = address("committee.room", room_id=row["room_id"])
            yield Hit(row["label"], to, gettext("Room"), "bed", word(row["kind"]))
