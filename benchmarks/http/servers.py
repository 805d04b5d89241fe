"""The servers under load, each in a process of its own, on a folder of its own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from subprocess import Popen
from typing import Any

from benchmarks.http.bare import make_database
from benchmarks.http.baseline import BaselineServer
from exchange.data_folder import DataFolder
from exchange.make_season import build_season
from exchange.season.draft import Wanted
from exchange.season.scale import Scale
from exchange.season.sign_ins import SignIn
from tests.support.exchange_process import ExchangeProcess

SCALE = Scale(organisations=3, committees_each=2, projects=300, students=24, contact_persons_each=8)


class BarePages(BaselineServer):
    """The baseline of pages."""

    module = "benchmarks.http.bare_pages"
    path = "/1000"


class BareServer(BaselineServer):
    """The baseline of the API, over so many rows."""

    module = "benchmarks.http.bare"
    path = "/rows"

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        super().__init__()
        self._database = self.folder / "bare.db"
        make_database(self._database, rows)

    def told(self) -> Sequence[str]:
        """Where its database is."""
        return (str(self._database),)


@contextmanager
def a_home_with_a_season() -> Iterator[tuple[ExchangeProcess, list[SignIn]]]:
    """`exchange run` on a season of its own, and who can sign in to it.

    It writes no mails: those of the whole season would be due at the start.
    """
    home = ExchangeProcess(run=Popen, mail_folder="")
    with redirect_stdout(StringIO()):  # which tells the passwords
        sign_ins = build_season(DataFolder(home.data), Wanted(SCALE, seed=1), datetime.now(UTC))
    with home:
        yield home, sign_ins
