"""The history of an exchange: every fact across all services, causes before their effects."""

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush
from uuid import UUID

from audit.index import AuditIndex
from services.contracts.envelope import Envelope
from services.contracts.errors import NotFound
from services.eventlog.published import Select


def history(index: AuditIndex, logs: Mapping[str, Select], exchange_id: UUID) -> list[Envelope]:
    """The facts about an exchange, read from the logs, in order. Raises NotFound.

    ``logs`` gives for each service how to read facts of its published log by their positions. Each
    is asked once, because it may be another process.
    """
    places: dict[str, list[int]] = {}
    for source, position in index.places_of(exchange_id):
        places.setdefault(source, []).append(position)
    if not places:
        raise NotFound(what="exchange", id=exchange_id)
    return in_order(fact for source in places for fact in logs[source](places[source]))


def in_order(facts: Iterable[Envelope]) -> list[Envelope]:
    """Facts by time; where times are equal, each source's order and cause before effect hold."""
    waiting = list(facts)
    by_id = {fact.id: fact for fact in waiting}
    befores = {fact.id: _befores(fact, by_id) for fact in waiting}
    _add_source_order(waiting, befores)
    return _emitted(by_id, befores)


def _befores(fact: Envelope, by_id: Mapping[str, Envelope]) -> set[str]:
    return {fact.causation_id} & by_id.keys()


def _add_source_order(facts: list[Envelope], befores: dict[str, set[str]]) -> None:
    last: dict[str, str] = {}
    for fact in sorted(facts, key=lambda f: f.position):
        if fact.source in last:
            befores[fact.id].add(last[fact.source])
        last[fact.source] = fact.id


def _emitted(by_id: Mapping[str, Envelope], befores: Mapping[str, set[str]]) -> list[Envelope]:
    """Kahn's algorithm, always taking the earliest fact whose predecessors are all out."""
    afters: dict[str, list[str]] = {}
    for fact_id, earlier in befores.items():
        for before in earlier:
            afters.setdefault(before, []).append(fact_id)
    missing = {fact_id: len(earlier) for fact_id, earlier in befores.items()}
    ready = [_rank(by_id[fact_id]) for fact_id, count in missing.items() if count == 0]
    heapify(ready)
    ordered: list[Envelope] = []
    while ready:
        fact = by_id[heappop(ready)[-1]]
        ordered.append(fact)
        for after in afters.get(fact.id, ()):
            missing[after] -= 1
            if missing[after] == 0:
                heappush(ready, _rank(by_id[after]))
    return ordered


def _rank(fact: Envelope) -> tuple[float, str, int, str]:
    return fact.time.timestamp(), fact.source, fact.position, fact.id
