"""An exchange as the views would have shown it, from the facts known at some instant.

The same views are fed with just these facts, in a database of their own that lives as long as
the question: so what is shown of the past and of the present cannot drift apart.
"""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from sqlalchemy import true

from gateway.views.gateway_views import GatewayViews
from services.contracts.envelope import Envelope
from services.contracts.errors import NotFound
from services.eventlog.engines import open_engine
from services.eventlog.generations import ViewStore


def exchange_from(facts: Sequence[Envelope], exchange_id: UUID) -> dict[str, Any]:
    """The exchange, its placements and its logbook. Raises NotFound when it was not known yet."""
    with TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'past.db'}")
        try:
            return _shown(_fed(ViewStore(engine, "past", GatewayViews), facts), exchange_id)
        finally:
            engine.dispose()


def _fed(store: ViewStore[GatewayViews], facts: Sequence[Envelope]) -> GatewayViews:
    store.create()
    in_source_order = sorted(facts, key=lambda fact: (fact.source, fact.position))
    for _, of_source in groupby(in_source_order, key=lambda fact: fact.source):
        store.process(list(of_source))
    return store.live


def _shown(views: GatewayViews, exchange_id: UUID) -> dict[str, Any]:
    exchange = views.exchanges.one(exchange_id, true())
    if exchange is None:
        raise NotFound(what="exchange", id=exchange_id)
    return {
        "exchange": exchange,
        "placements": views.placements.of_exchange(exchange_id),
        "logbook": views.logbook.of(exchange_id),
    }
