"""A season in charts: how far exchanges have come, places, wishes, late cards, bottlenecks."""

from typing import Any

from flask import Response, request

from gateway.api.context import views
from gateway.views.keyset import Row
from gateway.views.season_overview import Scope
from gateway.web.answers import page
from gateway.web.context import visitor
from gateway.web.drawing import chart
from gateway.web.language import formats, gettext, marked
from gateway.web.language.words import word
from gateway.web.lists.addresses import with_arguments
from gateway.web.pages.national.area import NATIONAL, OFFICERS
from gateway.web.pages.national.balances import balance
from gateway.web.pages.national.contracting import contracts_of
from gateway.web.pages.national.contracts import SEASON, chosen_season, in_order, season_tabs
from gateway.web.pages.national.posts import (
    CHOSEN,
    chosen_organisation,
    country_of,
    organisation_tabs,
)
from gateway.web.registry.page import Menu
from services.contracts.roles import Role

SIDE, HOSTING = "side", "hosting"
HELD = {
    "mentor": marked("Mentors' places"),
    "bed": marked("Beds"),
    "contact_person": marked("Contact persons' places"),
}
RANKS = {1: marked("First wish"), 2: marked("Second wish"), 3: marked("Third wish")}


@NATIONAL.page(
    "/national",
    marked("Season"),
    seen_by=OFFICERS,
    menu=Menu(3, "chart"),
    words=marked("overview charts statistics late cards funnel bottleneck"),
)
def overview() -> Response:
    """The season of one's organisation, as the one that sends or as the one that hosts."""
    nmo_id, season, is_hosting = chosen_organisation(), chosen_season(), _is_hosting()
    scope = Scope(season, is_hosting, (nmo_id,))
    contracts = [r for r in contracts_of(nmo_id, season) if r["is_sending"] is not is_hosting]
    return page(
        "national/overview.html",
        season=season,
        seasons=season_tabs(),
        sides=_side_tabs(is_hosting=is_hosting),
        organisations=organisation_tabs(),
        country=country_of(nmo_id),
        is_hosting=is_hosting,
        chosen={CHOSEN: nmo_id, SEASON: season},
        **_of_exchanges(scope),
        **_of_contracts(contracts),
        months=_months(scope) if is_hosting else [],
    )


def _is_hosting() -> bool:
    """The side that the address asks for; or else that of the visitor's role."""
    usual = "" if Role.NORE_OUT in visitor().roles else HOSTING
    return request.args.get(SIDE, usual) == HOSTING


def _side_tabs(*, is_hosting: bool) -> list[tuple[str, str, bool]]:
    return [
        (gettext("Sending"), with_arguments(**{SIDE: "sending"}), not is_hosting),
        (gettext("Hosting"), with_arguments(**{SIDE: HOSTING}), is_hosting),
    ]


def _of_exchanges(scope: Scope) -> dict[str, Any]:
    """The funnel, the wishes that came true, and the late cards by partner."""
    numbers = views().season_overview
    steps = [(word(step, "stage"), count) for step, count in numbers.steps(scope).items()]
    wishes = [(_rank(rank), count) for rank, count in numbers.wishes(scope).items()]
    late = numbers.late_cards(scope)
    return {
        "steps": steps,
        "funnel": chart.funnel(steps),
        "wishes": wishes,
        "wish_bars": chart.stacked(_toned(wishes)),
        "first_share": _share(wishes),
        "late": [{**row, "partner": formats.country(row["country"])} for row in late],
        "late_sums": _late_sums(late),
        "late_bars": chart.bars([(formats.country(r["country"]), r["late"]) for r in late]),
    }


def _rank(rank: int) -> str:
    return gettext(RANKS[rank]) if rank in RANKS else gettext("Wish {rank}", rank=rank)


def _toned(wishes: list[tuple[str, int]]) -> list[tuple[str, float, str]]:
    tones = ("done", "info", "waiting", "due")
    return [(name, n, tones[min(i, 3)]) for i, (name, n) in enumerate(wishes)]


def _share(wishes: list[tuple[str, int]]) -> float | None:
    """The share of those whose first wish came true; None while nobody is accepted."""
    total = sum(count for _, count in wishes)
    first = dict(wishes).get(_rank(1), 0)
    return first / total if total else None


def _late_sums(rows: list[Row]) -> dict[str, int]:
    sums = {name: sum(row[name] for row in rows) for name in ("issued", "late", "justified")}
    return {**sums, "unjustified": sums["late"] - sums["justified"]}


def _of_contracts(contracts: list[Row]) -> dict[str, Any]:
    rows = in_order(contracts)
    in_force = [row for row in rows if row["is_in_force"]]
    used = [(row["partner"], row["used"] + row["assigned"]) for row in in_force]
    return {"contracts": in_force, "balance": balance(in_force), "used": chart.bars(used)}


def _months(scope: Scope) -> list[dict[str, Any]]:
    """Each month with what there is least of, and whether it is enough."""
    return [_month(row) for row in views().season_overview.months(scope)]


def _month(row: Row) -> dict[str, Any]:
    scarce = min(HELD, key=lambda name: row[name])
    named = [(gettext(HELD[name]), row[name]) for name in HELD]
    return {
        **row,
        "scarce": gettext(HELD[scarce]),
        "tone": _tone(row[scarce] - row["students"]),
        "bars": chart.bars([(gettext("Students"), row["students"]), *named]),
    }


def _tone(spare: int) -> str:
    """Whether the scarcest is enough for all who want to come."""
    if spare < 0:
        return "late"
    return "due" if spare == 0 else "done"
