"""Proposing a contract to a partner."""

from typing import Any
from uuid import UUID

from flask import Response, request

from gateway.api.context import views
from gateway.web.answers import done, page
from gateway.web.forms import Form, Number, OneOf, Option
from gateway.web.language import gettext, marked
from gateway.web.lists.slices import every
from gateway.web.pages.national.area import CONTRACT, NATIONAL, OFFICERS
from gateway.web.pages.national.contracting import KINDS, seasons
from gateway.web.pages.national.posts import as_options, chosen_organisation
from gateway.web.pages.national.reasons import texts
from services.applications.schemas import ProposeContract

WAYS = {"sending": marked("They take our students"), "hosting": marked("We take their students")}
WAY, OURS = "way", "sending"


def _form(nmo_id: UUID, partner_field: str) -> Form:
    """The form; which of the two fields the partner fills depends on the direction."""
    return Form(
        "applications",
        ProposeContract,
        (
            OneOf(partner_field, marked("Partner"), options=lambda: _partners(nmo_id)),
            OneOf("season", marked("Season"), options=_seasons),
            OneOf("kind", marked("Kind"), options=texts(KINDS), is_radio=True),
            Number("places", marked("Places")),
        ),
        marked("Propose the contract"),
        blames={"already_exists": partner_field, "season_not_one_year": "season"},
    )


def _partners(nmo_id: UUID) -> list[Option]:
    organisations = views().organisations
    rows = every(organisations.by_name, organisations.page)
    return as_options(row for row in rows if row["nmo_id"] != nmo_id)


def _seasons() -> list[Option]:
    return [Option(one, one) for one in seasons()]


@NATIONAL.page(
    "/national/contracts/new",
    marked("Propose a contract"),
    seen_by=OFFICERS,
    takes_forms=True,
    words=marked("new contract partner places"),
)
def propose() -> Response:
    """Places for our students with a partner, or for theirs with us."""
    nmo_id, way = chosen_organisation(), request.args.get(WAY, OURS)
    is_sending = way == OURS
    own, other = _sides(is_sending=is_sending)
    filled = _form(nmo_id, other).asked()
    known = {"nmo_id": str(nmo_id), own: str(nmo_id)}
    if filled.is_sent and (answer := filled.carry_out(**known)):
        return _done(answer)
    return page(
        "national/propose.html", status=filled.status, form=filled, ways=WAYS, is_sending=is_sending
    )


def _sides(*, is_sending: bool) -> tuple[str, str]:
    sides = ("sending_nmo_id", "hosting_nmo_id")
    return sides if is_sending else (sides[1], sides[0])


def _done(answer: dict[str, Any]) -> Response:
    said = gettext("The contract is proposed. Sign it, and let the partner sign it, too.")
    return done(said, CONTRACT, after=answer["after"], contract_id=answer["id"])
