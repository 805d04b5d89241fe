"""A bench for the gateway's views: fed with facts, on SQLite and on PostgreSQL."""

from collections.abc import Iterable
from datetime import date
from itertools import chain, count
from typing import Any

from sqlalchemy import Table, select

from gateway.views import GatewayViews
from services.contracts.envelope import Envelope
from services.eventlog.generations import ViewStore
from services.hosting.stores import Stores
from tests.gateway.told_facts import Facts

TODAY = date(2027, 3, 1)


class ViewsBench:
    """Makes sets of views, each with tables of its own."""

    def __init__(self, stores: Stores) -> None:
        self.engine = stores.engine("gateway")
        self._names = chain(["gateway"], (f"gateway{number}" for number in count(2)))

    def close(self) -> None:
        """Close the database."""
        self.engine.dispose()

    def store(self) -> ViewStore[GatewayViews]:
        """A fresh set of views."""
        store = ViewStore(self.engine, next(self._names), GatewayViews)
        store.create()
        return store

    def shown(self, facts: Facts) -> GatewayViews:
        """Views that were told these facts, in the order in which they happened."""
        store = self.store()
        feed(store, facts.told)
        return store.live


def feed(store: ViewStore[GatewayViews], told: Iterable[Envelope]) -> None:
    """Tell views facts, one after the other."""
    for envelope in told:
        store.process([envelope])


def contents(views: GatewayViews) -> dict[str, list[Any]]:
    """The rows of every table, by its name without those of store and generation."""
    tables = views.exchanges.exchanges.metadata.sorted_tables
    with views.read() as connection:
        return {
            _own_name(table): list(connection.execute(select(table).order_by(*table.primary_key)))
            for table in tables
        }


def _own_name(table: Table) -> str:
    return table.name.partition("_")[2].rpartition("_g")[0]
