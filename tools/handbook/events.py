"""The page of events and facts: what services tell each other, and what comes of it."""

from collections.abc import Iterator
from typing import Any

from eventsourcing.utils import get_topic

from services.contracts.fact import Fact
from services.hosting.service_list import NAMES
from services.notifications.announcements import ANNOUNCED
from tools.handbook.fields import fields_of
from tools.handbook.markdown import first_said_of, listed, said_of, table
from tools.handbook.messages import messages_about, told
from tools.handbook.stories import (
    events_behind,
    facts_of_service,
    reactions_to,
    readers_of,
)

INTRODUCTION = """# Events and facts

Generated from the code; do not edit. An **event** is private: it stands in the log of the service that
owns the aggregate, under its topic. What others may know leaves the service as a **fact**, whose
name, type and fields are a contract (`services/contracts`): fields are only ever added.

```
command ─▶ aggregate ─▶ event in the service's log ─▶ fact ─┬─▶ reactions of other services (policy.py)
                        (Room.BedHeld)          (BedHeld)   ├─▶ views: the services', the gateway's, the audit's
                                                            └─▶ messages to people (notifications)
```

A field with a question mark may be absent. Every fact also has an envelope: its id, position, time,
subject, who caused it (`actor`) and by what (`command_id`, `causation_id`, `correlation_id`). Facts of
one service come in the order of its log, each once in effect; there is no order between services.
"""
TELL_THOSE_CONCERNED = "tell_those_concerned"


def events_page() -> str:
    """Every fact of every service."""
    return INTRODUCTION + "".join(_section(name) for name in NAMES)


def _section(service: str) -> str:
    facts = list(facts_of_service(service).values())
    overview = table(["fact", "event", "reactions", "told"], [_row(fact) for fact in facts])
    stories = "".join(f"\n### {fact.__name__}\n\n{_story(fact)}" for fact in facts)
    return f"\n## {service.capitalize()}\n\n{overview}{stories}"


def _row(fact: type[Fact]) -> list[str]:
    name = fact.__name__
    people = dict.fromkeys(
        who for line in ANNOUNCED.get(fact, ()) for who in told(line).split(", ")
    )
    return [
        f"[{name}](#{name.lower()})",
        listed(f"`{event.__qualname__}`" for event in events_behind(fact)),
        listed(dict.fromkeys(service for service, _ in _reactions(fact))),
        ", ".join(people),
    ]


def _story(fact: type[Fact]) -> str:
    return f"{said_of(fact)}\n\n" + "".join(f"- {line}\n" for line in _lines(fact))


def _lines(fact: type[Fact]) -> Iterator[str]:
    yield f"comes from {listed(_event(event) for event in events_behind(fact))}"
    yield f"type `{fact.type_name()}`"
    yield f"carries {listed(fields_of(fact))}"
    yield from (f"{service} reacts: {what}" for service, what in _reactions(fact))
    for owner, views in readers_of(fact).items():
        yield f"{owner} reads it for {listed(f'`{part.__name__}`' for part in views)}"
    yield from (f"tells {line}" for line in messages_about(fact))


def _event(event: type[Any]) -> str:
    return f"`{event.__qualname__}` (topic `{get_topic(event)}`)"


def _reactions(fact: type[Fact]) -> list[tuple[str, str]]:
    """What services do; that notifications tell somebody is said with what they tell."""
    return [
        (reaction.service, f"`{function.__name__}`: {first_said_of(function)}")
        for reaction in reactions_to(fact)
        if (function := reaction.function).__name__ != TELL_THOSE_CONCERNED
    ]
