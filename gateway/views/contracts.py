"""Who may send how many students to whom, and how many places are open?"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Integer,
    Select,
    String,
    Uuid,
    func,
    or_,
    select,
)

from gateway.views.keyset import Keyset, Place, Row, first_of, rows_of
from gateway.views.versions import Versions
from services.contracts import applications as facts
from services.contracts.fact import Fact
from services.eventlog.told import Told
from services.eventlog.views import Tables, Views, told, upsert

BETWEEN = ("sending_nmo_id", "hosting_nmo_id")

PLACES: dict[type[Fact], str] = {
    facts.ContractPlaceAssigned: "assigned",
    facts.ContractPlaceUsed: "used",
    facts.ContractPlaceLost: "lost",
    facts.ContractPlaceReleased: "open",
}


@dataclass(frozen=True)
class ContractFilter:
    """Which contracts are wanted; what is left out does not matter."""

    season: str | None = None
    nmo_id: UUID | None = None
    sending_nmo_id: UUID | None = None
    hosting_nmo_id: UUID | None = None


class Contracts(Views):
    """Contracts with the balance of their places."""

    def __init__(self, tables: Tables, versions: Versions) -> None:
        self.contracts = tables.add(
            "contracts",
            Column("contract_id", Uuid, primary_key=True),
            Column("sending_nmo_id", Uuid, nullable=False),
            Column("hosting_nmo_id", Uuid, nullable=False),
            Column("season", String(9), nullable=False, default=""),
            Column("kind", String(20)),
            Column("places", Integer, nullable=False, default=0),
            Column("proposed_by", Uuid),
            Column("is_in_force", Boolean, nullable=False, default=False),
            Column("closed_because", String, nullable=False, default=""),
            indexes=[
                ["sending_nmo_id", "season"],
                ["hosting_nmo_id", "season"],
                ["season", "contract_id"],
            ],
        )
        self.signatures = tables.add(
            "contract_signatures",
            Column("contract_id", Uuid, primary_key=True),
            Column("nmo_id", Uuid, primary_key=True),
        )
        self.places = tables.add(
            "contract_places",
            Column("contract_id", Uuid, primary_key=True),
            Column("exchange_id", Uuid, primary_key=True),
            Column("state", String(20), nullable=False),
            indexes=[["contract_id", "state"]],
        )
        self._versions = versions
        self.by_season = Keyset(
            "-season", self.contracts.c.season, self.contracts.c.contract_id, is_descending=True
        )

    def _keep(self, tx: Connection, fact: Told, **values: Any) -> None:
        upsert(tx, self.contracts, fact.pick("contract_id"), {**fact.pick(*BETWEEN), **values})

    @told(facts.ContractProposed)
    def keep_contract(self, tx: Connection, fact: Told) -> None:
        """The terms as proposed."""
        self._keep(tx, fact, **fact.pick("season", "kind", "places", "proposed_by"))

    @told(facts.ContractSigned)
    def keep_signature(self, tx: Connection, fact: Told) -> None:
        """Who has signed, and whether that was the second signature."""
        key = {"contract_id": fact["contract_id"], "nmo_id": fact["signed_by"]}
        upsert(tx, self.signatures, key, {})
        self._keep(tx, fact, is_in_force=fact["is_in_force"])

    @told(facts.ContractAmended)
    def keep_number_of_places(self, tx: Connection, fact: Told) -> None:
        """Another number of places."""
        self._keep(tx, fact, places=fact["places"])

    @told(facts.ContractClosed)
    def keep_end(self, tx: Connection, fact: Told) -> None:
        """No more places are given."""
        self._keep(tx, fact, closed_because=fact["reason"])

    @told(*PLACES)
    def keep_place(self, tx: Connection, fact: Told) -> None:
        """What has become of the place that an exchange has, or had."""
        values = {"state": PLACES[fact.fact]}
        upsert(tx, self.places, fact.pick("contract_id", "exchange_id"), values)

    # -- questions -------------------------------------------------------------------------

    def page(
        self,
        wanted: ContractFilter,
        visible: ColumnElement[bool],
        after: Place | None,
        limit: int,
    ) -> list[Row]:
        """Contracts, latest season first, with the balance of their places."""
        found = self.with_balance().where(visible, *self._conditions(wanted))
        with self.read() as connection:
            rows = rows_of(connection, self.by_season.slice(found, after, limit))
            return self._with_signatures(connection, rows)

    def one(self, contract_id: UUID, visible: ColumnElement[bool]) -> Row | None:
        """A contract with the balance of its places."""
        contract = self.with_balance().where(self.contracts.c.contract_id == contract_id, visible)
        with self.read() as connection:
            row = first_of(connection, contract)
            return self._with_signatures(connection, [row])[0] if row else None

    def with_balance(self) -> Select[Any]:
        """Contracts with the number of their places that are assigned, used, lost and open."""
        taken = {state: self._number_of(state) for state in ("assigned", "used", "lost")}
        left = self.contracts.c.places - sum(taken.values())
        numbers = [number.label(state) for state, number in taken.items()]
        version = self._versions.subquery(self.contracts.c.contract_id).label("version")
        return select(self.contracts, *numbers, left.label("open"), version)

    def _number_of(self, state: str) -> Any:
        places = self.places.c
        return (
            select(func.count())
            .where(places.contract_id == self.contracts.c.contract_id, places.state == state)
            .scalar_subquery()
        )

    def _with_signatures(self, connection: Connection, rows: list[Row]) -> list[Row]:
        ids = [row["contract_id"] for row in rows]
        signed = select(self.signatures).where(self.signatures.c.contract_id.in_(ids))
        by_contract: dict[UUID, list[UUID]] = {contract: [] for contract in ids}
        for row in rows_of(connection, signed.order_by(self.signatures.c.nmo_id)):
            by_contract[row["contract_id"]].append(row["nmo_id"])
        return [{**row, "signed_by": by_contract[row["contract_id"]]} for row in rows]

    def _conditions(self, wanted: ContractFilter) -> list[ColumnElement[bool]]:
        contract = self.contracts.c
        exact = {
            contract.season: wanted.season,
            contract.sending_nmo_id: wanted.sending_nmo_id,
            contract.hosting_nmo_id: wanted.hosting_nmo_id,
        }
        found: list[ColumnElement[bool]] = [c == value for c, value in exact.items() if value]
        if wanted.nmo_id:
            sides = (contract.sending_nmo_id, contract.hosting_nmo_id)
            found.append(or_(*(side == wanted.nmo_id for side in sides)))
        return found
