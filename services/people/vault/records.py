"""The records of the vault: a person's fields, each sealed by itself, and e-mail addresses.

An address finds its person through a keyed hash, so that no address stands in a column and
two people never share one.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, delete, insert, select
from sqlalchemy.exc import IntegrityError

from services.eventlog.engines import writing
from services.eventlog.views import upsert
from services.hosting.wire import from_wire, to_wire
from services.people.errors import AddressInUse
from services.people.vault.keyring import Keyring
from services.people.vault.keys import DataKey
from services.people.vault.master_keys import MasterKeys
from services.people.vault.tables import ADDRESSES, RECORDS

ADDRESS = "email"


class Records:
    """Reads and writes the fields of people."""

    def __init__(self, engine: Engine, keyring: Keyring, master: MasterKeys) -> None:
        self._engine = engine
        self._keyring = keyring
        self._master = master

    def write(self, person_id: UUID, values: dict[str, Any]) -> None:
        """Set these fields; None removes one. Raises AddressInUse, and then nothing is set."""
        with writing(self._engine).begin() as tx:
            key = self._keyring.to_seal(tx, person_id)
            for field, value in values.items():
                self._write_field(tx, key, person_id, field, value)
            if ADDRESS in values:
                self._write_address(tx, person_id, values[ADDRESS])

    def _write_field(
        self, tx: Connection, key: DataKey, person_id: UUID, field: str, value: Any
    ) -> None:
        place = {"person_id": person_id, "field": field}
        if value is None:
            tx.execute(delete(RECORDS).filter_by(**place))
        else:
            sealed = key.seal(to_wire(value), _about(person_id, field))
            upsert(tx, RECORDS, place, {"sealed": sealed})

    def _write_address(self, tx: Connection, person_id: UUID, address: str | None) -> None:
        tx.execute(delete(ADDRESSES).filter_by(person_id=person_id))
        if address is None:
            return
        if self._found(tx, address):
            raise AddressInUse
        try:
            tx.execute(insert(ADDRESSES).values(lookup=self.lookup(address), person_id=person_id))
        except IntegrityError as error:
            raise AddressInUse from error

    def read(self, person_id: UUID, fields: frozenset[str]) -> dict[str, Any]:
        """Those of the fields that are set, as JSON-compatible values."""
        rows = select(RECORDS.c.field, RECORDS.c.sealed).where(
            RECORDS.c.person_id == person_id, RECORDS.c.field.in_(fields)
        )
        with self._engine.connect() as connection:
            key = self._keyring.to_unseal(connection, person_id)
            found = connection.execute(rows.order_by(RECORDS.c.field)).all() if key else []
        return {
            row.field: from_wire(key.unseal(row.sealed, _about(person_id, row.field)))
            for row in found
            if key
        }

    def person_at(self, address: str) -> UUID | None:
        """Who signs in with this address."""
        with self._engine.connect() as connection:
            return self._found(connection, address)

    def _found(self, connection: Connection, address: str) -> UUID | None:
        lookups = self._master.lookups(_as_it_is_compared(address))
        row = select(ADDRESSES.c.person_id).where(ADDRESSES.c.lookup.in_(lookups))
        person_id: UUID | None = connection.execute(row).scalar()
        return person_id

    def lookup(self, address: str) -> bytes:
        """The keyed hash of an address, the same however its letters are cased."""
        return self._master.lookup(_as_it_is_compared(address))

    def take_over(self, tx: Connection, person_id: UUID) -> None:
        """Let the person's address be found by the present master key."""
        about = _about(person_id, ADDRESS)
        row = select(RECORDS.c.sealed).filter_by(person_id=person_id, field=ADDRESS)
        sealed, key = tx.execute(row).scalar(), self._keyring.to_unseal(tx, person_id)
        if sealed and key:
            self._write_address(tx, person_id, from_wire(key.unseal(sealed, about)))


def _as_it_is_compared(address: str) -> str:
    return address.strip().casefold()


def _about(person_id: UUID, field: str) -> str:
    return f"{field} of {person_id}"
