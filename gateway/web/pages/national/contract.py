"""One contract: proposing it, signing, asking for another number of places, closing."""

from typing import Any
from uuid import UUID

from flask import Response

from gateway.api.context import current_actor, today, views
from gateway.api.queries.shapes import found
from gateway.views.contracts import ContractFilter
from gateway.views.keyset import Row
from gateway.web.answers import address, done, page
from gateway.web.forms import Form, Number, OneOf
from gateway.web.language import gettext, marked
from gateway.web.language.words import word
from gateway.web.pages.national.area import CONTRACT, NATIONAL, OFFICERS
from gateway.web.pages.national.balances import balance
from gateway.web.pages.national.contracting import (
    kind_of,
    with_partner,
)
from gateway.web.pages.national.posts import (
    country_of,
    own_organisations,
)
from gateway.web.pages.national.reasons import CONTRACT_CLOSED, texts
from gateway.web.registry.page import Example, Looking
from services.applications.schemas import (
    AmendContract,
    CloseContract,
    SignContract,
)
from services.contracts.errors import NotFound

SERVICE = "applications"
SIGN = Form(SERVICE, SignContract, (), marked("Sign for our organisation"))
AMEND = Form(
    SERVICE,
    AmendContract,
    (Number("places", marked("Number of places"),
            hint=marked("It holds as soon as the partner asks for the same number.")),),
    marked("Ask for this number"),
    blames={"places_still_taken": "places"},
)  # fmt: skip
CLOSE = Form(
    SERVICE,
    CloseContract,
    (OneOf("reason", marked("Why"), options=texts(CONTRACT_CLOSED)),),
    marked("Close the contract for good"),
)


def of_mine(contract_id: UUID) -> tuple[Row, UUID]:
    """A contract and which of its organisations is the visitor's. Raises NotFound for others'."""
    visible = views().visibility.contracts(current_actor(), today())
    row = found(views().contracts.one(contract_id, visible), "contract", contract_id)
    for nmo_id in own_organisations():
        if nmo_id in (row["sending_nmo_id"], row["hosting_nmo_id"]):
            return with_partner(row, nmo_id), nmo_id
    raise NotFound(what="contract", id=contract_id)


def one_of_ours(looking: Looking) -> dict[str, Any]:
    """A contract of the organisation."""
    visible = looking.views.visibility.contracts(looking.actor, looking.today)
    contracts = looking.views.contracts
    return {"contract_id": contracts.page(ContractFilter(), visible, None, 1)[0]["contract_id"]}


@NATIONAL.page(
    "/national/contracts/<uuid:contract_id>",
    marked("Contract"),
    seen_by=OFFICERS,
    takes_forms=True,
    example=Example(one_of_ours, "nore_out"),
)
def contract(contract_id: UUID) -> Response:
    """The balance of a contract, who has signed it, and what can be done about it."""
    row, nmo_id = of_mine(contract_id)
    known = {"contract_id": str(contract_id), "nmo_id": str(nmo_id)}
    sign = SIGN.asked(version=row["version"])
    amend = AMEND.asked({"places": row["places"]}, version=row["version"])
    if sign.is_sent and (answer := sign.carry_out(**known)):
        return _done(gettext("The contract is signed."), answer)
    if amend.is_sent and (answer := amend.carry_out(**known)):
        return _done(_said_of(answer, row), answer)
    return page(
        "national/contract.html",
        status=max(sign.status, amend.status),
        contract=row,
        kind=kind_of(row),
        bars=balance([row]),
        signed=[country_of(one) for one in row["signed_by"]],
        sign=sign if row["is_mine_to_sign"] else None,
        amend=amend,
        closed=_closed_because(row),
    )


def _closed_because(row: Row) -> str:
    reason: str = row["closed_because"]
    return gettext(CONTRACT_CLOSED[reason]) if reason in CONTRACT_CLOSED else word(reason)


def _said_of(answer: dict[str, Any], before: Row) -> str:
    """Whether the number holds already is seen by the version: only then the contract changed."""
    if int(answer["version"]) > before["version"]:
        return gettext("Both organisations have asked for this number: it holds.")
    return gettext("It is asked for. It holds when the partner asks for the same number.")


def _done(said: str, answer: dict[str, Any]) -> Response:
    return done(said, CONTRACT, after=answer["after"], contract_id=answer["id"])


@NATIONAL.page(
    "/national/contracts/<uuid:contract_id>/closing",
    marked("Close the contract"),
    seen_by=OFFICERS,
    takes_forms=True,
    example=Example(one_of_ours, "nore_out"),
)
def close(contract_id: UUID) -> Response:
    """Give no more places of the contract."""
    row, _ = of_mine(contract_id)
    filled = CLOSE.asked(version=row["version"])
    if filled.is_sent and (answer := filled.carry_out(contract_id=str(contract_id))):
        return _done(gettext("The contract is closed."), answer)
    back = address(CONTRACT, contract_id=contract_id)
    return page("national/closing.html", status=filled.status, form=filled, contract=row, back=back)
