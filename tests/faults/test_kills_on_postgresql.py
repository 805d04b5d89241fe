"""The whole home on PostgreSQL, its mails to a mail server, killed fifty times."""

from collections.abc import Iterator

import pytest

from tests.faults.after_kills import AfterKills, aftermath_of_kills
from tests.faults.aftermath import Aftermath
from tests.support.killable_home import Place
from tests.support.mail_server import MailServer, running
from tests.support.servers import Postgres

pytestmark = pytest.mark.timeout(900)  # fifty lives take their time on a busy machine


@pytest.fixture(scope="module")
def aftermath(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aftermath]:
    """What is found in the database, and at the mail server, which takes a letter twice, too."""
    folder = tmp_path_factory.mktemp("killed") / "data"
    with postgres.fresh_database() as database, running(MailServer()) as server:
        place = Place(folder, database, server.settings)
        with aftermath_of_kills(place, lambda: [m.message_id for m in server.received]) as found:
            yield found


class TestKilledOnPostgreSQL(AfterKills):
    """What holds everywhere. Positions may have gaps here, where a transaction failed."""
