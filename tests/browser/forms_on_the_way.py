"""Application forms as students fill them in, for tests of the officers who get them.

What the student does is not what these tests are about: it is sent as the system.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import true

from gateway.api.context import EXTENSION, Gateway
from gateway.backend import Backend
from gateway.views.catalogue_filter import CatalogueFilter
from gateway.views.contracts import ContractFilter
from gateway.views.keyset import Row
from gateway.views.visibility import units
from services.contracts.roles import SYSTEM, Actor, Role
from tests.browser.house import House

SEASON = "2027-2028"
LATER_THAN = "2027-08"
PATIENCE_SECONDS = 15
STANDARD = ("terms", "passport_copy", "photo", "proof_of_enrolment")


@dataclass
class Forms:
    """Sends what others do, and waits until the pages know of it."""

    house: House

    @property
    def backend(self) -> Backend:
        """The home behind the pages."""
        gateway: Gateway = self.house.home.app.extensions[EXTENSION]
        return gateway.backend

    def send(self, service: str, command: str, **data: Any) -> Any:
        """Send a command as the system; it can be seen on the pages afterwards."""
        answer = self.backend.send(service, command, data, SYSTEM)
        assert self.backend.wait_for(service, answer["position"], PATIENCE_SECONDS)
        return answer

    def organisation_of(self, who: str, role: Role) -> UUID:
        """The organisation of an officer."""
        person_id = self.house.id_of(who)
        actor = Actor(person_id, self.backend.views.grants_of_account(person_id) or ())
        return units(actor, role, self.backend.clock.now().date())[0]

    def open_contract(self, **side: UUID) -> Row:
        """A contract of the season with a place left, by whose host a form can be filled in."""
        contracts = self.backend.views.contracts
        wanted = ContractFilter(season=SEASON, **side)
        for row in contracts.page(wanted, true(), None, 100):
            if row["is_in_force"] and row["open"] and self._open_projects(row["hosting_nmo_id"]):
                return row
        raise LookupError("no contract of the sample season has a place left")

    def assigned(self, contract: Row) -> str:
        """A form that was opened for a new student of the sending organisation."""
        home = {"nmo_id": str(contract["sending_nmo_id"])}
        student_id = self.send("people", "register_person", **home)["id"]
        given = {"student_id": student_id, "contract_id": str(contract["contract_id"])}
        return str(self.send("applications", "assign_application_form", **given)["id"])

    def submitted(self, exchange_id: str) -> str:
        """The form, filled in by its student."""
        row = self.backend.views.exchanges.one(UUID(exchange_id), true())
        assert row
        project, month = self._open_projects(row["hosting_nmo_id"])[0]
        self.send(
            "applications",
            "submit_application",
            exchange_id=exchange_id,
            choices=[_wish(project)],
            start=date.fromisoformat(f"{month}-01").isoformat(),
            weeks=4,
            student_type="clinical",
            documents={kind: str(uuid4()) for kind in STANDARD},
        )
        return exchange_id

    def forwarded(self, exchange_id: str) -> str:
        """The form, on the desk of the host."""
        self.send("applications", "forward_application", exchange_id=exchange_id)
        return exchange_id

    def _open_projects(self, nmo_id: UUID) -> list[tuple[Row, str]]:
        catalogue = self.backend.views.catalogue
        rows = catalogue.page(
            CatalogueFilter(nmo_id=nmo_id), true(), catalogue.orders["title"], None, 100
        )
        return [
            (row, month["month"])
            for row in rows
            for month in row["months"]
            if month["left"] and month["month"] > LATER_THAN and 4 in row["weeks"]
        ]


def _wish(project: Row) -> dict[str, str]:
    return {
        "project_id": str(project["project_id"]),
        "letter_id": str(uuid4()),
        "letter_digest": uuid4().hex * 2,
    }
