"""The tables of signing in. Whoever reads them can sign in as nobody."""

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table, Uuid

from services.eventlog.views import Moment

METADATA = MetaData()

PASSWORDS = Table(
    "people_passwords",
    METADATA,
    Column("person_id", Uuid, primary_key=True),
    Column("hash", String, nullable=False),
)

ATTEMPTS = Table(
    "people_sign_in_failures",
    METADATA,
    Column("lookup", LargeBinary, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("wait_until", Moment, nullable=False, index=True),
)

TOKENS = Table(
    "people_refresh_tokens",
    METADATA,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("session_id", Uuid, nullable=False, index=True),
    Column("person_id", Uuid, nullable=False, index=True),
    Column("expires_at", Moment, nullable=False, index=True),
    Column("used_at", Moment, nullable=True),
)

LINKS = Table(
    "people_links",
    METADATA,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("person_id", Uuid, nullable=False, index=True),
    Column("exchange_id", Uuid, nullable=False),
    Column("expires_at", Moment, nullable=False, index=True),
)

INVITATIONS = Table(
    "people_invitations",
    METADATA,
    Column("person_id", Uuid, primary_key=True),
    Column("token_hash", LargeBinary, nullable=False, unique=True),
    Column("expires_at", Moment, nullable=False),
)
