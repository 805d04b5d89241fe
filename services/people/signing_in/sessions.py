"""Sessions: a chain of refresh tokens, each used once and replaced by the next.

Who uses a token a second time has stolen it, or was robbed of it; nobody can tell which, so
the whole session ends (RFC 9700, section 4.14.2). Within a moment of its first use a token is
good again: two tabs renew at once, and an answer may be lost on its way to a phone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from services.eventlog.engines import writing
from services.people.errors import SessionEnded
from services.people.signing_in.secret_texts import new_token, token_hash
from services.people.signing_in.tables import TOKENS

LIFETIME = timedelta(days=30)
LEEWAY = timedelta(seconds=30)
"""How long after its first use a token may be used again, each time for a token of its own."""


@dataclass(frozen=True)
class Session:
    """Somebody signed in on a device; the token renews the session once."""

    session_id: UUID
    person_id: UUID
    refresh_token: str


class Sessions:
    """Begins, renews and ends sessions."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, session_id: UUID, person_id: UUID, now: datetime) -> Session:
        """A new session of the person."""
        with writing(self._engine).begin() as tx:
            return self._issue(tx, session_id, person_id, now)

    def renew(self, token: str, now: datetime) -> Session:
        """The same session with the next token. Raises SessionEnded."""
        with writing(self._engine).begin() as tx:
            renewed = self._renew(tx, self._known(tx, token), now)
        if renewed is None:  # raised only now: what was revoked must stay revoked
            raise SessionEnded
        return renewed

    def _renew(self, tx: Connection, known: Row[Any] | None, now: datetime) -> Session | None:
        if known is None:
            return None
        if known.used_at is not None and now - known.used_at > LEEWAY:
            tx.execute(delete(TOKENS).where(TOKENS.c.session_id == known.session_id))
            return None
        if known.expires_at <= now:
            return None
        if known.used_at is None:
            self._use_up(tx, known.token_hash, now)
        return self._issue(tx, known.session_id, known.person_id, now)

    @staticmethod
    def _use_up(tx: Connection, used_hash: bytes, now: datetime) -> None:
        used = update(TOKENS).where(TOKENS.c.token_hash == used_hash)
        tx.execute(used.values(used_at=now))

    @staticmethod
    def _known(tx: Connection, token: str) -> Row[Any] | None:
        """The token's row, locked: of two that use it at once, the second sees it as used."""
        row = select(TOKENS).where(TOKENS.c.token_hash == token_hash(token))
        return tx.execute(row.with_for_update()).first()

    @staticmethod
    def _issue(tx: Connection, session_id: UUID, person_id: UUID, now: datetime) -> Session:
        session = Session(session_id, person_id, new_token())
        tx.execute(
            insert(TOKENS).values(
                token_hash=token_hash(session.refresh_token),
                session_id=session_id,
                person_id=person_id,
                expires_at=now + LIFETIME,
            )
        )
        return session

    def end(self, token: str) -> None:
        """End the session that the token belongs to, if there is one."""
        with writing(self._engine).begin() as tx:
            known = self._known(tx, token)
            if known is not None:
                tx.execute(delete(TOKENS).where(TOKENS.c.session_id == known.session_id))

    def end_all(self, person_id: UUID) -> None:
        """End every session of the person."""
        with writing(self._engine).begin() as tx:
            tx.execute(delete(TOKENS).where(TOKENS.c.person_id == person_id))

    def forget_old(self, now: datetime) -> None:
        """Forget tokens that could not be used any more anyway."""
        with writing(self._engine).begin() as tx:
            tx.execute(delete(TOKENS).where(TOKENS.c.expires_at <= now))
