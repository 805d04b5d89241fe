"""Drafts: what people have begun to fill in, each sealed whole with the person's key.

A draft is for its person alone and changes with every step of a form, so it is kept here and in
no log: the vault forgets the text before when it is written anew, and the person when they go.
"""

from uuid import UUID

from sqlalchemy import Connection, Engine, delete, func, select

from services.eventlog.engines import writing
from services.eventlog.views import upsert
from services.people.errors import TooManyDrafts
from services.people.vault.keyring import Keyring
from services.people.vault.tables import DRAFTS

# Somebody has one exchange at a time; it only bounds misuse.
MOST_DRAFTS = 20


class Drafts:
    """Keeps drafts and gives them out."""

    def __init__(self, engine: Engine, keyring: Keyring) -> None:
        self._engine = engine
        self._keyring = keyring

    def keep(self, person_id: UUID, about: UUID, content: str) -> None:
        """Keep this content; an empty one drops the draft. Raises TooManyDrafts."""
        place = {"person_id": person_id, "about": about}
        with writing(self._engine).begin() as tx:
            if not content:
                tx.execute(delete(DRAFTS).filter_by(**place))
                return
            key = self._keyring.to_seal(tx, person_id)
            if self._others(tx, person_id, about) >= MOST_DRAFTS:
                raise TooManyDrafts(maximum=MOST_DRAFTS)
            sealed = key.seal(content.encode(), _about(person_id, about))
            upsert(tx, DRAFTS, place, {"sealed": sealed})

    def of(self, person_id: UUID, about: UUID) -> str:
        """The person's draft about this; empty where there is none."""
        sealed = select(DRAFTS.c.sealed).filter_by(person_id=person_id, about=about)
        with self._engine.connect() as connection:
            key = self._keyring.to_unseal(connection, person_id)
            found = connection.execute(sealed).scalar()
        return key.unseal(found, _about(person_id, about)).decode() if key and found else ""

    @staticmethod
    def _others(tx: Connection, person_id: UUID, about: UUID) -> int:
        others = select(func.count()).where(
            DRAFTS.c.person_id == person_id, DRAFTS.c.about != about
        )
        return int(tx.execute(others).scalar_one())


def _about(person_id: UUID, about: UUID) -> str:
    return f"draft about {about} of {person_id}"
