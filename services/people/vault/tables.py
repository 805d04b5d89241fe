"""The vault's tables: ids, sealed values and keyed hashes; nothing that can be read as it lies.

They are the only place where personal data are kept, and no log could rebuild them, so on
SQLite they are written as durably as the log, and what is deleted is overwritten.
"""

from typing import Any

from sqlalchemy import (
    Column,
    Engine,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Uuid,
    event,
)

from services.eventlog.views import Moment

METADATA = MetaData()

KEYS = Table(
    "people_vault_keys",
    METADATA,
    Column("person_id", Uuid, primary_key=True),
    Column("wrapped_key", LargeBinary, nullable=False),
)

RECORDS = Table(
    "people_vault_records",
    METADATA,
    Column("person_id", Uuid, ForeignKey(KEYS.c.person_id), primary_key=True),
    Column("field", String, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

ADDRESSES = Table(
    "people_vault_addresses",
    METADATA,
    Column("lookup", LargeBinary, primary_key=True),
    Column("person_id", Uuid, ForeignKey(KEYS.c.person_id), nullable=False, unique=True),
)

DOCUMENTS = Table(
    "people_vault_documents",
    METADATA,
    Column("document_id", Uuid, primary_key=True),
    Column("person_id", Uuid, ForeignKey(KEYS.c.person_id), nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("content_type", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("stored_at", Moment, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)


def create_tables(engine: Engine, *groups: MetaData) -> None:
    """Create what is missing of groups of tables that must last."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _make_durable)
        engine.dispose()  # connections that were opened before are not durable
    for group in groups:
        group.create_all(engine)


def _make_durable(connection: Any, _: Any) -> None:
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA secure_delete=ON")
