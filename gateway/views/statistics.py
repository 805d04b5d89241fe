"""How big is the programme, and how far have its exchanges come?"""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from gateway.views.keyset import Row, rows_of
from gateway.views.parts import Parts


class Statistics:
    """Numbers over all exchanges; none of them leads back to a person."""

    def __init__(self, parts: Parts) -> None:
        self._read = parts.read
        self._organisations = parts.organisations
        self._projects = parts.projects.projects
        self._contracts = parts.contracts
        self._exchanges = parts.exchanges.exchanges

    def of_season(self, season: str | None) -> Row:
        """The numbers of a season, or of all time."""
        with self._read() as connection:
            return {
                **self._programme(connection),
                "students_placed": self._placed(connection, season),
                "stages": self._stages(connection, season),
                "contract_places": self._contract_places(connection, season),
            }

    def late_cards(self, season: str | None) -> list[Row]:
        """For each host: the cards of acceptance issued, how many late, how many justified."""
        exchange, organisation = self._exchanges.c, self._organisations.organisations
        is_late, is_justified = exchange.is_acceptance_late, exchange.justification != ""
        ledger = (
            select(
                exchange.hosting_nmo_id.label("nmo_id"),
                organisation.c.country,
                organisation.c.name,
                func.count(exchange.accepted_at).label("issued"),
                _count_if(is_late).label("late"),
                _count_if(is_late & is_justified).label("justified"),
            )
            .join(organisation, organisation.c.nmo_id == exchange.hosting_nmo_id)
            .where(exchange.accepted_at.is_not(None) | is_late, *self._in(season))
            .group_by(exchange.hosting_nmo_id, organisation.c.country, organisation.c.name)
        )
        with self._read() as connection:
            rows = rows_of(connection, ledger.order_by(organisation.c.country))
        return [{**row, "unjustified": row["late"] - row["justified"]} for row in rows]

    def _programme(self, connection: Connection) -> Row:
        organisation, committee = self._organisations.organisations, self._organisations.committees
        published = select(func.count()).where(self._projects.c.state == "published")
        numbers = select(
            select(func.count(organisation.c.country.distinct()))
            .scalar_subquery()
            .label("countries"),
            select(func.count()).select_from(committee).scalar_subquery().label("committees"),
            published.scalar_subquery().label("projects"),
        )
        return rows_of(connection, numbers)[0]

    def _placed(self, connection: Connection, season: str | None) -> int:
        accepted = self._exchanges.c.accepted_at.is_not(None)
        placed: Select[Any] = select(func.count()).where(accepted, *self._in(season))
        return int(connection.execute(placed).scalar_one())

    def _stages(self, connection: Connection, season: str | None) -> list[Row]:
        stage = self._exchanges.c.stage
        counted = select(stage, func.count().label("exchanges")).where(*self._in(season))
        return rows_of(connection, counted.group_by(stage).order_by(stage))

    def _contract_places(self, connection: Connection, season: str | None) -> Row:
        balance = self._contracts.with_balance().where(self._contracts.contracts.c.is_in_force)
        if season:
            balance = balance.where(self._contracts.contracts.c.season == season)
        each = balance.subquery()
        names = ("places", "open", "assigned", "used", "lost")
        sums = [func.coalesce(func.sum(each.c[name]), 0).label(name) for name in names]
        return rows_of(connection, select(*sums))[0]

    def _in(self, season: str | None) -> list[ColumnElement[bool]]:
        return [self._exchanges.c.season == season] if season else []


def _count_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.count().filter(condition)
