"""The home as a season is built in it: every step is written down, and done once in effect.

A season that was broken off is built by the same scripts again. As long as the journal of the
former attempt lasts, the steps in it are not done but answered from it; then building goes on.
The one step that may have been done and not written down is done again, which is harmless:
commands are kept by their ids, which follow from the number of the step; facts that were
applied are not applied again; and what time has brought about already is not due any more.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from exchange.home import ExchangeHome
from exchange.season.ids import SeededIds
from exchange.season.journal import Journal
from exchange.season.rounds import Heads, Rounds
from services.contracts.errors import Refusal, Unavailable
from services.contracts.roles import Actor
from services.hosting.clock import SetClock
from services.hosting.host import ServiceHost


class DraftUnusable(Exception):
    """The journal and what was built do not belong together; the season must be begun anew."""


class Refused(Refusal):
    """A command of the season was refused, now or in a former attempt; says which and why."""

    says = "{said}"


class Chronicle:
    """Does each step in the home, unless the journal tells its outcome already."""

    def __init__(
        self, home: ExchangeHome, clock: SetClock, ids: SeededIds, journal: Journal
    ) -> None:
        self.home = home
        self.clock = clock
        self._ids = ids
        self._journal = journal
        self._rounds = Rounds(home)
        self._steps = 0
        self._settled: Heads = {}

    @property
    def is_repeating(self) -> bool:
        """Whether steps are being answered from the journal."""
        return not self._journal.is_over

    def events(self) -> int:
        """How many events stand in the logs."""
        return sum(self._rounds.heads().values())

    # -- steps -----------------------------------------------------------------------------

    def send(self, actor: Actor, service: str, command: str, data: dict[str, Any]) -> Any:
        """An actor sends a command; its answer. Raises Refusal."""
        sending = partial(self._outcome, actor, service, command, data)
        outcome = self._step(f"{service}.{command}", sending)
        if "refusal" in outcome:
            raise Refused(said=outcome["refusal"])
        return outcome["answer"]

    def _outcome(
        self, actor: Actor, service: str, command: str, data: dict[str, Any]
    ) -> dict[str, Any]:
        try:
            return {"answer": self.home.send(service, command, data, actor)}
        except Unavailable:  # no outcome: the next attempt sends it again
            raise
        except Refusal as refusal:
            return {"refusal": f"{service}.{command}: {refusal}"}

    def settle(self) -> None:
        """Let all facts be applied, in rounds, until nothing is left.

        A round is written down before it is done: of a round that was broken off one knows
        which facts were still in it, and they are applied in the same order.
        """
        while (heads := self._step("settle", self._rounds.heads)) != self._settled:
            if self._journal.is_over:
                self._rounds.apply(heads, self._ids)
            self._settled = heads

    def tick(self) -> None:
        """Let every service do what the clock demands, and settle."""
        for name, host in self.home.hosts.items():
            self._step(f"{name}.tick", partial(self._tick, host))
        self.settle()

    def _tick(self, host: ServiceHost) -> None:
        """Ids depend on what was done already: a timer goes on, it does not do things again."""
        self._ids.begin(f"{self._steps}/{host.recorder.max_notification_id()}")
        host.act_on_time()

    def _step(self, name: str, do: Callable[[], Any]) -> Any:
        self._steps += 1
        if not self._journal.is_over:
            return self._remembered(name)
        self._ids.begin(str(self._steps))
        outcome = do()
        self._journal.write([name, outcome])
        return outcome

    def _remembered(self, name: str) -> Any:
        known, outcome = self._journal.read()
        if known != name:
            raise DraftUnusable(f"step {self._steps} was {known}, and is {name} now")
        if self._journal.is_over:
            self._check_that_nothing_is_lost()
        return outcome

    def _check_that_nothing_is_lost(self) -> None:
        """Drafts are not written through to the disk: a power cut may take events with it."""
        heads = self._rounds.heads()
        if lost := [name for name, head in self._settled.items() if heads[name] < head]:
            raise DraftUnusable(f"events are missing in {', '.join(lost)}")
