"""Where the lines of the distributed home stand: asked of the services, and of the views' ledger.

Every replica of a service can tell, because positions and stops lie in its database; the lines
that feed the gateway's and the auditor's views are looked up in theirs.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from services.contracts.errors import NotFound, Unavailable
from services.eventlog.following import Follower
from services.eventlog.generations import ViewStore
from services.eventlog.standstill import PassedOver
from services.hosting.clock import Clock
from services.hosting.distributed.pulling import newest_of, pulls_from
from services.hosting.distributed.rpc_client import Call, RpcClient
from services.hosting.line_status import LineStatus, status_of
from services.hosting.service_list import NAMES


class DistributedLines:
    """The lines of all services, and those of these sets of views."""

    def __init__(self, client: RpcClient, clock: Clock, stores: Sequence[ViewStore[Any]]) -> None:
        self._client = client
        self._clock = clock
        pulls = pulls_from(client, NAMES)
        self._of_views = [
            Follower(store, source, pulls[source], name=store.name)
            for store in stores
            for source in store.sources()
        ]

    def statuses(self) -> list[LineStatus]:
        """Where every line stands, as far as its service can be reached (see ``away``)."""
        newest = newest_of(self._client, NAMES)
        of_services = (status for name in NAMES for status in self._of_service(name, newest))
        return [*of_services, *self._statuses_of_views(newest)]

    def _of_service(self, name: str, newest: Mapping[str, int]) -> list[LineStatus]:
        try:
            told = self._client.call(Call(name, "line_statuses", (newest,), is_repeatable=True))
        except Unavailable:
            return []
        return msgspec.convert(told, list[LineStatus], strict=False)

    def _statuses_of_views(self, newest: Mapping[str, int]) -> Iterator[LineStatus]:
        now = self._clock.now()
        for follower in self._of_views:
            if follower.source in newest:
                yield status_of(follower, newest[follower.source], now)

    def pass_over(
        self, follower: str, source: str, position: int, actor: str, reason: str
    ) -> PassedOver:
        """Let one line go past the fact that stops it. Raises NotFound, LineNotStopped,
        LineStoppedElsewhere, ServiceAway.
        """
        for line in self._of_views:
            if (line.name, line.source) == (follower, source):
                return line.pass_over(position, actor, self._clock.now(), reason)
        service = follower.partition("-")[0]
        if service not in NAMES:
            raise NotFound(what="line", id=f"{follower}/{source}")
        about = (follower, source, position, actor, reason)
        told = self._client.call(Call(service, "pass_over", about, is_repeatable=False))
        return msgspec.convert(told, PassedOver, strict=False)
