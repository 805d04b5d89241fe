"""Logs: nothing is missing, nothing is doubled, and clients were told the truth."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from services.contracts.envelope import Envelope
from services.eventlog.following import BATCH, Pull
from services.eventlog.records import LoggedEvent

Log = Sequence[LoggedEvent]


@dataclass(frozen=True)
class Acknowledged:
    """A command to which a client was answered that it is done."""

    command_id: str
    aggregate_id: UUID
    version: int


def facts_of(pull: Pull) -> list[Envelope]:
    """Everything that a service has published."""
    facts: list[Envelope] = []
    while batch := pull(facts[-1].position if facts else 0, BATCH):
        facts += batch
    return facts


def gaps_in_positions(log: Log) -> list[str]:
    """Positions are 1, 2, 3 …: true where one writer at a time gives them and loses none."""
    return [
        f"position {event.id} stands where {number} is due"
        for number, event in enumerate(log, start=1)
        if event.id != number
    ]


def gaps_in_versions(log: Log) -> list[str]:
    """Each aggregate's versions are 1, 2, 3 … in the order of positions."""
    found, last = [], dict[UUID, int]()
    for event in sorted(log, key=lambda event: event.id):
        due = last.get(_id(event), 0) + 1
        if event.originator_version != due:
            found.append(f"{_place(event)} stands where version {due} is due")
        last[_id(event)] = event.originator_version
    return found


def breaks_in_chain(facts: Sequence[Envelope]) -> list[str]:
    """Each fact names the position of the one before it, the first one 0."""
    positions = [0, *(fact.position for fact in facts)]
    return [
        f"{fact.name} at {fact.position} follows {before} and names {fact.previous}"
        for fact, before in zip(facts, positions, strict=False)
        if fact.previous != before or fact.position <= before
    ]


def broken_promises(logs: Iterable[Log], acknowledged: Iterable[Acknowledged]) -> list[str]:
    """What the command did is there, and so is the version of which the client was told."""
    stored = [event for log in logs for event in log]
    versions = {(_id(event), event.originator_version) for event in stored}
    done = {event.context.command_id for event in stored}
    return [
        f"{promise} is not there"
        for promise in acknowledged
        if promise.command_id not in done or (promise.aggregate_id, promise.version) not in versions
    ]


def done_twice(logs: Iterable[Log]) -> list[str]:
    """All that a command did was appended at once: at one instant, version after version."""
    return [
        f"command {command_id} did {', '.join(map(_place, events))}"
        for log in logs
        for command_id, events in _by_command(log).items()
        if not _is_one_append(events)
    ]


def traces_of_refused(logs: Iterable[Log], refused: Collection[str]) -> list[str]:
    """A command that was refused has left nothing."""
    return [
        f"refused command {command_id} did {', '.join(map(_place, events))}"
        for log in logs
        for command_id, events in _by_command(log).items()
        if command_id in refused
    ]


def _by_command(log: Log) -> Mapping[str, list[LoggedEvent]]:
    found = defaultdict[str, list[LoggedEvent]](list)
    for event in log:
        if event.context.command_id:
            found[event.context.command_id].append(event)
    return found


def _is_one_append(events: Sequence[LoggedEvent]) -> bool:
    at_once = len({event.recorded_at for event in events}) == 1
    return at_once and all(later.id == one.id + 1 for one, later in pairwise(events))


def _id(event: LoggedEvent) -> UUID:
    return UUID(str(event.originator_id))


def _place(event: LoggedEvent) -> str:
    return f"{event.topic} {event.originator_id} version {event.originator_version}"
