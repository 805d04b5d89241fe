"""What may be told of changes, and to whom: ids and kinds, never what stands in them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gateway.views import GatewayViews
from gateway.views.audience import Audience
from gateway.views.changes import Change
from services.contracts.roles import Actor

EXCHANGE, INBOX, ACCOUNT = "exchange", "inbox", "account"
SOMETHING = "ExchangeChanged"
"""The kind that those are told who only help with an exchange: its story is not theirs."""


@dataclass(frozen=True)
class News:
    """What somebody is told of one change."""

    event: str
    source: str
    position: int
    kind: str
    id: UUID

    def to_json(self) -> dict[str, object]:
        """The JSON form. ``after`` is what to read with, to see the change."""
        return {
            "event": self.event,
            "kind": self.kind,
            "id": self.id,
            "after": f"{self.source}:{self.position}",
        }


@dataclass(frozen=True)
class Batch:
    """Changes as they were found at one look, with who may see them; the same for all listeners.

    ``reached`` is how far the look reached in each source.
    """

    changes: Sequence[Change]
    audiences: Mapping[UUID, Audience]
    reached: Mapping[str, int]

    def news_for(self, actor: Actor, today: date, told: Mapping[str, int]) -> Iterator[News]:
        """What the actor may be told of what comes after the positions up to which they were."""
        for change in self.changes:
            if change.position > told.get(change.source, 0):
                news = self._news(change, actor, today)
                if news is not None:
                    yield news

    def _news(self, change: Change, actor: Actor, today: date) -> News | None:
        if change.exchange_id is not None:
            return self._of_exchange(change, change.exchange_id, actor, today)
        if change.person_id is None or change.person_id != actor.person_id:
            return None
        if change.message_id is not None:
            return News(INBOX, change.source, change.position, change.kind, change.message_id)
        return News(ACCOUNT, change.source, change.position, change.kind, change.person_id)

    def _of_exchange(
        self, change: Change, exchange_id: UUID, actor: Actor, today: date
    ) -> News | None:
        audience = self.audiences.get(exchange_id)
        if audience is None or not audience.sees(actor, today):
            return None
        kind = change.kind if audience.follows(actor, today) else SOMETHING
        return News(EXCHANGE, change.source, change.position, kind, exchange_id)


def changes_between(
    views: GatewayViews, after: Mapping[str, int], up_to: Mapping[str, int], most: int
) -> Batch:
    """What changed after these positions and up to those, at most so much of each source."""
    changes, reached = views.changes.between(after, up_to, most)
    concerned = {change.exchange_id for change in changes if change.exchange_id is not None}
    return Batch(changes, views.audiences.of(concerned), reached)
