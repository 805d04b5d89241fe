"""Views and reactions: they come to the end by themselves, and say what the logs say."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from services.eventlog.following import Pull, Target
from services.eventlog.generations import ViewStore

Followers = Sequence[tuple[Target, Iterable[str]]]
"""Who applies facts, and of which sources."""


def behind(followers: Followers, logs: Mapping[str, Pull]) -> list[str]:
    """Followers that have not applied everything there is."""
    return [
        f"{type(target).__name__} stands at {position} of {source}"
        for target, sources in followers
        for source in sources
        if logs[source](position := target.processed(source), 1)
    ]


def changed_by_rebuild(stores: Mapping[str, ViewStore[Any]], logs: Mapping[str, Pull]) -> list[str]:
    """Tables that a rebuild from the logs made different from what was live."""
    return [
        f"{name}: {table}"
        for name, store in stores.items()
        for table in store.rebuild(logs).different
    ]
