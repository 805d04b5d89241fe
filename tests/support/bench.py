"""A bench for one service: send it commands, tell it facts, look at what it publishes.

Other services are played by the test: their facts are told with the contract's own example,
changed where the test says so. All facts that the service publishes are checked against their
contracts.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from typing import Any
from uuid import UUID, uuid4

from marshmallow import RAISE
from msgspec.structs import replace

from services.contracts.envelope import Envelope
from services.contracts.fact import Fact
from services.contracts.roles import SYSTEM, Actor
from services.eventlog.following import Follower
from services.hosting.clock import SetClock
from services.hosting.commands import Order
from services.hosting.host import Surroundings
from services.hosting.stores import Stores
from services.hosting.wire import from_wire, to_wire

A_DAY_IN_SPRING = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


class Bench:
    """One service over real stores, with a clock that the test moves."""

    def __init__(
        self,
        service_class: Any,
        stores: Stores,
        *,
        now: datetime = A_DAY_IN_SPRING,
        settings: dict[str, Any] | None = None,
        ask: Any = None,
    ) -> None:
        self.clock = SetClock(now)
        self.stores = stores
        self.told: dict[str, list[Envelope]] = {}
        self._followers: tuple[set[str], list[Follower]] = (set(), [])
        around = Surroundings(stores, self.clock, uuid4, settings or {})
        around.ask = ask or around.ask
        self.service = service_class()
        self.service.host = service_class.host.open(around)
        self.host = self.service.host

    # -- commands and queries --------------------------------------------------------------

    def send(
        self,
        command: str,
        *,
        actor: Actor = SYSTEM,
        command_id: str = "",
        expected_version: int | None = None,
        **data: Any,
    ) -> Any:
        """Send a command or query; its answer. Facts are settled afterwards."""
        order = Order(
            from_wire(to_wire(data)),
            actor,
            command_id or str(uuid4()),
            "test",
            "",
            expected_version,
        )
        answer = getattr(self.service, command)(order.to_json())
        self.settle()
        return answer

    def tick(self) -> None:
        """Let the service do what the clock demands."""
        self.host.act_on_time()
        self.settle()

    # -- facts in --------------------------------------------------------------------------

    def tell(self, fact: type[Fact], **changes: Any) -> Envelope:
        """Another service publishes a fact: its example with these changes; it is applied."""
        log = self.told.setdefault(fact.source, [])
        data = {**fact.example, **from_wire(to_wire(changes))}
        fact(unknown=RAISE).load(data)
        previous = log[-1].position if log else 0
        envelope = Envelope(
            id=str(uuid4()),
            source=fact.source,
            type=fact.type_name(),
            time=self.clock.now(),
            subject=next(str(value) for value in data.values() if _is_id(value)),
            data=data,
            position=previous + 3,
            previous=previous,
            actor="system",
            correlation_id="test",
            causation_id="",
            command_id="",
        )
        log.append(envelope)
        self.settle()
        return envelope

    def tell_again(self, envelope: Envelope) -> None:
        """The same message arrives a second time, at followers that have just begun."""
        for follower in self.host.followers(self.pulls()):
            if follower.source == envelope.source:
                follower.receive(envelope)
        self.settle()

    def tell_as_new(self, envelope: Envelope) -> Envelope:
        """The source publishes the same content once more, at a new position."""
        log = self.told[envelope.source]
        again = replace(
            envelope, id=str(uuid4()), position=log[-1].position + 3, previous=log[-1].position
        )
        log.append(again)
        self.settle()
        return again

    def settle(self) -> None:
        """Apply everything that is due, own facts and told ones."""
        followers = self.followers()
        while sum(follower.catch_up() for follower in followers):
            pass

    def followers(self) -> list[Follower]:
        """Who follows all that have told something. They stay, as in a home, until more do."""
        pulls = self.pulls()
        if self._followers[0] != set(pulls):
            self._followers = set(pulls), self.host.followers(pulls)
        return self._followers[1]

    def pulls(self) -> dict[str, Any]:
        """How to pull the facts of every source that has told something, and its own."""
        pulls: dict[str, Any] = {source: _pull_from(log) for source, log in self.told.items()}
        pulls[self.host.name] = self.host.published.since
        return pulls

    # -- facts out -------------------------------------------------------------------------

    def facts(self, *kinds: type[Fact]) -> list[Envelope]:
        """What the service has published so far (of these kinds), checked against contracts."""
        envelopes: list[Envelope] = []
        while batch := self.host.published.since(envelopes[-1].position if envelopes else 0):
            envelopes += batch
        contracts = import_module(f"services.contracts.{self.host.name}").FACTS
        for envelope in envelopes:
            contracts[envelope.name](unknown=RAISE).load(envelope.data)
        wanted = {kind.type_name() for kind in kinds}
        return [e for e in envelopes if not wanted or e.type in wanted]

    def names(self) -> list[str]:
        """The names of the facts published so far."""
        return [envelope.name for envelope in self.facts()]

    def last(self, fact: type[Fact]) -> dict[str, Any]:
        """The data of the last published fact of a kind."""
        return self.facts(fact)[-1].data

    def close(self) -> None:
        """Close the service's stores."""
        self.host.close()


def _is_id(value: Any) -> bool:
    try:
        UUID(str(value))
    except ValueError:
        return False
    return True


def _pull_from(log: Sequence[Envelope]) -> Any:
    return lambda position, limit: [e for e in log if e.position > position][:limit]


def follow(target: Any, source: str, log: Sequence[Envelope]) -> Follower:
    """A follower of a list of envelopes."""
    return Follower(target, source, _pull_from(log))
