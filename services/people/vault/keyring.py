"""Each person's data key: made with the first thing sealed, kept wrapped by the master key."""

from contextlib import suppress
from uuid import UUID

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import IntegrityError

from services.people.vault.keys import DataKey
from services.people.vault.master_keys import MasterKeys
from services.people.vault.tables import KEYS


class Keyring:
    """Finds the data keys. Without a person's row here, nothing about the person can be read."""

    def __init__(self, master: MasterKeys) -> None:
        self._master = master

    def check(self, engine: Engine) -> None:
        """Make sure that the vault was sealed with this key. Raises MasterKeyUnusableError."""
        with engine.connect() as connection:
            row = connection.execute(select(KEYS).limit(1)).first()
        if row is not None:
            self._master.unwrapped(row.wrapped_key, _about(row.person_id))

    def to_seal(self, tx: Connection, person_id: UUID) -> DataKey:
        """The person's key, made now if there is none.

        Its row stays locked until the transaction ends: who writes about the same person waits.
        """
        wrapped = self._wrapped(tx, person_id, lock=True)
        if wrapped is None:
            self._make(tx, person_id)
            wrapped = self._wrapped(tx, person_id, lock=True)
        assert wrapped is not None
        return self._master.unwrapped(wrapped, _about(person_id))

    def to_unseal(self, connection: Connection, person_id: UUID) -> DataKey | None:
        """The person's key, or None when nothing was ever sealed about the person."""
        wrapped = self._wrapped(connection, person_id)
        return self._master.unwrapped(wrapped, _about(person_id)) if wrapped else None

    def take_over(self, tx: Connection, person_id: UUID) -> bool:
        """Wrap the person's key by the present master key; whether it was another's until now."""
        wrapped = self._wrapped(tx, person_id, lock=True)
        taken_over = wrapped and self._master.taken_over(wrapped, _about(person_id))
        if taken_over:
            of_person = update(KEYS).where(KEYS.c.person_id == person_id)
            tx.execute(of_person.values(wrapped_key=taken_over))
        return bool(taken_over)

    def _make(self, tx: Connection, person_id: UUID) -> None:
        wrapped = self._master.new_wrapped_key(_about(person_id))
        with suppress(IntegrityError), tx.begin_nested():  # somebody else was faster: use theirs
            tx.execute(insert(KEYS).values(person_id=person_id, wrapped_key=wrapped))

    @staticmethod
    def _wrapped(connection: Connection, person_id: UUID, *, lock: bool = False) -> bytes | None:
        row = select(KEYS.c.wrapped_key).where(KEYS.c.person_id == person_id)
        wrapped: bytes | None = connection.execute(row.with_for_update() if lock else row).scalar()
        return wrapped


def _about(person_id: UUID) -> str:
    return f"data key of {person_id}"
