"""The documents of the vault: files of a person, sealed whole with the person's key."""

from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Engine, insert, select

from services.contracts.errors import NotFound
from services.eventlog.engines import writing
from services.people.errors import TooManyDocuments
from services.people.vault.file_types import ANY_FILE, IMAGES, accepted_type
from services.people.vault.keyring import Keyring
from services.people.vault.tables import DOCUMENTS

ACCEPTED = {"photo": IMAGES}

# A diary of eight weeks and every form twice stay far below; it only bounds misuse.
MOST_DOCUMENTS = 200


@dataclass(frozen=True)
class Description:
    """What is said of a document without opening it."""

    document_id: UUID
    person_id: UUID
    kind: str
    content_type: str
    size: int
    stored_at: datetime


class Documents:
    """Stores files and gives them out."""

    def __init__(self, engine: Engine, keyring: Keyring) -> None:
        self._engine = engine
        self._keyring = keyring

    def store(
        self, document_id: UUID, person_id: UUID, kind: str, content: bytes, now: datetime
    ) -> Description:
        """Seal a file; storing it again under the same id changes nothing.

        Raises FileTooLarge, FileNotAccepted, TooManyDocuments.
        """
        content_type = accepted_type(kind, content, ACCEPTED.get(kind, ANY_FILE))
        about = Description(document_id, person_id, kind, content_type, len(content), now)
        with writing(self._engine).begin() as tx:
            key = self._keyring.to_seal(tx, person_id)
            stored = {known.document_id: known for known in self._of(tx, person_id)}
            if document_id in stored:
                return stored[document_id]
            if len(stored) >= MOST_DOCUMENTS:
                raise TooManyDocuments(maximum=MOST_DOCUMENTS)
            sealed = key.seal(content, _about(about))
            tx.execute(insert(DOCUMENTS).values(**vars(about), sealed=sealed))
        return about

    def of(self, person_id: UUID) -> list[Description]:
        """The person's documents in the order in which they came."""
        with self._engine.connect() as connection:
            return self._of(connection, person_id)

    def _of(self, connection: Connection, person_id: UUID) -> list[Description]:
        rows = select(*_DESCRIBED).where(DOCUMENTS.c.person_id == person_id)
        ordered = rows.order_by(DOCUMENTS.c.stored_at, DOCUMENTS.c.document_id)
        return [Description(**row) for row in connection.execute(ordered).mappings()]

    def find(self, document_id: UUID) -> Description | None:
        """What is said of this document, or None when there is none."""
        row = select(*_DESCRIBED).where(DOCUMENTS.c.document_id == document_id)
        with self._engine.connect() as connection:
            found = connection.execute(row).mappings().first()
        return Description(**found) if found else None

    def content(self, about: Description) -> bytes:
        """The file as it was stored."""
        sealed = select(DOCUMENTS.c.sealed).where(DOCUMENTS.c.document_id == about.document_id)
        with self._engine.connect() as connection:
            key = self._keyring.to_unseal(connection, about.person_id)
            if key is None:
                raise NotFound(what="document", id=about.document_id)
            return key.unseal(connection.execute(sealed).scalar_one(), _about(about))


_DESCRIBED = [DOCUMENTS.c[field.name] for field in fields(Description)]


def _about(document: Description) -> str:
    return f"{document.kind} {document.document_id} of {document.person_id}"
