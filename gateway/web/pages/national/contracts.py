"""The contracts of a season with the balance of their places, partner by partner."""

from collections.abc import Iterable

from flask import Response, request

from gateway.api.queries.conditions import present_season
from gateway.views.keyset import Row
from gateway.web.answers import address, page
from gateway.web.language import formats, gettext, marked
from gateway.web.lists.addresses import with_arguments
from gateway.web.lists.tables import Column, csv_of
from gateway.web.pages.national.area import CONTRACT, NATIONAL, OFFICERS
from gateway.web.pages.national.balances import both_ways
from gateway.web.pages.national.contracting import contracts_of, kind_of, seasons
from gateway.web.pages.national.posts import CHOSEN, chosen_organisation, organisation_tabs

SEASON = "season"
COLUMNS = (
    Column(marked("Partner"), lambda row: row["partner"]),
    Column(
        marked("Direction"),
        lambda row: gettext("They take ours") if row["is_sending"] else gettext("We take theirs"),
    ),
    Column(marked("Kind"), kind_of),
    Column(marked("State"), lambda row: row["state"][1]),
    Column(marked("Places"), lambda row: formats.number(row["places"]), is_number=True),
    Column(marked("Open"), lambda row: formats.number(row["open"]), is_number=True),
    Column(marked("Given"), lambda row: formats.number(row["assigned"]), is_number=True),
    Column(marked("Used"), lambda row: formats.number(row["used"]), is_number=True),
    Column(marked("Lost"), lambda row: formats.number(row["lost"]), is_number=True),
)


def chosen_season() -> str:
    """The season that the address asks for, or else the present one."""
    asked = request.args.get(SEASON, "")
    return asked if asked in seasons() else present_season()


def season_tabs() -> list[tuple[str, str, bool]]:
    """Links to the same page of other seasons."""
    here = chosen_season()
    return [(one, with_arguments(**{SEASON: one}), one == here) for one in seasons()]


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Contracts by partner, and of each partner the direction in which ours travel first."""
    return sorted(rows, key=lambda row: (row["partner"], not row["is_sending"]))


@NATIONAL.page(
    "/national/contracts",
    marked("Contracts"),
    seen_by=OFFICERS,
    words=marked("partners places balance sign propose"),
)
def contracts() -> Response:
    """The contracts of a season; those that wait for our signature come first."""
    nmo_id, season = chosen_organisation(), chosen_season()
    rows = in_order(contracts_of(nmo_id, season))
    return page(
        "national/contracts.html",
        rows=rows,
        columns=COLUMNS,
        season=season,
        seasons=season_tabs(),
        organisations=organisation_tabs(),
        to_sign=[row for row in rows if row["is_mine_to_sign"]],
        sums=both_ways(rows),
        link=lambda row: address(CONTRACT, contract_id=row["contract_id"]),
        csv=address("national.contracts_csv", **{SEASON: season, CHOSEN: nmo_id}),
    )


@NATIONAL.file("/national/contracts.csv", seen_by=OFFICERS)
def contracts_csv() -> Response:
    """The contracts of a season as a file."""
    rows = in_order(contracts_of(chosen_organisation(), chosen_season()))
    return csv_of("contracts", COLUMNS, rows)
