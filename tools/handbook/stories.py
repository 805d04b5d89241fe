"""What becomes of an event: as what it is published, who reacts, which views read it."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from eventsourcing.domain import Aggregate
from eventsourcing.utils import get_topic

from audit.index import AuditIndex
from gateway.views.parts import PARTS
from services.contracts.fact import Fact
from services.eventlog.publishing import Publishing
from services.eventlog.views import Views
from services.hosting.reactions import Reactions
from services.hosting.service_list import NAMES, service_class

HOSTED = {name: service_class(name).host for name in NAMES}


@dataclass(frozen=True)
class Reaction:
    """A function of a service's policy."""

    service: str
    function: Callable[..., None]


@dataclass(frozen=True)
class Reader:
    """A class of views, of a service or of another part of the product."""

    owner: str
    views: type[Views]


def facts_of_service(name: str) -> dict[str, type[Fact]]:
    """What a service publishes, in the order of its contract."""
    facts: dict[str, type[Fact]] = import_module(f"services.contracts.{name}").FACTS
    return facts


def aggregates_of(service: str) -> list[type[Aggregate]]:
    """The aggregates of a service, by name."""
    own = f"services.{service}."
    kinds = [kind for kind in Aggregate.__subclasses__() if kind.__module__.startswith(own)]
    return sorted(kinds, key=lambda kind: kind.__name__)


def events_of(aggregate: type[Aggregate]) -> list[type[Any]]:
    """The events of an aggregate, in the order in which its classes define them."""
    kinds = [kind for kind in vars(aggregate).values() if isinstance(kind, type)]
    return [kind for kind in kinds if get_topic(kind).startswith(f"{get_topic(aggregate)}.")]


def fact_of(service: str, event: type[Any]) -> type[Fact] | None:
    """What an event is published as; None when it is private."""
    publishing: Publishing = HOSTED[service].publishing
    published = {p.event_class: p.fact for p in publishing.publications}
    return published.get(event)


def events_behind(fact: type[Fact]) -> list[type[Any]]:
    """The private events that are published as this fact."""
    publishing: Publishing = HOSTED[fact.source].publishing
    return [p.event_class for p in publishing.publications if p.fact is fact]


def reactions_to(fact: type[Fact]) -> list[Reaction]:
    """What services do about the fact."""
    return [
        Reaction(service, function)
        for service, hosted in HOSTED.items()
        for function in _functions(hosted.reactions, fact)
    ]


def _functions(reactions: Reactions, fact: type[Fact]) -> list[Callable[..., None]]:
    return reactions[fact.type_name()][1] if fact.type_name() in reactions else []


def readers_of(fact: type[Fact]) -> dict[str, list[type[Views]]]:
    """The classes of views that a fact is told to, by whose they are."""
    found: dict[str, list[type[Views]]] = defaultdict(list)
    for reader in _readers():
        handlers = vars(reader.views).values()
        if any(fact in getattr(handler, "handles", ()) for handler in handlers):
            found[reader.owner].append(reader.views)
    return dict(found)


def _readers() -> Iterator[Reader]:
    """Every class that has handlers, the parts of which views are put together among them."""
    sets_of_views = [(name, hosted.views) for name, hosted in HOSTED.items()]
    sets_of_views += [("gateway", part) for part in PARTS]
    sets_of_views += [("audit", AuditIndex)]
    for owner, views in sets_of_views:
        for part in views.__mro__:
            if issubclass(part, Views):
                yield Reader(owner, part)
