"""The parts of the views that have tables, put together; overviews ask several of them at once."""

from collections.abc import Sequence

from sqlalchemy import Connection, Engine

from gateway.views.boarding import Boarding
from gateway.views.certificates import Certificates
from gateway.views.changes import Changes
from gateway.views.conditions import Conditions
from gateway.views.contact_persons import ContactPersons
from gateway.views.contracts import Contracts
from gateway.views.exchanges import Exchanges
from gateway.views.inbox import Inbox
from gateway.views.logbook import Logbook
from gateway.views.looks import Looks
from gateway.views.mails import Mails
from gateway.views.organisations import Organisations
from gateway.views.people import People
from gateway.views.placements import Placements
from gateway.views.projects import Projects
from gateway.views.rooms import Rooms
from gateway.views.slots import Slots
from gateway.views.stays import Stays
from gateway.views.timeline import Timeline
from gateway.views.versions import Versions
from services.contracts.envelope import Envelope
from services.eventlog.views import Tables, Views

PARTS: tuple[type[Views], ...] = (
    Boarding,
    Certificates,
    Changes,
    Conditions,
    ContactPersons,
    Contracts,
    Exchanges,
    Inbox,
    Logbook,
    Looks,
    Mails,
    Organisations,
    People,
    Placements,
    Projects,
    Rooms,
    Slots,
    Stays,
    Timeline,
    Versions,
)


class Parts(Views):
    """Every part is itself a set of views; a fact is shown to all of them."""

    def __init__(self, tables: Tables) -> None:
        self.versions = Versions(tables)
        self.people = People(tables)
        self.inbox = Inbox(tables)
        self.mails = Mails(tables)
        self.looks = Looks(tables)
        self.organisations = Organisations(tables)
        self.conditions = Conditions(tables, self.organisations)
        self.projects = Projects(tables, self.organisations)
        self.slots = Slots(tables, self.projects)
        self.contracts = Contracts(tables, self.versions)
        self.exchanges = Exchanges(tables, self.versions)
        self.timeline = Timeline(tables)
        self.changes = Changes(tables)
        self.logbook = Logbook(tables)
        self.certificates = Certificates(tables, self.exchanges, self.organisations, self.projects)
        self.rooms = Rooms(tables)
        self.stays = Stays(tables)
        self.boarding = Boarding(tables)
        self.contact_persons = ContactPersons(tables, self.versions)
        self.placements = Placements(
            tables, self.exchanges, self.slots, self.stays, self.contact_persons
        )
        self._parts = [part for part in vars(self).values() if isinstance(part, Views)]
        self._concerned = {
            kind: [part for part in self._parts if kind in part.handlers]
            for kind in {kind for part in self._parts for kind in part.handlers}
        }

    @classmethod
    def sources(cls) -> list[str]:
        """The services whose facts feed any of the parts."""
        return sorted({source for part in PARTS for source in part.sources()})

    @property
    def engine(self) -> Engine:
        """The database of all parts."""
        return self._engine

    @engine.setter
    def engine(self, engine: Engine) -> None:
        self._engine = engine
        for part in self._parts:
            part.engine = engine

    def apply(self, tx: Connection, envelope: Envelope) -> None:
        """Let every part that a fact concerns write what it means there."""
        for part in self._concerned.get(envelope.type, ()):
            part.apply(tx, envelope)

    def conclude(self, tx: Connection, envelopes: Sequence[Envelope]) -> None:
        """Let every part write what follows from all of these facts."""
        for part in self._parts:
            part.conclude(tx, envelopes)
