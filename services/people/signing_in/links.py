"""Personal links: a mail brings somebody to their own task in one exchange, without a password.

A link can be used as often as its mail is opened, for some weeks; the next mail brings the next
one. It gives what being that mentor, contact person or housing provider gives in that
exchange: no office, and nothing of another exchange.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Engine, delete, insert, select

from services.eventlog.engines import writing
from services.people.errors import LinkNotUsable
from services.people.signing_in.secret_texts import new_token, token_hash
from services.people.signing_in.tables import LINKS

LIFETIME = timedelta(days=60)
"""Longer than a placement is held (21 days) and than any two mails about a stay are apart."""


@dataclass(frozen=True)
class Link:
    """Whose link it is, to which exchange, and until when it can be used."""

    person_id: UUID
    exchange_id: UUID
    expires_at: datetime


class Links:
    """Gives links out and knows them again."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def issue(self, person_id: UUID, exchange_id: UUID, now: datetime) -> tuple[str, datetime]:
        """The token of a fresh link, and until when it can be used."""
        token, expires_at = new_token(), now + LIFETIME
        row = insert(LINKS).values(
            token_hash=token_hash(token),
            person_id=person_id,
            exchange_id=exchange_id,
            expires_at=expires_at,
        )
        with writing(self._engine).begin() as tx:
            tx.execute(row)
        return token, expires_at

    def opened(self, token: str, now: datetime) -> Link:
        """What the link is for. Raises LinkNotUsable."""
        row = select(LINKS.c.person_id, LINKS.c.exchange_id, LINKS.c.expires_at).where(
            LINKS.c.token_hash == token_hash(token), LINKS.c.expires_at > now
        )
        with self._engine.connect() as connection:
            found = connection.execute(row).first()
        if found is None:
            raise LinkNotUsable
        return Link(*found)

    def end_all(self, person_id: UUID) -> None:
        """End every link of the person."""
        with writing(self._engine).begin() as tx:
            tx.execute(delete(LINKS).where(LINKS.c.person_id == person_id))

    def forget_old(self, now: datetime) -> None:
        """Forget links that can not be used any more."""
        with writing(self._engine).begin() as tx:
            tx.execute(delete(LINKS).where(LINKS.c.expires_at <= now))
