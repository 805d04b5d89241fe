"""Aggregates under instructions in any order, beside a model that knows the rules by itself.

After every instruction: a refused one has changed nothing; what was recorded, stored and read
again makes the same aggregate.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.contracts.errors import Refusal
from tests.support.aggregates import replayed, state_of

Draw = Callable[[st.SearchStrategy[Any]], Any]

LATELY = 5


class AggregateMachine(RuleBasedStateMachine):
    """The base of the machines. ``kept`` are the aggregates, from their first event on.

    ``happenings`` are the methods that may come next, each with how often. They are one rule,
    because a short run leaves many rules out. ``asked`` are the ids (or the like) that were asked
    for, the first of them in vain.
    """

    happenings: ClassVar[Mapping[str, int]]

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[Any] = []
        self.asked: list[Any] = []

    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        every = [what for what, how_often in self.happenings.items() for _ in range(how_often)]
        self.happen(data.draw(st.sampled_from(every)), data.draw)

    def happen(self, what: str, draw: Draw) -> None:
        """Let one of the happenings come about; it draws what it needs."""
        getattr(self, what)(draw)

    @property
    def one_asked(self) -> st.SearchStrategy[Any]:
        """One of those that were asked for lately, or the first."""
        return st.sampled_from([self.asked[0], *self.asked[1:][-LATELY:]])

    def likely(self, fitting: Sequence[Any]) -> st.SearchStrategy[Any]:
        """One of those that something may come of, mostly."""
        return st.sampled_from(fitting) | self.one_asked if fitting else self.one_asked

    def is_done(self, instruction: Callable[[], Any]) -> bool:
        """Give an instruction; whether it was carried out. Refused, it has changed nothing."""
        before = self._all_that_is_known()
        try:
            instruction()
        except Refusal:
            assert self._all_that_is_known() == before
            return False
        return True

    def is_harmless(self, instruction: Callable[[], Any]) -> None:
        """An instruction that was carried out is given again: nothing comes of it."""
        before = self._all_that_is_known()
        instruction()
        assert self._all_that_is_known() == before

    def _all_that_is_known(self) -> list[Any]:
        return [(len(a.pending_events), deepcopy(state_of(a))) for a in self.kept]

    @invariant()
    def replay_makes_the_same(self) -> None:
        for aggregate in self.kept:
            assert state_of(replayed(aggregate.pending_events)) == state_of(aggregate)
