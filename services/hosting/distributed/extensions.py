"""nameko extensions that carry facts: in, by lines, and out, by the relay.

They start when the container starts and stop with it. Everything else is in ``fact_lines`` and
``relay``, which know no nameko.
"""

from collections.abc import Iterator
from functools import partial
from itertools import groupby
from operator import attrgetter

from nameko.extensions import DependencyProvider

from services.hosting.distributed.fact_lines import FactLine
from services.hosting.distributed.prompts import PromptListener, PromptSender
from services.hosting.distributed.pulling import pulls_from
from services.hosting.distributed.relay import Relay
from services.hosting.distributed.relay_state import RelayState
from services.hosting.distributed.replica import Replica, present_replica
from services.hosting.host import ServiceHost


class Followed(DependencyProvider):  # type: ignore[misc]
    """The service's lines: it follows whom its views and its reactions need."""

    def start(self) -> None:
        """Follow."""
        replica = present_replica()
        replica.lines = list(_lines_of(replica.the_host, replica))
        for line in replica.lines:
            line.start()

    def stop(self) -> None:
        """Let every line finish its batch. Nobody else calls other services any more."""
        replica = present_replica()
        for line in replica.lines:
            line.stop()
        replica.client.stop()
        for line in replica.lines:
            line.join()


def _lines_of(host: ServiceHost, replica: Replica) -> Iterator[FactLine]:
    """One line for each source; views come before reactions in it."""
    sources = sorted({source for _, followed in host.targets() for source in followed})
    pulls = {**pulls_from(replica.client, sources), host.name: host.published.since}
    by_source = attrgetter("source")
    for source, followers in groupby(sorted(host.followers(pulls), key=by_source), by_source):
        yield FactLine(host.name, source, list(followers), replica.broker)


class Relayed(DependencyProvider):  # type: ignore[misc]
    """The service's relay, and the prompts between the replicas."""

    def start(self) -> None:
        """Relay, or stand by."""
        replica = present_replica()
        host = replica.the_host
        open_state = partial(RelayState, host.name, replica.dsn)
        relay = Relay(host.name, host.published.since, open_state, replica.broker)
        self._sender = PromptSender(host.name, replica.broker)
        self._listener = PromptListener(host.name, replica.broker, relay.prompt_from_elsewhere)
        relay.tell_others = self._sender.prompt
        host.log.on_append = relay.prompt
        replica.relay = relay
        for part in (self._sender, self._listener, relay):
            part.start()

    def stop(self) -> None:
        """Publish what is under way, and leave the rest to others."""
        relay = present_replica().relay
        for part in (relay, self._listener, self._sender):
            if part is not None:
                part.stop()
