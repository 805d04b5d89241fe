"""A change of the master key: everything that the other key has sealed is taken over.

Only wrapped data keys and the hashes of addresses hang on the master key; what data keys sealed
stays as it is. Person by person, so that the service works meanwhile; broken off, the same again
goes on where it was.
"""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import Engine, select

from services.eventlog.engines import writing
from services.people.vault.keyring import Keyring
from services.people.vault.master_keys import MasterKeys
from services.people.vault.records import Records
from services.people.vault.tables import KEYS

AT_ONCE = 500


def take_over_all(engine: Engine, master: MasterKeys) -> int:
    """Have everything sealed by the present master key; of how many people it was not before.

    Raises MasterKeyUnusableError when something was sealed by neither of the keys.
    """
    keyring = Keyring(master)
    records = Records(engine, keyring, master)
    return sum(_take_over(engine, keyring, records, person_id) for person_id in _people(engine))


def _take_over(engine: Engine, keyring: Keyring, records: Records, person_id: UUID) -> bool:
    with writing(engine).begin() as tx:
        if is_changed := keyring.take_over(tx, person_id):
            records.take_over(tx, person_id)
        return is_changed


def _people(engine: Engine) -> Iterator[UUID]:
    """Everybody who has a data key, some at once."""
    beyond: UUID | None = None
    while found := _people_after(engine, beyond):
        yield from found
        beyond = found[-1]


def _people_after(engine: Engine, beyond: UUID | None) -> list[UUID]:
    person = KEYS.c.person_id
    some = select(person).order_by(person).limit(AT_ONCE)
    with engine.connect() as connection:
        return list(connection.execute(some.where(person > beyond) if beyond else some).scalars())
