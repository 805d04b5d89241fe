"""Application forms as students fill them in, for tests of the pages that show them.

What the student does is not what these tests are about: it is sent as the system.
"""

import json
from base64 import b64encode
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID, uuid4

from sqlalchemy import true

from gateway.views import GatewayViews
from gateway.views.catalogue_filter import CatalogueFilter
from gateway.views.contracts import ContractFilter
from gateway.views.keyset import Row
from services.contracts.conditions import SPECIAL_DOCUMENTS
from tests.support.story import PNG

SEASON = "2027-2028"
LATER_THAN = "2027-08"
STANDARD = ("terms", "passport_copy", "photo", "proof_of_enrolment")
WHO = "student (form open)"
PASSWORD = "correct-horse-battery"
NAMES = {"given_name": "Zoë", "family_name": "Åkesson-Ümit"}
LETTER = "I want to learn how cells are counted, because at home nobody can teach me."


class Season(Protocol):
    """A running sample season, as these forms need it."""

    @property
    def views(self) -> GatewayViews:
        """What the gateway has read."""

    def send(self, service: str, command: str, **data: Any) -> Any:
        """Send a command as the system; the views know of it afterwards."""


@dataclass
class Forms:
    """Sends what others do in a season."""

    season: Season

    def open_contract(self, **side: UUID) -> Row:
        """A contract of the season with a place left, by whose host a form can be filled in."""
        wanted = ContractFilter(season=SEASON, **side)
        for row in self.season.views.contracts.page(wanted, true(), None, 100):
            if row["is_in_force"] and row["open"] and self._open_projects(row["hosting_nmo_id"]):
                return row
        raise LookupError("no contract of the sample season has a place left")

    def assigned(self, contract: Row) -> str:
        """A form that was opened for a new student of the sending organisation."""
        return self._assigned_to(self._registered(contract), contract)

    def _registered(self, contract: Row) -> str:
        home = {"nmo_id": str(contract["sending_nmo_id"])}
        return str(self.season.send("people", "register_person", **home)["id"])

    def _assigned_to(self, student_id: str, contract: Row) -> str:
        given = {"student_id": student_id, "contract_id": str(contract["contract_id"])}
        return str(self.season.send("applications", "assign_application_form", **given)["id"])

    def begun(self, email: str) -> str:
        """A form that a student who can sign in has begun to fill in; the person's id."""
        contract = self.open_contract()
        person_id = self._registered(contract)
        self._open_account(person_id, email)
        exchange_id = self._assigned_to(person_id, contract)
        self._begin(person_id, exchange_id, contract)
        return person_id

    def _open_account(self, person_id: str, email: str) -> None:
        send = self.season.send
        data = {**NAMES, "email": email}
        send("people", "set_personal_data", person_id=person_id, data=data)
        send("people", "open_account", person_id=person_id)
        token = send("people", "invite", person_id=person_id)["token"]
        send("people", "accept_invitation", token=token, password=PASSWORD)

    def _begin(self, person_id: str, exchange_id: str, contract: Row) -> None:
        """A wish with its letter, dates, and one of the documents."""
        project, month = self._open_projects(contract["hosting_nmo_id"])[0]
        chosen = str(project["project_id"])
        draft = {
            "choices": [chosen],
            "letters": {chosen: LETTER},
            "start": f"{month}-01",
            "weeks": "4",
            "student_type": "clinical",
        }
        send, content = self.season.send, b64encode(PNG).decode()
        send("people", "keep_draft", person_id=person_id, about=exchange_id,
             content=json.dumps(draft))  # fmt: skip
        send("people", "store_document", person_id=person_id, kind="photo", content=content)

    def submitted(self, exchange_id: str) -> str:
        """The form, filled in by its student."""
        row = self.season.views.exchanges.one(UUID(exchange_id), true())
        assert row
        project, month = self._open_projects(row["hosting_nmo_id"])[0]
        self.season.send(
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
        self.season.send("applications", "forward_application", exchange_id=exchange_id)
        return exchange_id

    def to_be_placed(self, exchange_id: str) -> str:
        """The exchange, with the committee of the project that the student wants most."""
        verified = list(SPECIAL_DOCUMENTS)
        received = {"exchange_id": exchange_id, "verified_documents": verified}
        self.season.send("applications", "receive_application", **received)
        row = self.season.views.exchanges.one(UUID(exchange_id), true())
        assert row
        given = {"exchange_id": exchange_id, "lc_id": str(row["choices"][0]["lc_id"])}
        self.season.send("applications", "assign_to_committee", **given)
        return exchange_id

    def _open_projects(self, nmo_id: UUID) -> list[tuple[Row, str]]:
        catalogue = self.season.views.catalogue
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
