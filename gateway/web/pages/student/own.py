"""What every page of a student begins with: the own exchange, and what others say of it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from marshmallow.fields import Nested

from gateway.api.context import current_actor, today, views
from gateway.api.queries.shapes import found
from gateway.views.exchange_next import next_step
from gateway.views.keyset import Row
from gateway.web.context import visitor
from gateway.web.forms.sending import send
from gateway.web.purposes import Purpose
from gateway.web.registry.page import Example, Looking
from services.people.schemas import SetPersonalData, ViewPersonalData

EXPECTED = ("accepted", "confirmed", "cleared")
WITH_STUDENT = ("assigned", "returned")
BEFORE_ARRIVAL = (
    *WITH_STUDENT, "submitted", "forwarded", "received", "placing", "placed", *EXPECTED,
)  # fmt: skip
EVALUABLE = ("in_progress", "ended", "interrupted")
OVER_WITHOUT_STAY = ("cancelled", "rejected", "no_show")


def own_exchange(exchange_id: UUID) -> Row:
    """The visitor's own exchange, with its next step. Raises NotFound for anybody else's."""
    exchanges = views().exchanges
    is_own = exchanges.exchanges.c.student_id == visitor().person_id
    row = found(exchanges.one(exchange_id, is_own), "exchange", exchange_id)
    return {**row, "next": next_step(row), **_host_of(row)}


def _host_of(row: Row) -> dict[str, Any]:
    host = views().organisations.one(row["hosting_nmo_id"])
    committee = views().organisations.committee(row["hosting_lc_id"])
    named = {"host_country": host["country"], "host_name": host["name"]} if host else {}
    placed = {"city": committee["city"], "faculty": committee["faculty"]} if committee else {}
    return {"host_country": "", "host_name": "", "city": "", "faculty": "", **named, **placed}


def own_exchanges() -> list[Row]:
    """All exchanges of the visitor, the latest first."""
    person_id = visitor().person_id
    ids = views().personal_roles.of(person_id)["student"] if person_id else []
    rows = [own_exchange(exchange_id) for exchange_id in ids]
    return sorted(rows, key=lambda row: row["assigned_at"], reverse=True)


def project_of(row: Row) -> Row | None:
    """The project of the placement, once there is one."""
    return project(row["project_id"]) if row["project_id"] else None


def project(project_id: UUID) -> Row | None:
    """A project that the visitor may see."""
    visible = views().visibility.projects(current_actor(), today())
    return views().catalogue.one(project_id, visible)


def terms_of(row: Row) -> dict[str, Any]:
    """The host's conditions that the exchange has pinned."""
    version = views().conditions.version(row["conditions_id"], row["conditions_number"])
    terms: dict[str, Any] = found(version, "conditions", row["conditions_id"])["terms"]
    return terms


def own_data(*fields: str) -> dict[str, Any]:
    """The visitor's own personal data out of the vault: these fields, or all; None where empty."""
    me = str(visitor().person_id)
    asked = {"person_id": me, "purpose": Purpose.OWN, "fields_asked": list(fields)}
    data: dict[str, Any] = send("people", ViewPersonalData, asked)["data"]
    return complete(data, fields or _every_field())


def _every_field() -> Iterable[str]:
    data = SetPersonalData().fields["data"]
    assert isinstance(data, Nested)
    return data.schema.fields.keys()


def complete(data: dict[str, Any], fields: Iterable[str]) -> dict[str, Any]:
    """The data with None for what is not set."""
    return {name: data.get(name) for name in fields}


def shown_at(who: str, *stages: str, **more: Any) -> Example:
    """The example of a page: the latest exchange of a student of the sample season.

    ``stages`` are those at which the page has something to show; none is any.
    """

    def latest(looking: Looking) -> dict[str, Any]:
        exchanges = looking.views.exchanges
        is_own = exchanges.exchanges.c.student_id == looking.actor.person_id
        ids = looking.views.personal_roles.of(looking.actor.person_id)["student"]  # type: ignore[arg-type]
        rows = [row for one in ids if (row := exchanges.one(one, is_own))]
        fitting = [row for row in rows if not stages or row["stage"] in stages] or rows
        chosen = max(fitting, key=lambda row: row["assigned_at"])
        return {"exchange_id": chosen["exchange_id"], **more}

    return Example(latest, f"student ({who})")
