"""Policies: what a service does about foreign facts, each fact once."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from eventsourcing.persistence import IntegrityError, Tracking

from services.contracts.envelope import Envelope
from services.contracts.errors import LineNotStopped
from services.contracts.fact import Fact, is_known
from services.contracts.roles import SYSTEM
from services.eventlog.records import Context
from services.eventlog.standstill import Ledger, PassedOver, passed_as_unknown
from services.eventlog.told import Told
from services.hosting.use_cases import UseCases

Reaction = Callable[[Any, Told], None]
R = TypeVar("R", bound=Callable[..., None])
MARK_EVERY = 1_000
"""How many positions may be passed over before that is written down."""

Reactions = dict[str, tuple[type[Fact], list[Reaction]]]


def reaction(*facts: type[Fact]) -> Callable[[R], R]:
    """Mark a function as the service's reaction to these facts."""

    def mark(function: R) -> R:
        function.reacts_to = facts  # type: ignore[attr-defined]
        return function

    return mark


def reactions_of(module: dict[str, Any]) -> Reactions:
    """The reactions that a policy module defines, by fact type, in order of definition."""
    found: Reactions = {}
    for value in module.values():
        for fact in getattr(value, "reacts_to", ()):
            found.setdefault(fact.type_name(), (fact, []))[1].append(value)
    return found


class Reactor:
    """Runs a service's reactions; the position processed lies in the service's own log."""

    def __init__(self, use_cases: UseCases, reactions: Reactions) -> None:
        self._use_cases = use_cases
        self._reactions = reactions
        self._recorder = use_cases.tools.log.recorder
        self._passed: dict[str, Envelope] = {}

    def sources(self) -> list[str]:
        """The services whose facts this service reacts to."""
        return sorted({fact.source for fact, _ in self._reactions.values()})

    def concerns(self, envelope: Envelope) -> bool:
        """Whether this service does anything about such facts."""
        return envelope.type in self._reactions

    def processed(self, source: str) -> int:
        """The position of the source up to which facts were reacted to."""
        passed = self._passed.get(source)
        return max(self._marked(source), passed.position if passed else 0)

    def _marked(self, source: str) -> int:
        return self._recorder.max_tracking_id(source) or 0

    @property
    def ledger(self) -> Ledger:
        """Beside the position: in the service's own log."""
        return self._recorder

    def pass_over(self, passed: PassedOver) -> None:
        """Go past one fact without reacting to it. Raises LineNotStopped."""
        try:
            self._recorder.pass_over(passed)
        except IntegrityError:
            raise LineNotStopped(follower=self._use_cases.name, source=passed.source) from None

    def rest(self, source: str) -> None:
        """Write down how far facts were passed over, now that nothing else is to be done."""
        if (passed := self._passed.pop(source, None)) and passed.position > self._marked(source):
            self._use_cases.react(lambda: None, *self._about(passed))

    def process(self, envelopes: Sequence[Envelope]) -> None:
        """React to consecutive facts of one source; raises what a reaction raises."""
        passed: Envelope | None = None
        done = self.processed(envelopes[0].source)
        for envelope in envelopes:
            if envelope.position <= done:
                continue
            if self.concerns(envelope):
                self._react(envelope)
                passed = None
            elif is_known(envelope.type):
                passed = envelope
            else:
                self._pass_over_unknown(envelope)
                passed = None
        if passed is not None:
            self._pass_over(passed)

    def _pass_over_unknown(self, envelope: Envelope) -> None:
        """Go past what only a newer release knows; another replica may have done it already."""
        with suppress(LineNotStopped):
            self.pass_over(passed_as_unknown(envelope))

    def _pass_over(self, envelope: Envelope) -> None:
        """Note that the facts up to this one concern nobody here.

        That is written now and then only, because a write waits for the disk: who starts anew
        passes over the same facts again.
        """
        self._passed[envelope.source] = envelope
        if envelope.position - self._marked(envelope.source) >= MARK_EVERY:
            self.rest(envelope.source)

    def _react(self, envelope: Envelope) -> None:
        fact, functions = self._reactions[envelope.type]

        def run() -> None:
            for function in functions:
                function(self._use_cases, Told(fact, envelope))

        self._use_cases.react(run, *self._about(envelope))

    @staticmethod
    def _about(envelope: Envelope) -> tuple[Context, Any, Tracking]:
        context = Context(
            actor=SYSTEM.name,
            correlation_id=envelope.correlation_id,
            causation_id=envelope.id,
            command_id=f"reaction-to-{envelope.id}",
        )
        return context, SYSTEM, Tracking(envelope.source, envelope.position)
