"""The side of people in tests: an organisation with a committee, its officers, and people."""

import base64
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from services.contracts import projects
from services.contracts.roles import Actor, Role
from services.people.service import PeopleService
from services.people.vault.keys import new_master_key
from tests.support.actors import officer
from tests.support.bench import Bench

ADDRESS = "zoe@example.org"
PASSWORD = "correct horse battery"
PDF = base64.b64encode(b"%PDF-1.7 a letter").decode()


@dataclass
class PeopleSide:
    """One organisation with one committee, as people knows them, and who may act for them."""

    bench: Bench
    nmo_id: UUID = field(default_factory=uuid4)
    lc_id: UUID = field(default_factory=uuid4)

    def __post_init__(self) -> None:
        self.bench.tell(projects.OrganisationRegistered, nmo_id=self.nmo_id)
        self.bench.tell(projects.CommitteeRegistered, lc_id=self.lc_id, nmo_id=self.nmo_id)
        self.lore = officer(Role.LORE, self.lc_id)
        self.nore_out = officer(Role.NORE_OUT, self.nmo_id)
        self.nore_in = officer(Role.NORE_IN, self.nmo_id)
        self.director = officer(Role.DIRECTOR)

    def register(self, **data: Any) -> UUID:
        """Somebody of the committee, with these personal data."""
        answer = self.bench.send("register_person", lc_id=self.lc_id, nmo_id=self.nmo_id)
        if data:
            self.bench.send("set_personal_data", person_id=answer["id"], data=data)
        return UUID(answer["id"])

    def with_account(self, **data: Any) -> UUID:
        """Somebody of the committee with an open account."""
        person_id = self.register(**data)
        self.bench.send("open_account", person_id=person_id)
        return person_id

    def who_signs_in(self, email: str, password: str = PASSWORD) -> UUID:
        """Somebody of the committee with an open account and a password."""
        person_id = self.with_account(email=email)
        self.bench.send("set_password", person_id=person_id, password=password)
        return person_id

    def store(self, person_id: UUID, kind: str, content: str = PDF, **options: Any) -> UUID:
        """The id of a document of the person."""
        stored = self.bench.send(
            "store_document", person_id=person_id, kind=kind, content=content, **options
        )
        return UUID(stored["document_id"])

    def look(self, actor: Actor, person_id: UUID, purpose: str, *fields: str) -> dict[str, Any]:
        """What the actor sees of the person for the purpose."""
        answer = self.bench.send(
            "view_personal_data",
            actor=actor,
            person_id=person_id,
            purpose=purpose,
            fields_asked=list(fields),
        )
        return dict(answer["data"])


def people_side(service_host: Any, **options: Any) -> PeopleSide:
    """The people service on a bench, with a master key of its own, and one organisation."""
    options = {"settings": {"master_key": new_master_key()}, **options}
    return PeopleSide(service_host(PeopleService, **options))
