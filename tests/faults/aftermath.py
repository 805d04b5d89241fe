"""What is found in a home after faults, and what must be true of it, whichever home it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from exchange.home import ExchangeHome
from services.contracts.envelope import Envelope
from tests.faults.burst import Burst
from tests.support.client import eventually
from tests.support.invariants import capacity, logs, mails, views


@dataclass(frozen=True)
class Aftermath:
    """A home that has come to rest, what its clients were told, the letters that left it."""

    home: ExchangeHome
    burst: Burst
    letters: Callable[[], list[str]]

    @cached_property
    def logs(self) -> Mapping[str, logs.Log]:
        """Every service's log."""
        return {name: list(host.recorder.all_events()) for name, host in self.home.hosts.items()}

    @cached_property
    def facts(self) -> Mapping[str, list[Envelope]]:
        """What every service has published."""
        return {name: logs.facts_of(pull) for name, pull in self.home.pulls().items()}

    @property
    def followers(self) -> views.Followers:
        """Everybody who follows a service: reactions and views."""
        own = [target for host in self.home.hosts.values() for target in host.targets()]
        others = (self.home.gateway_views, self.home.audit_index)
        return [*own, *((view, view.sources()) for view in others)]

    def unrest(self) -> list[str]:
        """Who has not heard everything, and of which mails nobody knows how they ended."""
        behind = self.behind()
        told = logs.facts_of(self.home.pulls()["notifications"])
        return behind + sorted(mails.open_mails(told))

    def behind(self) -> list[str]:
        """Who has not heard everything. Followers are looked at one after the other: while
        something more is said, one that was at its end when it was looked at may be behind again.
        """
        before = self._lengths()
        found = views.behind(self.followers, self.home.pulls())
        return found or sorted({f"{name} says more" for name, _ in before ^ self._lengths()})

    def _lengths(self) -> set[tuple[str, int | None]]:
        """How long each log is."""
        return {(n, host.recorder.max_notification_id()) for n, host in self.home.hosts.items()}

    def changed_by_rebuild(self) -> list[str]:
        """Tables of views that a rebuild from the logs makes different."""
        return views.changed_by_rebuild(self.home.view_stores, self.home.pulls())

    def wait_for_rest(self) -> None:
        """Wait until another process has brought the home to rest; as long as something goes on."""
        while found := self.unrest():
            eventually(self.unrest, found.__ne__)


class AfterEachFault:
    """The tests; the module of a subclass brings the fixture ``aftermath`` of its home."""

    def test_every_client_was_answered_truly(self, aftermath: Aftermath) -> None:
        stored, burst = aftermath.logs.values(), aftermath.burst
        assert burst.acknowledged
        assert logs.broken_promises(stored, burst.acknowledged) == []
        assert logs.traces_of_refused(stored, burst.refused) == []

    def test_no_command_and_no_reaction_was_done_twice(self, aftermath: Aftermath) -> None:
        assert logs.done_twice(aftermath.logs.values()) == []

    def test_logs_have_no_gap_in_versions_and_facts_form_a_chain(
        self, aftermath: Aftermath
    ) -> None:
        gaps = [gap for log in aftermath.logs.values() for gap in logs.gaps_in_versions(log)]
        breaks = [gap for facts in aftermath.facts.values() for gap in logs.breaks_in_chain(facts)]
        assert gaps + breaks == []

    def test_nothing_is_held_more_often_than_it_is_there(self, aftermath: Aftermath) -> None:
        short = [each for facts in aftermath.facts.values() for each in capacity.overbooked(facts)]
        assert short == []

    def test_no_mail_is_repeated_and_none_is_lost(self, aftermath: Aftermath) -> None:
        told, letters = aftermath.facts["notifications"], aftermath.letters()
        assert letters
        assert mails.told_twice(told) == []
        assert mails.sent_twice(letters) == []
        assert mails.lost_or_invented(told, letters) == []


class AfterFaults(AfterEachFault):
    """Also what takes longer, and finds whatever any of the faults has left behind."""

    def test_a_rebuild_of_every_view_changes_nothing(self, aftermath: Aftermath) -> None:
        assert aftermath.changed_by_rebuild() == []
