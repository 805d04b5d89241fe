"""A bench for the gateway's API: the whole one-process home behind it, and people who ask.

Facts are settled after every change, in the calling thread, so that tests need not wait.
"""

from pathlib import Path
from typing import Any
from uuid import UUID

from werkzeug.test import TestResponse

from exchange.home import ExchangeHome
from gateway.api.blueprints import BASE
from gateway.api.context import EXTENSION, Gateway
from gateway.app import create_app
from gateway.live.feed import Feed
from gateway.security.signing_keys import SigningKeys
from gateway.settings import GatewaySettings
from services.contracts.roles import UNIT_KIND_OF, Role, UnitKind
from services.eventlog.following import Follower
from services.hosting.clock import SetClock
from services.hosting.host import Surroundings
from services.people.vault.keys import new_master_key
from tests.support.bench import A_DAY_IN_SPRING
from tests.support.furnished_stores import FurnishedSQLite

SIGNING_KEY = b"a signing key of tests, 32 bytes"
PASSWORD = "correct horse battery"
SEASON_LONG = {"valid_from": "2026-10-01", "valid_until": "2027-09-30"}


class ApiBench:
    """The gateway over a home with all services, on SQLite, with a clock that the test moves."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        self.folder = folder
        self.clock = SetClock(A_DAY_IN_SPRING)
        stores = FurnishedSQLite(folder)
        services = {"master_key": new_master_key(), "mail_folder": str(folder / "mails")}
        self.home = ExchangeHome(Surroundings(stores, self.clock, settings=services))
        self.store = self.home.gateway_views
        settings = {"wait_seconds": 0.05, **settings}
        keys = SigningKeys(SIGNING_KEY)
        self.app = create_app(self.home.backend, GatewaySettings(keys, **settings))
        self.client = self.app.test_client()
        self.feed: Feed = self.app.extensions[EXTENSION].feed

    def close(self) -> None:
        """End live streams, and close the stores."""
        self.feed.stop()
        self.home.stop()

    # -- asking ----------------------------------------------------------------------------

    def call(
        self,
        method: str,
        address: str,
        who: UUID | None = None,
        *,
        headers: dict[str, str] | None = None,
        **options: Any,
    ) -> TestResponse:
        """Send a request to an address of the API, as somebody."""
        signed = {"Authorization": f"Bearer {self.token(who)}"} if who else {}
        response = self.client.open(
            BASE + address, method=method, headers={**signed, **(headers or {})}, **options
        )
        if method != "GET":
            self.home.settle()
        return response

    def get(self, address: str, who: UUID | None = None, **options: Any) -> TestResponse:
        """Read."""
        return self.call("GET", address, who, **options)

    def post(self, address: str, who: UUID | None = None, **options: Any) -> TestResponse:
        """Create something, or let something happen."""
        return self.call("POST", address, who, **options)

    def token(self, person_id: UUID) -> str:
        """An access token as the gateway issues it."""
        parts: Gateway = self.app.extensions[EXTENSION]
        return parts.tokens.issue(person_id, self.clock.now())

    def only_the_gateway_hears(self) -> None:
        """Apply what is due to the gateway's views, and leave those of services behind."""
        for source in self.store.sources():
            Follower(self.store, source, self.home.pulls()[source]).catch_up()

    # -- people ----------------------------------------------------------------------------

    def tell(self, service: str, command: str, **data: Any) -> dict[str, Any]:
        """Send a command as the system."""
        answer: dict[str, Any] = self.home.send(service, command, data)
        self.home.settle()
        return answer

    def person(self) -> UUID:
        """Somebody with an open account and no office."""
        person_id: str = self.tell("people", "register_person")["id"]
        self.tell("people", "open_account", person_id=person_id)
        return UUID(person_id)

    def officer(self, role: Role, *, nmo_id: str | None = None, lc_id: str | None = None) -> UUID:
        """Somebody with an office for the season."""
        person_id = self.person()
        units = {"nmo_id": nmo_id, "lc_id": lc_id if UNIT_KIND_OF[role] is UnitKind.LC else None}
        self.tell(
            "people",
            "grant_role",
            person_id=str(person_id),
            role=role.value,
            **{name: unit for name, unit in units.items() if unit},
            **SEASON_LONG,
        )
        return person_id

    def who_signs_in(self, email: str) -> UUID:
        """Somebody with an e-mail address and a password."""
        person_id = self.person()
        self.tell("people", "set_personal_data", person_id=str(person_id), data={"email": email})
        self.tell("people", "set_password", person_id=str(person_id), password=PASSWORD)
        return person_id

    # -- hosts -----------------------------------------------------------------------------

    def organisation(self, country: str = "PT") -> str:
        """A national organisation."""
        name = f"Organisation of {country}"
        answer = self.tell("projects", "register_organisation", country=country, name=name)
        return str(answer["id"])

    def committee(self, nmo_id: str, faculty: str = "Universidade do Porto") -> str:
        """A committee of an organisation."""
        answer = self.tell("projects", "register_committee", nmo_id=nmo_id, faculty=faculty)
        return str(answer["id"])
