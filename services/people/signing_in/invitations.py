"""Invitations: a link that lets a person choose a password, once and for some time.

An officer hands it over or sends it on; who has forgotten a password gets one by mail, for a
shorter time. A person has one at a time; a new one replaces it.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Engine, delete, select

from services.eventlog.engines import writing
from services.eventlog.views import upsert
from services.people.errors import InvitationNotUsable
from services.people.signing_in.secret_texts import new_token, token_hash
from services.people.signing_in.tables import INVITATIONS

LIFETIME = timedelta(days=14)
LIFETIME_IN_A_MAIL = timedelta(hours=1)
"""Whoever has forgotten a password asks and waits for the mail."""


class Invitations:
    """Gives invitations out and takes them back."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def invite(
        self, person_id: UUID, now: datetime, lifetime: timedelta = LIFETIME
    ) -> tuple[str, datetime]:
        """A fresh invitation and until when it can be used; an older one is void."""
        token, expires_at = new_token(), now + lifetime
        values = {"token_hash": token_hash(token), "expires_at": expires_at}
        with writing(self._engine).begin() as tx:
            upsert(tx, INVITATIONS, {"person_id": person_id}, values)
        return token, expires_at

    def whose(self, token: str, now: datetime) -> UUID:
        """Whom the invitation is for. Raises InvitationNotUsable."""
        row = select(INVITATIONS.c.person_id).where(_is_usable(token, now))
        with self._engine.connect() as connection:
            return _usable(connection.execute(row).scalar())

    def use_up(self, token: str, now: datetime) -> None:
        """Use the invitation: nobody can a second time. Raises InvitationNotUsable."""
        used = delete(INVITATIONS).where(_is_usable(token, now))
        with writing(self._engine).begin() as tx:
            _usable(tx.execute(used.returning(INVITATIONS.c.person_id)).scalar())

    def forget_old(self, now: datetime) -> None:
        """Forget invitations that can not be used any more."""
        with writing(self._engine).begin() as tx:
            tx.execute(delete(INVITATIONS).where(INVITATIONS.c.expires_at <= now))


def _is_usable(token: str, now: datetime) -> ColumnElement[bool]:
    return (INVITATIONS.c.token_hash == token_hash(token)) & (INVITATIONS.c.expires_at > now)


def _usable(person_id: UUID | None) -> UUID:
    if person_id is None:
        raise InvitationNotUsable
    return person_id
