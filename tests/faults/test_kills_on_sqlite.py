"""The one-process home on SQLite, its mails in a folder, killed fifty times."""

from collections.abc import Iterator

import pytest

from tests.faults.after_kills import AfterKills, aftermath_of_kills
from tests.faults.aftermath import Aftermath
from tests.support.invariants.logs import gaps_in_positions
from tests.support.killable_home import Place
from tests.support.outbox import mails_in

pytestmark = pytest.mark.timeout(900)  # fifty lives take their time on a busy machine


@pytest.fixture(scope="module")
def aftermath(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aftermath]:
    """What is found in the folder."""
    place = Place(tmp_path_factory.mktemp("killed") / "data")
    outbox = place.data.outbox
    with aftermath_of_kills(place, lambda: [m["Message-ID"] for m in mails_in(outbox)]) as found:
        yield found


class TestKilledOnSQLite(AfterKills):
    """Beside what holds everywhere, positions have no gap here."""

    def test_logs_have_no_gap_in_positions(self, aftermath: Aftermath) -> None:
        assert [gap for log in aftermath.logs.values() for gap in gaps_in_positions(log)] == []
