"""What is found in a home that was killed while clients worked."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import SystemRandom

import pytest

from tests.faults.aftermath import AfterFaults, Aftermath
from tests.faults.ordeal import KILLS, Ordeal
from tests.support.killable_home import Place

SEED = "EXCHANGE_FAULTS_SEED"
"""The variable that repeats what another run did; without it each run does something else."""


def seed() -> str:
    """This run's seed, as the variable is to be set to have it again."""
    return f"{SEED}={os.environ.setdefault(SEED, str(SystemRandom().randrange(1_000_000)))}"


@contextmanager
def aftermath_of_kills(place: Place, letters: Callable[[], list[str]]) -> Iterator[Aftermath]:
    """The home after all kills, at rest."""
    ordeal = Ordeal(place, seed())
    home = place.opened(ordeal.now)
    aftermath = Aftermath(home, ordeal.burst, letters)
    try:
        ordeal.endure(aftermath.wait_for_rest)
    except BaseException as error:
        error.add_note(seed())
        raise
    yield aftermath
    home.stop()


class AfterKills(AfterFaults):
    """The tests of every home; here nobody noticed anything but that the line was cut."""

    @pytest.fixture(autouse=True)
    def _tell_the_seed(self, request: pytest.FixtureRequest) -> None:
        request.node.add_report_section("setup", "seed", seed())

    def test_it_was_killed_while_commands_were_under_way(self, aftermath: Aftermath) -> None:
        assert len(aftermath.burst.repeated) >= KILLS / 5
        assert aftermath.burst.answered >= KILLS
        assert aftermath.burst.faults == []

    def test_everything_was_contended_for(self, aftermath: Aftermath) -> None:
        names = {fact.name for facts in aftermath.facts.values() for fact in facts}
        assert {"BedHeld", "SlotHeld", "ContactPersonHeld", "ContractPlaceAssigned"} <= names
        assert {"BedReleased", "SlotReleased", "ContactPersonReleased"} <= names
        assert {"BedRefused", "ContractPlaceReleased", "AttendanceRecorded"} <= names
