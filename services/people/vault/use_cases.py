"""The use cases of the vault. They are queries to the host: no value is recorded with a command.

What is changed is written to the vault first and recorded after it: a crash in between leaves
data that the repeated request records, never a record of data that are not there. What is
looked at is given out last: the look is recorded before the answer leaves.
"""

import base64
from contextlib import suppress
from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid5

from services.contracts.errors import NotFound, NotPermitted
from services.contracts.roles import Role
from services.hosting.use_cases import UseCases
from services.people.domain import Person, VaultDocument, VaultLook
from services.people.errors import NotYoursToSee
from services.people.schemas import LOOKING
from services.people.vault.disclosure import (
    NEEDS_CONSENT,
    NOTHING,
    Purpose,
    Relation,
    Seen,
    Tie,
    document,
    lets_look,
    visible,
)
from services.people.vault.documents import Description, Documents
from services.people.vault.drafts import Drafts
from services.people.vault.keyring import Keyring
from services.people.vault.master_keys import MasterKeys
from services.people.vault.personal_data import FIELDS, display_name
from services.people.vault.records import Records

CARD: Seen = frozenset(
    {"email", "language", "time_zone", "given_name", "family_name", "native_name"}
)


class VaultUseCases(UseCases):
    """Personal data and documents: set, look at, reach somebody."""

    def prepare(self) -> None:
        """Open the vault. Raises MasterKeyUnusableError."""
        super().prepare()
        engine = self.tools.engine
        master = MasterKeys.from_settings(self.tools.settings)
        keyring = Keyring(master)
        keyring.check(engine)
        self.records = Records(engine, keyring, master)
        self.documents = Documents(engine, keyring)
        self.drafts = Drafts(engine, keyring)

    # -- setting ---------------------------------------------------------------------------

    def set_personal_data(self, *, person_id: UUID, data: dict[str, Any]) -> dict[str, Any]:
        """Set fields of a person; the log learns which, not what, and of a request once."""
        person = self.change(Person, person_id, **self.guards_of(person_id, data))
        self.records.write(person_id, data)
        if not self._is_recorded(person):
            person.change_data(sorted(data))
        return {"person_id": person_id, "version": person.version}

    def guards_of(self, person_id: UUID, data: dict[str, Any]) -> dict[str, None]:
        """The attributes that give nobody a right to set these fields; none of them."""
        return {}

    def _is_recorded(self, person: Person) -> bool:
        """Whether this very request has changed the person before."""
        events = self.tools.log.recorder.select_events(person.id)
        return any(event.context.command_id == self.command_id for event in events)

    def store_document(self, *, person_id: UUID, kind: str, content: bytes) -> dict[str, Any]:
        """Store a file; a repeated request stores it once."""
        self.permit(self.get(Person, person_id))
        document_id = uuid5(person_id, self.command_id)
        stored = self.documents.store(document_id, person_id, kind, content, self.now())
        if self.find(VaultDocument, document_id) is None:
            self.add(VaultDocument(document_id, person_id, kind, stored.content_type, stored.size))
        return asdict(stored)

    # -- what is not finished yet ------------------------------------------------------------

    def keep_draft(self, *, person_id: UUID, about: UUID, content: str) -> dict[str, Any]:
        """Keep the person's draft in place of the one before; no log hears of it."""
        self.permit(self.get(Person, person_id))
        self.drafts.keep(person_id, about, content)
        return {"person_id": person_id, "about": about}

    def view_draft(self, *, person_id: UUID, about: UUID) -> dict[str, Any]:
        """Give the person's own draft out."""
        self.permit(self.get(Person, person_id))
        content = self.drafts.of(person_id, about)
        return {"person_id": person_id, "about": about, "content": content}

    # -- looking ---------------------------------------------------------------------------

    def view_personal_data(
        self, *, person_id: UUID, purpose: str, fields_asked: list[str]
    ) -> dict[str, Any]:
        """Give out what the actor may see of a person for the purpose."""
        person = self.get(Person, person_id)
        return self._look_at(person, Purpose(purpose), frozenset(fields_asked))

    def view_people(
        self, *, person_ids: list[UUID], purpose: str, fields_asked: list[str]
    ) -> dict[str, Any]:
        """Give out the same of several people, without those that are not the actor's to see."""
        self.permit_each()
        wanted = frozenset(fields_asked)
        seen = []
        for person_id in dict.fromkeys(person_ids):
            with suppress(NotFound, NotPermitted):
                seen.append(self._look_at(self.get(Person, person_id), Purpose(purpose), wanted))
        return {"people": seen}

    def _look_at(self, person: Person, purpose: Purpose, wanted: Seen) -> dict[str, Any]:
        visible_fields, tie = self._visible(person, purpose, wanted)
        data = self._consented(person.id, purpose, wanted or visible_fields & FIELDS)
        self._record_look(person.id, tie, purpose, sorted(data))
        return {"person_id": person.id, "version": person.version, "data": data}

    def _consented(self, person_id: UUID, purpose: Purpose, fields: Seen) -> dict[str, Any]:
        """The fields, without those that the person did not allow to be given out for this."""
        consents = NEEDS_CONSENT.get(purpose, {})
        data = self.records.read(person_id, fields | set(consents.values()))
        refused = {field for field, consent in consents.items() if not data.get(consent)}
        return {field: data[field] for field in data if field in fields - refused}

    def list_documents(self, *, person_id: UUID, purpose: str) -> dict[str, Any]:
        """Say which documents of a person the actor may look at for the purpose."""
        kinds, tie = self._visible(self.get(Person, person_id), Purpose(purpose))
        documents = [d for d in self.documents.of(person_id) if document(d.kind) in kinds]
        self._record_look(person_id, tie, purpose, ["documents"])
        return {"person_id": person_id, "documents": [asdict(d) for d in documents]}

    def view_document(self, *, document_id: UUID, purpose: str) -> dict[str, Any]:
        """Give out a document."""
        about = self._description(document_id)
        wanted = frozenset({document(about.kind)})
        _, tie = self._visible(self.get(Person, about.person_id), Purpose(purpose), wanted)
        self._record_look(about.person_id, tie, purpose, sorted(wanted))
        content = base64.b64encode(self.documents.content(about)).decode()
        return {**asdict(about), "content": content}

    def _description(self, document_id: UUID) -> Description:
        about = self.documents.find(document_id)
        if about is None:
            raise NotFound(what="document", id=document_id)
        return about

    def contact_card(self, *, person_id: UUID, purpose: str) -> dict[str, Any]:
        """Give the product itself what it needs to reach somebody.

        The broker hands a question over again when whoever answered it dies before saying so.
        That is one look: ids of the product's own questions are its own, and never used again.
        """
        self.permit()
        data = self.records.read(self.get(Person, person_id).id, CARD)
        look_id = uuid5(person_id, f"{self.command_id}/{purpose}")
        if self.find(VaultLook, look_id) is None:
            self._record_look(person_id, None, purpose, sorted(data), look_id)
        reach = {name: data.get(name) for name in ("email", "language", "time_zone")}
        return {"person_id": person_id, "display_name": display_name(data), **reach}

    def _record_look(
        self,
        person_id: UUID,
        tie: Tie | None,
        purpose: str,
        fields: list[str],
        look_id: UUID | None = None,
    ) -> None:
        """Record who looks by which tie; the Exchange itself, which reaches somebody, by none."""
        role, unit_id = (tie.role, tie.unit_id) if tie else (Role.SYSTEM, None)
        looks_as = (self.actor.person_id, str(role), unit_id)
        look_id = look_id or self.new_id()
        self.add(VaultLook(look_id, person_id, *looks_as, str(purpose), fields))

    # -- who may look ----------------------------------------------------------------------

    def _visible(
        self, person: Person, purpose: Purpose, wanted: Seen = NOTHING
    ) -> tuple[Seen, Tie]:
        """What the actor may see for the purpose, and by which of their ties.

        Raises NotPermitted, NotYoursToSee.
        """
        ties = [tie for tie in self._ties_to(person) if self._holds(tie.role, tie.of)]
        self.permit(None, **{attribute: tie.of for tie in ties if (attribute := LOOKING[tie.role])})
        seen = visible(ties, purpose)
        if not seen or wanted - seen:
            raise NotYoursToSee(purpose=purpose, fields=", ".join(sorted(wanted - seen)) or "all")
        return seen, lets_look(ties, purpose)

    def _ties_to(self, person: Person) -> list[Tie]:
        ties: list[Tie] = self.views.ties_to(person.id)
        return [*ties, *_standing_ties(person)]


def _standing_ties(person: Person) -> list[Tie]:
    """The ties that need no exchange."""
    return [
        Tie(Relation.SELF, Role.SELF, person.id),
        Tie(Relation.HOME, Role.LORE, person.home_lc_id),
        Tie(Relation.HOME, Role.NORE_OUT, person.home_nmo_id),
        Tie(Relation.HOME, Role.NORE_IN, person.home_nmo_id),
        Tie(Relation.DIRECTOR, Role.DIRECTOR, None),
        Tie(Relation.AUDITOR, Role.AUDITOR, None),
    ]
