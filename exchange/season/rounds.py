"""Facts are applied in rounds, in an order that does not depend on where building broke off.

A round reaches up to given positions of the logs. Everything up to there is applied, views
before reactions; what reactions append meanwhile is for the next round. So a round that was
broken off goes on in the order in which it would have gone on.
"""

from collections.abc import Iterator, Sequence

from exchange.home import ExchangeHome
from exchange.season.ids import SeededIds
from services.contracts.envelope import Envelope
from services.eventlog.following import BATCH, Target

Heads = dict[str, int]
"""The position of the last event of each service's log."""


class Rounds:
    """Applies the facts of a home."""

    def __init__(self, home: ExchangeHome) -> None:
        self._logs = {name: host.recorder for name, host in home.hosts.items()}
        self._pulls = home.pulls()
        views = [(store, store.sources()) for store in home.view_stores.values()]
        reactors = [(host.reactor, host.reactor.sources()) for host in home.hosts.values()]
        self._targets: list[tuple[Target, list[str]]] = [*views, *reactors]
        self._applied: Heads = {}
        self._seen: dict[tuple[Target, str], int] = {}

    def heads(self) -> Heads:
        """Where the logs end now."""
        return {name: log.max_notification_id() or 0 for name, log in self._logs.items()}

    def apply(self, heads: Heads, ids: SeededIds) -> None:
        """Apply every fact up to these positions."""
        fresh = {name for name, head in heads.items() if head > self._applied.get(name, 0)}
        for target, sources in self._targets:
            for source in sources:
                if source in fresh:
                    self._catch_up(target, source, heads[source], ids)
        self._applied = heads

    def _catch_up(self, target: Target, source: str, head: int, ids: SeededIds) -> None:
        key = (target, source)
        position = self._seen[key] if key in self._seen else target.processed(source)
        for envelopes in self._due(source, position, head):
            # No reaction makes ids of its own today; if one does, they differ by fact.
            ids.begin(f"{type(target).__name__}/{source}/{envelopes[0].position}")
            target.process(envelopes)
            position = envelopes[-1].position
        self._seen[key] = position

    def _due(self, source: str, position: int, head: int) -> Iterator[Sequence[Envelope]]:
        """The facts after a position, up to the head, in batches."""
        while pulled := self._pulls[source](position, BATCH):
            if due := [envelope for envelope in pulled if envelope.position <= head]:
                yield due
            if len(due) < len(pulled):
                return
            position = pulled[-1].position
