"""Who can sign in, and who holds which role for which unit until when?"""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Date, Select, String, Uuid, bindparam, select

from gateway.views.keyset import Keyset, Place, Row, first_of, rows_of
from services.contracts import people as facts
from services.contracts.fact import Fact
from services.contracts.roles import Grant, Role
from services.eventlog.prepared_questions import PreparedQuestion
from services.eventlog.told import Told
from services.eventlog.views import Tables, Views, told, upsert

ACCOUNTS: dict[type[Fact], str] = {
    facts.PersonRegistered: "none",
    facts.AccountOpened: "open",
    facts.AccountClosed: "closed",
}
TERM = ("valid_from", "valid_until")
ONE_DAY = timedelta(days=1)


class People(Views):
    """Accounts and granted roles. No names: these lie in the vault."""

    def __init__(self, tables: Tables) -> None:
        self.accounts = tables.add(
            "accounts",
            Column("person_id", Uuid, primary_key=True),
            Column("state", String(10), nullable=False),
            Column("home_unit_id", Uuid),
            indexes=[["home_unit_id", "person_id"]],
        )
        self.by_id = Keyset("id", self.accounts.c.home_unit_id, self.accounts.c.person_id)
        self.grants = tables.add(
            "role_grants",
            Column("grant_id", Uuid, primary_key=True),
            Column("person_id", Uuid, nullable=False),
            Column("role", String(20)),
            Column("unit_kind", String(20)),
            Column("unit_id", Uuid),
            *(Column(name, Date) for name in TERM),
            Column("end_reason", String),
            indexes=[["person_id"], ["unit_id", "role"]],
        )
        self._signing_in = PreparedQuestion(self._account_with_grants())

    @told(*ACCOUNTS)
    def keep_account(self, tx: Connection, fact: Told) -> None:
        """Whether the person can sign in."""
        home = {name: fact[name] for name in ("home_unit_id",) if name in fact.data}
        upsert(tx, self.accounts, fact.pick("person_id"), {"state": ACCOUNTS[fact.fact], **home})

    @told(facts.RoleGranted)
    def keep_grant(self, tx: Connection, fact: Told) -> None:
        """The role for the unit, with its term."""
        values = fact.pick("person_id", "role", "unit_kind", "unit_id", *TERM)
        upsert(tx, self.grants, fact.pick("grant_id"), values)

    @told(facts.RoleEnded)
    def keep_end(self, tx: Connection, fact: Told) -> None:
        """The role is held until the day before."""
        values = {"valid_until": fact["ended_on"] - ONE_DAY, "end_reason": fact["reason"]}
        upsert(tx, self.grants, fact.pick("grant_id"), fact.pick("person_id") | values)

    # -- questions -------------------------------------------------------------------------

    def _account_with_grants(self) -> Select[Any]:
        """A person's account, in as many rows as it has grants; in one, if there are none."""
        account, grant = self.accounts.c, self.grants.c
        columns = (account.state, grant.role, grant.unit_id, *(grant[name] for name in TERM))
        return (
            select(*columns)
            .select_from(self.accounts)
            .outerjoin(self.grants, grant.person_id == account.person_id)
            .where(account.person_id == bindparam("asked"))
            .order_by(grant.valid_from.desc(), grant.grant_id)
        )

    def grants_of_account(self, person_id: UUID) -> tuple[Grant, ...] | None:
        """The roles of a person who can sign in, past ones included; None if they cannot.

        Nearly every request asks this, so it is one statement, made once.
        """
        rows = self._signing_in.ask(self.engine, asked=person_id)
        if not rows or rows[0]["state"] != "open":
            return None
        terms = ("unit_id", *TERM)
        return tuple(
            Grant(Role(row["role"]), *(row[term] for term in terms)) for row in rows if row["role"]
        )

    def at_home_in(self, unit_id: UUID, after: Place | None, limit: int) -> list[Row]:
        """Everybody who is at home in a committee or an organisation."""
        return self.at_home_in_any([unit_id], after, limit)

    def at_home_in_any(self, unit_ids: list[UUID], after: Place | None, limit: int) -> list[Row]:
        """Everybody who is at home in one of some units, unit by unit."""
        people = select(self.accounts).where(self.accounts.c.home_unit_id.in_(unit_ids))
        with self.read() as connection:
            return rows_of(connection, self.by_id.slice(people, after, limit))

    def account(self, person_id: UUID) -> Row | None:
        """The person's account; None for somebody who is not known."""
        account = select(self.accounts).where(self.accounts.c.person_id == person_id)
        with self.read() as connection:
            return first_of(connection, account)

    def roles_of(self, person_id: UUID) -> list[Row]:
        """The person's roles, the latest first."""
        grant = self.grants.c
        roles = select(self.grants).where(grant.person_id == person_id)
        with self.read() as connection:
            return rows_of(connection, roles.order_by(grant.valid_from.desc(), grant.grant_id))

    def officers_of(self, unit_id: UUID | None, today: date) -> list[Row]:
        """Who holds a role for the unit (None: for the programme) today."""
        grant = self.grants.c
        officers = select(self.grants).where(
            grant.unit_id == unit_id, grant.valid_from <= today, grant.valid_until >= today
        )
        with self.read() as connection:
            return rows_of(connection, officers.order_by(grant.role, grant.grant_id))
