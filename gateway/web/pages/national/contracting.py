"""What is said of a contract on every page: how it stands, and with which partner."""

from uuid import UUID

from gateway.api.context import current_actor, today, views
from gateway.api.queries.conditions import present_season
from gateway.views.contracts import ContractFilter
from gateway.views.keyset import Row
from gateway.web.language import formats, gettext, marked, ngettext
from gateway.web.lists.slices import every
from gateway.web.pages.national.posts import country_of

KINDS = {"bilateral": marked("In exchange"), "unilateral": marked("One way")}
SEASONS_AHEAD = 1
SEASONS_BACK = 3


def contracts_of(nmo_id: UUID, season: str | None = None) -> list[Row]:
    """The contracts of an organisation with their partners, the latest season first."""
    contracts, wanted = views().contracts, ContractFilter(nmo_id=nmo_id, season=season)
    visible = views().visibility.contracts(current_actor(), today())
    rows = every(
        contracts.by_season, lambda after, most: contracts.page(wanted, visible, after, most)
    )
    return [with_partner(row, nmo_id) for row in rows]


def with_partner(row: Row, nmo_id: UUID) -> Row:
    """A contract as one of its two organisations sees it."""
    is_sending = row["sending_nmo_id"] == nmo_id
    partner = row["hosting_nmo_id"] if is_sending else row["sending_nmo_id"]
    return {
        **row,
        "is_sending": is_sending,
        "partner": country_of(partner),
        "state": state_of(row),
        "is_mine_to_sign": not row["closed_because"] and nmo_id not in row["signed_by"],
    }


def state_of(row: Row) -> tuple[str, str]:
    """How a contract stands: a tone and a text."""
    if row["closed_because"]:
        return "info", gettext("Closed")
    if row["is_in_force"]:
        return "done", gettext("In force")
    return "waiting", gettext("Waits for signatures")


def kind_of(row: Row) -> str:
    """The kind of a contract in words."""
    return gettext(KINDS[row["kind"]]) if row["kind"] in KINDS else str(row["kind"])


def in_a_line(row: Row) -> str:
    """A contract to choose from a list: the partner, the season, the kind, and what is left."""
    left = ngettext("{number} place open", "{number} places open", row["open"])
    return formats.listed((row["partner"], row["season"], kind_of(row), left), "unit")


def seasons() -> list[str]:
    """The seasons that officers deal with, the latest first."""
    first = int(present_season()[:4])
    years = range(first + SEASONS_AHEAD, first - SEASONS_BACK - 1, -1)
    return [f"{year}-{year + 1}" for year in years]
