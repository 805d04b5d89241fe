"""How big is the programme, and how far have its exchanges come?"""

from sqlalchemy import ColumnElement, Connection, func, select

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

    def newest_seasons(self, number: int) -> list[str]:
        """The seasons in which there are exchanges, the newest first."""
        season = self._exchanges.c.season
        newest = select(season).distinct().order_by(season.desc()).limit(number)
        with self._read() as connection:
            return list(connection.execute(newest.where(season.is_not(None))).scalars())

    def of_season(self, season: str | None) -> Row:
        """The numbers of a season, or of all time."""
        with self._read() as connection:
            return {
                **self._programme(connection),
                **self._stages(connection, season),
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

    def placed_by_country(self, season: str | None) -> dict[str, int]:
        """How many students were accepted in each country."""
        exchange, organisation = self._exchanges.c, self._organisations.organisations
        placed = (
            select(organisation.c.country, func.count().label("students"))
            .join(organisation, organisation.c.nmo_id == exchange.hosting_nmo_id)
            .where(exchange.accepted_at.is_not(None), *self._in(season))
            .group_by(organisation.c.country)
        )
        with self._read() as connection:
            return {row["country"]: row["students"] for row in rows_of(connection, placed)}

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

    def _stages(self, connection: Connection, season: str | None) -> Row:
        exchange = self._exchanges.c
        numbers = func.count().label("exchanges"), func.count(exchange.accepted_at).label("placed")
        counted = select(exchange.stage, *numbers).where(*self._in(season))
        by_stage = counted.group_by(exchange.stage).order_by(exchange.stage)
        stages = rows_of(connection, by_stage)
        return {"students_placed": sum(row.pop("placed") for row in stages), "stages": stages}

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
