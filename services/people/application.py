"""The use cases of people: accounts and roles here, the vault and signing in beside.

People(accounts and roles)
├── SigningIn      services/people/signing_in/use_cases.py
└── VaultUseCases  services/people/vault/use_cases.py
"""

from datetime import date
from typing import Any
from uuid import UUID

from services.contracts.roles import UNIT_KIND_OF, Role, UnitKind
from services.people.domain import Person
from services.people.errors import UnitDoesNotFitRole, UnitUnknown
from services.people.signing_in.tables import METADATA as SIGNING_IN
from services.people.signing_in.use_cases import SigningIn
from services.people.vault.records import ADDRESS
from services.people.vault.tables import METADATA as VAULT
from services.people.vault.tables import create_tables
from services.people.vault.use_cases import VaultUseCases


class People(SigningIn, VaultUseCases):
    """The use cases of people."""

    name = "people"
    kept = (VAULT, SIGNING_IN)

    def prepare(self) -> None:
        """Make the tables that lie outside the log, and open them."""
        create_tables(self.tools.engine, *self.kept)
        super().prepare()

    def guards_of(self, person_id: UUID, data: dict[str, Any]) -> dict[str, None]:
        """Whoever sets the address of an officer can have their password replaced."""
        return self.guards(person_id) if ADDRESS in data else {}

    def register_person(self, *, lc_id: UUID | None, nmo_id: UUID | None) -> Person:
        """Make somebody known; who registers them keeps their data in order."""
        self.permit(lc_id=lc_id, nmo_id=nmo_id)
        self._check_known(nmo_id, lc_id)
        return self.add(Person(id=self.new_id(), home_lc_id=lc_id, home_nmo_id=nmo_id))

    def open_account(self, *, person_id: UUID) -> Person:
        """Let the person sign in."""
        person = self.change(Person, person_id)
        person.open_account()
        return person

    def close_account(self, *, person_id: UUID, reason: str) -> Person:
        """Let the person no longer sign in; sessions end."""
        person = self.change(Person, person_id)
        person.close_account(reason)
        self.sessions.end_all(person_id)
        self.links.end_all(person_id)
        return person

    def grant_role(
        self,
        *,
        person_id: UUID,
        role: str,
        lc_id: UUID | None,
        nmo_id: UUID | None,
        valid_from: date,
        valid_until: date,
    ) -> tuple[Person, dict[str, Any]]:
        """Give an office: the director any, national officers those of their committees."""
        kind = UNIT_KIND_OF[Role(role)]
        granted_by = nmo_id if kind is UnitKind.LC else None
        person = self.change(Person, person_id, nmo_id=granted_by)
        unit_id = self._unit_of(role, kind, lc_id, nmo_id)
        grant_id = self.new_id()
        person.grant_role(grant_id, role, kind, unit_id, valid_from, valid_until)
        return person, {"grant_id": grant_id}

    def _unit_of(
        self, role: str, kind: UnitKind, lc_id: UUID | None, nmo_id: UUID | None
    ) -> UUID | None:
        """The unit that the role is for. A committee is trusted only with its organisation."""
        is_needed = (kind is UnitKind.LC, kind is not UnitKind.PROGRAMME)
        if is_needed != (lc_id is not None, nmo_id is not None):
            raise UnitDoesNotFitRole(role=role, unit_kind=kind)
        self._check_known(nmo_id, lc_id)
        return lc_id or nmo_id

    def _check_known(self, nmo_id: UUID | None, lc_id: UUID | None) -> None:
        is_named = nmo_id is not None or lc_id is not None
        if is_named and not self.views.is_known(nmo_id, lc_id):
            raise UnitUnknown

    def end_role(self, *, person_id: UUID, grant_id: UUID, ended_on: date, reason: str) -> Person:
        """End an office early: whoever may grant it may, and the officer."""
        held = self.get(Person, person_id).role(grant_id)
        is_local = held.unit_kind == UnitKind.LC and held.unit_id is not None
        nmo_id = self.views.organisation_of(held.unit_id) if is_local else None
        person = self.change(Person, person_id, nmo_id=nmo_id)
        person.end_role(grant_id, ended_on, reason, self.today())
        return person

    def grants_of(self, *, person_id: UUID) -> dict[str, Any]:
        """Say whether the person may sign in, and which offices they hold from today on."""
        person = self.get(Person, person_id)
        self.permit(person)
        grants = [
            {"grant_id": grant_id, **vars(held)}
            for grant_id, held in person.roles.items()
            if person.is_open and held.valid_until >= self.today()
        ]
        return {"person_id": person_id, "account": person.account, "grants": grants}
