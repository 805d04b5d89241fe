"""One attempt at building a season in a folder: it begins, or goes on where another broke off."""

import secrets
from datetime import datetime

from exchange.data_folder import DataFolder
from exchange.home import ExchangeHome, service_settings
from exchange.importing.faculties import faculties_from
from exchange.progress import Tell
from exchange.season.build import Report, SeasonBuilder, first_instant
from exchange.season.chronicle import Chronicle, DraftUnusable
from exchange.season.draft import Draft, Wanted
from exchange.season.ids import SeededIds
from exchange.season.journal import Journal
from exchange.season.sign_ins import SignIn, sign_ins_of
from exchange.season.summary import Summary
from services.hosting.clock import SetClock
from services.hosting.host import Surroundings
from services.hosting.stores import SQLiteStores


class Attempt:
    """An attempt at the wanted season. ``tell`` is told how far it has come."""

    def __init__(self, folder: DataFolder, wanted: Wanted, tell: Tell) -> None:
        self._folder = folder
        self._wanted = wanted
        self._tell = tell
        self._draft = Draft(folder)

    def build(self, now: datetime) -> tuple[list[SignIn], Summary]:
        """Build the draft to its end. ``now`` is the day of a season that is begun here.

        Raises DraftUnusable.
        """
        with self._journal(now) as journal:
            clock = SetClock(first_instant(journal.day))
            ids = SeededIds(self._wanted.seed)
            stores = SQLiteStores(self._draft.stores, is_draft=True)
            home = ExchangeHome(Surroundings(stores, clock, ids, self._settings()))
            try:
                return self._built(Chronicle(home, clock, ids, journal), journal.now)
            finally:
                home.stop()
                stores.sync()

    def _journal(self, now: datetime) -> Journal:
        """The journal to go on with, or that of a new draft."""
        header = self._draft.header()
        if header is None:
            self._draft.throw_away()
        elif not self._wanted.is_what_was_begun(header):
            raise DraftUnusable("it was begun with other options")
        return Journal(self._draft.journal, header or self._wanted.header(now))

    def _settings(self) -> dict[str, object]:
        """The folder's, but no mails leave."""
        return service_settings(self._folder) | {"mail_folder": "", "smtp_host": ""}

    def _built(self, chronicle: Chronicle, now: datetime) -> tuple[list[SignIn], Summary]:
        wanted = self._wanted
        universities = wanted.universities
        faculties = faculties_from(universities, wanted.seed) if universities else None
        builder = SeasonBuilder(chronicle, wanted.scale, wanted.seed, now, faculties)
        made = builder.build(self._report(chronicle))
        sign_ins = sign_ins_of(made, chronicle, password=lambda: secrets.token_urlsafe(12))
        chronicle.settle()
        return sign_ins, Summary.of(chronicle.home)

    def _report(self, chronicle: Chronicle) -> Report:
        """Tells how far it has come, but not of what was built before."""

        def report(what: str, share: float) -> None:
            if not chronicle.is_repeating:
                self._tell(what, share, chronicle.events())

        return report
