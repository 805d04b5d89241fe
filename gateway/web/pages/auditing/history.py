"""The history of an exchange: a timeline across all services, and how it was on a day."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import Response, request
from sqlalchemy import true

from gateway.api.context import backend, today, views
from gateway.api.queries.shapes import found
from gateway.views.exchanges import ExchangeFilter
from gateway.web.answers import page
from gateway.web.context import visitor
from gateway.web.forms import Form
from gateway.web.forms.filled import Filled
from gateway.web.language import marked
from gateway.web.naming import display_name
from gateway.web.pages.auditing.area import AUDITING, AUDITORS
from gateway.web.pages.auditing.as_of import compared, past_on, told
from gateway.web.pages.auditing.entries import Actors, day_of, entries_of
from gateway.web.purposes import Purpose
from gateway.web.registry.page import Example, Looking
from services.contracts.envelope import Envelope
from services.contracts.roles import Role
from services.people.schemas import MOST_PEOPLE_AT_ONCE, ViewPeople

ON, AGAINST = "on", "against"
NAMES = Form("people", ViewPeople, (), marked("Show the names"))


def a_long_one(looking: Looking) -> dict[str, Any]:
    """An exchange with much behind it, on a day in its middle."""
    exchanges = looking.views.exchanges
    wanted = ExchangeFilter(stages=("recognised", "certified", "in_progress"))
    row = exchanges.page(wanted, true(), exchanges.orders["number"], None, 1)[0]
    days = {ON: row["accepted_at"].date(), AGAINST: row["submitted_at"].date()}
    return {"exchange_id": row["exchange_id"], **days}


@AUDITING.page(
    "/audit/exchanges/<uuid:exchange_id>",
    marked("History"),
    seen_by=AUDITORS,
    takes_forms=True,
    example=Example(a_long_one, "auditor"),
)
def history(exchange_id: UUID) -> Response:
    """Every fact with who, when, cause and effects; and the exchange as it was on a day."""
    row = found(views().exchanges.one(exchange_id, true()), "exchange", exchange_id)
    facts = backend().history(exchange_id)
    actors, names = Actors(facts, row["student_id"]), NAMES.asked()
    actors.names = _names(names, actors.asked_for)
    on, against = _day(ON), _day(AGAINST)
    return page(
        "auditing/history.html",
        status=names.status,
        exchange=row,
        names=names,
        student=actors.names.get(row["student_id"], ""),
        entries=entries_of(facts, actors, on),
        days=sorted({day_of(fact).isoformat() for fact in facts}),
        on=on or today(),
        is_past=on is not None,
        against=against,
        **_as_it_was(facts, exchange_id, on, against),
    )


def _names(names: Filled, wanted: Sequence[UUID]) -> dict[UUID, str]:
    """The names, if they were asked for just now: the vault records that, and nothing keeps them.

    An auditor looks for the audit, a director for administration.
    """
    if not names.is_sent:
        return {}
    is_auditor = Role.AUDITOR in visitor().roles
    purpose = Purpose.AUDIT if is_auditor else Purpose.ADMINISTRATION
    asked = [str(person) for person in wanted[:MOST_PEOPLE_AT_ONCE]]
    fields = ["given_name", "family_name", "native_name"]
    answer = names.carry_out(person_ids=asked, purpose=purpose, fields_asked=fields)
    people = answer["people"] if answer else []
    return {UUID(str(one["person_id"])): display_name(one["data"]) for one in people}


def _day(name: str) -> date | None:
    """A day that the address names; None for none, and for what is no day."""
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


def _as_it_was(
    facts: Sequence[Envelope], exchange_id: UUID, on: date | None, against: date | None
) -> dict[str, Any]:
    """The exchange on the day (or today), and beside it on the other day, earlier one first."""
    day = on or today()
    if against is None:
        past = past_on(facts, exchange_id, day)
        return {"past": told(past), "is_known": past is not None, "pair": (), "rows": []}
    pair = (min(day, against), max(day, against))
    pasts = [past_on(facts, exchange_id, one) for one in pair]
    return {"past": {}, "is_known": any(pasts), "pair": pair, "rows": compared(*pasts)}
