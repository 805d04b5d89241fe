"""Passwords, kept as argon2id hashes.

Length is the only rule of composition (NIST SP 800-63B, section 5.1.1.2). The cost is the one
that OWASP's password storage cheat sheet recommends for argon2id: 19 MiB, two passes.
"""

from functools import cache
from unicodedata import normalize
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import Engine, select

from services.eventlog.engines import writing
from services.eventlog.views import upsert
from services.hosting.apart import run_apart
from services.people.errors import PasswordUnsuitable
from services.people.signing_in.tables import PASSWORDS

SHORTEST = 12
LONGEST = 256
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


class Passwords:
    """Sets and verifies passwords."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._nobodys = _hash_of_nobody()

    def set(self, person_id: UUID, password: str) -> None:
        """Replace the person's password, which was found suitable."""
        hashed = run_apart(HASHER.hash, _typed(password))
        with writing(self._engine).begin() as tx:
            upsert(tx, PASSWORDS, {"person_id": person_id}, {"hash": hashed})

    def is_set(self, person_id: UUID) -> bool:
        """Whether the person has chosen a password."""
        return self._hash_of(person_id) is not None

    def verify(self, person_id: UUID | None, password: str) -> bool:
        """Whether this is the person's password. Takes as long when there is no such person."""
        known = self._hash_of(person_id) if person_id else None
        try:
            run_apart(HASHER.verify, known or self._nobodys, _typed(password))
        except VerifyMismatchError:
            return False
        return known is not None

    def _hash_of(self, person_id: UUID) -> str | None:
        with self._engine.connect() as connection:
            row = select(PASSWORDS.c.hash).where(PASSWORDS.c.person_id == person_id)
            hashed: str | None = connection.execute(row).scalar()
        return hashed


@cache
def _hash_of_nobody() -> str:
    """What is verified where there is no person; made once in a process, which takes its time."""
    return HASHER.hash("nobody has this password")


def _typed(password: str) -> str:
    """The same password from every keyboard (RFC 8265, section 4.2: normalisation form C)."""
    return normalize("NFC", password)


def check_suitable(password: str, address: str | None) -> None:
    """Refuse what is too short, too long or the person's own address. Raises PasswordUnsuitable."""
    is_address = address is not None and password.strip().casefold() == address.casefold()
    if is_address or not SHORTEST <= len(_typed(password)) <= LONGEST:
        raise PasswordUnsuitable(minimum=SHORTEST, maximum=LONGEST)
