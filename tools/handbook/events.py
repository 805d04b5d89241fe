"""The page of events and facts: what happens in services, who learns of it, what comes of it."""

from collections.abc import Iterable, Iterator
from typing import Any

from eventsourcing.utils import get_topic

from services.contracts.fact import Fact
from services.hosting.service_list import NAMES
from services.notifications.policy import tell_those_concerned
from tools.handbook.fields import fields_of
from tools.handbook.markdown import first_said_of, listed, said_of, table
from tools.handbook.messages import messages_about, people_told_of
from tools.handbook.stories import (
    Reaction,
    aggregates_of,
    events_behind,
    events_of,
    fact_of,
    facts_of_service,
    reactions_to,
    readers_of,
)
from tools.handbook.subscribing import SUBSCRIBING

INTRODUCTION = """# Events and facts

Generated from the code; do not edit. An **event** is private: an aggregate raises it, and it stands
in its service's log under its topic. What others may know leaves the service as a **fact**: its
type and its fields are a contract (`services/contracts`), to which fields are only ever added.

```
command ─▶ aggregate ─▶ event, in the log ─▶ fact ─┬─▶ reactions of other services
            Room         Room.BedHeld      BedHeld ├─▶ views of services, gateway, audit
                                                   └─▶ messages to people
```

Facts of one service come in the order of its log, each once in effect; between services there is no
order. Beside its fields a fact has an envelope: id, position, time, subject, who caused it
(`actor`) and by what (`command_id`, `causation_id`, `correlation_id`). A field with a question mark
may be absent. Messages are named by their English subject.
"""
OVERVIEW = ("raised by", "event", "published as", "who reacts", "who is told")


def events_page() -> str:
    """Every event and fact of every service."""
    return INTRODUCTION + SUBSCRIBING + "".join(_section(name) for name in NAMES)


def _section(service: str) -> str:
    rows = [
        _overview_row(aggregate.__name__, event, fact_of(service, event))
        for aggregate in aggregates_of(service)
        for event in events_of(aggregate)
    ]
    facts = facts_of_service(service).values()
    details = "".join(f"\n### {fact.__name__}\n\n{_details(fact)}" for fact in facts)
    return f"\n## {service.capitalize()}\n\n{table(OVERVIEW, rows)}{details}"


def _overview_row(aggregate: str, event: type[Any], fact: type[Fact] | None) -> list[str]:
    row = [f"`{aggregate}`", f"`{event.__name__}`"]
    if fact is None:
        return [*row, "*private*", "", ""]
    link = f"[{fact.__name__}](#{fact.__name__.lower()})"
    services = dict.fromkeys(reaction.service for reaction in _reactions(fact))
    return [*row, link, listed(services), listed(people_told_of(fact))]


def _details(fact: type[Fact]) -> str:
    return f"{said_of(fact)}\n\n" + "".join(f"- {line}\n" for line in _lines(fact))


def _lines(fact: type[Fact]) -> Iterator[str]:
    yield f"**from** {listed(_event(event) for event in events_behind(fact))}"
    yield f"**as** `{fact.type_name()}`"
    yield f"**with** {listed(fields_of(fact))}"
    yield from (f"**{reaction.service}** {_reaction(reaction)}" for reaction in _reactions(fact))
    if readers := [f"{owner}: {_views(views)}" for owner, views in readers_of(fact).items()]:
        yield f"**read by** {listed(readers)}"
    yield from (f"**tells** {line}" for line in messages_about(fact))


def _event(event: type[Any]) -> str:
    return f"`{get_topic(event)}`"


def _reaction(reaction: Reaction) -> str:
    return f"`{reaction.function.__name__}`: {first_said_of(reaction.function)}"


def _views(views: Iterable[type]) -> str:
    return ", ".join(f"`{part.__name__}`" for part in views)


def _reactions(fact: type[Fact]) -> list[Reaction]:
    """What services do; that notifications tells somebody stands with what it tells."""
    return [r for r in reactions_to(fact) if r.function is not tell_those_concerned]
