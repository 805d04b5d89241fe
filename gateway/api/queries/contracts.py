"""Questions about contracts and the balance of their places."""

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from gateway.api import current_actor, entity_tag, page_schema, today, views
from gateway.api.queries.questions import Questions
from gateway.api.queries.shapes import (
    Answer,
    PagedQuestion,
    filter_of,
    found,
    in_pages,
    one,
    shown,
)
from gateway.views.contracts import ContractFilter
from services.contracts.shapes import SEASON

CONTRACTS = Questions("contracts", "Contracts between organisations.")


class ContractsQuestion(PagedQuestion):
    """Which contracts are wanted."""

    season = one(fields.String, "The season.", "season", validate=SEASON)
    nmo_id = one(fields.UUID, "One of the two organisations.", "nmo")
    sending_nmo_id = one(fields.UUID, "The sending organisation.", "sending")
    hosting_nmo_id = one(fields.UUID, "The hosting organisation.", "hosting")


class Contract(Schema):
    """Places for students of one organisation with another."""

    contract_id = shown(fields.UUID, "The contract.")
    sending_nmo_id = shown(fields.UUID, "Whose students travel.")
    hosting_nmo_id = shown(fields.UUID, "Who takes them.")
    season = shown(fields.String, "The season.", "2026-2027")
    kind = shown(fields.String, "Bilateral or unilateral.", "bilateral")
    proposed_by = shown(fields.UUID, "Which of the two proposed it.")
    signed_by = fields.List(fields.UUID(), metadata={"description": "Which of them have signed."})
    is_in_force = shown(fields.Boolean, "Whether both have signed.", example=True)
    closed_because = shown(fields.String, "Why no more places are given, as a code; or empty.")
    places = shown(fields.Integer, "How many places there are.", 5)
    open = shown(fields.Integer, "How many are open.", 2)
    assigned = shown(fields.Integer, "How many are assigned to students.", 2)
    used = shown(fields.Integer, "How many students have come.", 1)
    lost = shown(fields.Integer, "How many students did not come.", 0)
    version = shown(fields.Integer, "Its version; also the ETag.", 4)


@CONTRACTS.ask("/contracts", page_schema(Contract), ContractsQuestion)
def list_contracts(asked: dict[str, Any]) -> Answer:
    """The contracts of one's organisation, the latest season first, with their balance."""
    contracts, wanted = views().contracts, filter_of(ContractFilter, asked)
    visible = views().visibility.contracts(current_actor(), today())
    return in_pages(
        contracts.by_season,
        asked,
        lambda after, limit: contracts.page(wanted, visible, after, limit),
    )


@CONTRACTS.ask("/contracts/<uuid:contract_id>", Contract, may_be_missing=True)
def show_contract(_: dict[str, Any], contract_id: UUID) -> Answer:
    """A contract with its balance."""
    visible = views().visibility.contracts(current_actor(), today())
    contract = found(views().contracts.one(contract_id, visible), "contract", contract_id)
    return contract, entity_tag(contract["version"])
