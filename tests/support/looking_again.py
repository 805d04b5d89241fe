"""How often is looked whether something has happened: soon at first, then ever more seldom.

A look costs whoever is looked at, a command even more. What takes seconds would take longer for
being looked at all the time, most of all on a machine that does much else.
"""

from collections.abc import Iterator
from time import monotonic, sleep

FIRST_PAUSE = 0.02
LONGEST_PAUSE = 0.3
EACH_LONGER_BY = 1.3


def looks_within(seconds: float) -> Iterator[None]:
    """A turn for each look, with a pause before the next one. The last look is when time is up."""
    end, pause = monotonic() + seconds, FIRST_PAUSE
    while monotonic() < end:
        yield
        sleep(pause)
        pause = min(LONGEST_PAUSE, EACH_LONGER_BY * pause)
    yield
