"""Feeding views from the logs, outside of the processes that follow them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from exchange.progress import Tell
from exchange.view_sets import logs_of, sets_of_views
from services.eventlog.following import Pull
from services.eventlog.generations import ViewStore
from services.hosting.distributed.environment import Environment


@dataclass
class Pace:
    """Tells how much of the whole is done, counted in rows copied and facts applied."""

    tell: Tell
    whole: int
    done: int = 0
    what: str = field(default="")

    def step(self, rows: int) -> None:
        """So many more are done."""
        self.done += rows
        self.tell(self.what, min(self.done / max(self.whole, 1), 1.0), self.done)


def feed_all(stores: Iterable[ViewStore[Any]], logs: Mapping[str, Pull], pace: Pace) -> None:
    """Bring views up to date with the logs. Raises StoredEventUnreadable."""
    for store in stores:
        pace.what = f"{store.name} views"
        store.feed(logs, pace.step)


def feed_what_is_behind(environment: Environment, parts: Iterable[str], tell: Tell) -> list[str]:
    """Bring views of a new shape as far as those before them, while the release before still
    runs; their names. Raises SettingsUnusable, StoredEventUnreadable.
    """
    with sets_of_views(environment, parts) as stores:
        behind = [store for store in stores.values() if not store.is_ready()]
        sources = sorted({source for store in behind for source in store.sources()})
        with logs_of(environment, sources) as logs:
            feed_all(behind, logs, Pace(tell, sum(store.missing() for store in behind)))
        return [store.name for store in behind]
