"""Which part of the work is done, as far as one can tell beforehand.

The parts are weighed by the events that they bring about, as counted in finished seasons.
"""

from collections.abc import Callable

from exchange.season.scale import Scale

EVENTS_OF_A_COMMITTEE = 55
EVENTS_OF_A_PROJECT = 32
EVENTS_OF_A_STUDENT = 120


class Shares:
    """Tells how far the parts of a season have come, as shares of the whole."""

    def __init__(self, scale: Scale, report: Callable[[str, float], None]) -> None:
        committees = sum(map(scale.committees_of, range(scale.organisations)))
        weights = (
            committees * EVENTS_OF_A_COMMITTEE,
            scale.projects * EVENTS_OF_A_PROJECT,
            scale.students * EVENTS_OF_A_STUDENT,
        )
        self._hosts, self._projects, self._students = (w / sum(weights) for w in weights)
        self._report = report

    def organisations(self, part: float) -> None:
        """This part of the organisations stands, with their committees."""
        self._report("Organisations", part * self._hosts)

    def projects(self, part: float) -> None:
        """This part of the projects is in the catalogue."""
        self._report("Projects", self._hosts + part * self._projects)

    def exchanges(self, part: float) -> None:
        """The exchanges were played so far."""
        self._report("Exchanges", self._hosts + self._projects + part * self._students)
