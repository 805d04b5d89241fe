"""A home that is killed again and again while clients work, until it is left in peace."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from threading import Event
from time import monotonic

from tests.faults.burst import Burst
from tests.faults.busy_home import a_home_at_work
from tests.support.killable_home import KillableHome, Place
from tests.support.running_home import one_process
from tests.support.world import world_of

A_MONDAY_IN_WINTER = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)
KILLS = 50
MOST_ANSWERS = 8
LONGEST_MOMENT = 0.05
LONGEST_OPENING = 0.5
UNTIL_DOUBT = timedelta(minutes=20)
"""After that long a mail of which nobody said how it ended is in doubt."""


class Ordeal:
    """Kills a home at random points, each time starts it again, and at last lets it be."""

    def __init__(self, place: Place, seed: str) -> None:
        self.burst = Burst()
        self._seed = seed
        self._random = Random(seed)
        self._home = KillableHome(place)
        with (
            one_process(place.folder, A_MONDAY_IN_WINTER, place.stores) as home,
            world_of(home) as world,
        ):
            self._busy = a_home_at_work(world)
            self._now, self._then = home.now(), monotonic()
        world.api.address = self._home.address

    @property
    def now(self) -> datetime:
        """The home's time, which goes on from one life to the next."""
        return self._now + timedelta(seconds=monotonic() - self._then)

    def endure(self, wait_for_rest: Callable[[], None]) -> None:
        """Kill while clients work; then let clients and home come to rest by themselves."""
        try:
            with self.burst.of(self._busy.clients(self._seed)):
                self._live_and_die_again_and_again()
                self._now += UNTIL_DOUBT
                self._live()
                self.burst.wait_for_more(MOST_ANSWERS)
            wait_for_rest()
        finally:
            self._home.stop()

    def _live_and_die_again_and_again(self) -> None:
        for _ in range(KILLS):
            self._live_and_die()

    def _live_and_die(self) -> None:
        """A life that ends while the home opens, or some answers and a moment later."""
        if self._random.random() < 0.1:
            self._home.begin(self.now)
            self._let_pass(LONGEST_OPENING)
        else:
            self._live()
            self.burst.wait_for_more(self._random.randint(0, MOST_ANSWERS))
            self._let_pass(LONGEST_MOMENT)
        self.burst.is_served.clear()
        self._home.kill()

    def _live(self) -> None:
        self._home.start(self.now)
        self.burst.is_served.set()

    def _let_pass(self, longest: float) -> None:
        """A random time: what is to be hit is any point of whatever goes on meanwhile."""
        Event().wait(self._random.uniform(0, longest))
