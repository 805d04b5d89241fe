"""Where an audit begins: an exchange by its number, or those that moved last."""

from typing import Any

from flask import Response, request
from sqlalchemy import true

from gateway.api.context import views
from gateway.api.queries.exchange_shapes import ExchangesQuestion
from gateway.api.queries.shapes import filter_of
from gateway.views.exchanges import ExchangeFilter
from gateway.views.keyset import Place, Row
from gateway.web.answers import address, page, to
from gateway.web.language import formats, gettext, marked
from gateway.web.language.words import word
from gateway.web.lists.questions import asked_of
from gateway.web.lists.slices import slice_of
from gateway.web.lists.tables import Column
from gateway.web.pages.auditing.area import AUDITING, AUDITORS, HISTORY
from gateway.web.registry.page import Menu
from services.contracts.applications import DEADLINES

LATE = {
    "submission": marked("Form late"),
    "acceptance": marked("Card of acceptance late"),
    "confirmation": marked("Card of confirmation late"),
    "evaluation": marked("Evaluation late"),
}
COLUMNS = (
    Column(marked("Number"), lambda row: row["number"]),
    Column(marked("Stage"), lambda row: word(row["stage"], "stage")),
    Column(marked("Since"), lambda row: formats.moment(row["stage_since"])),
    Column(marked("First day"), lambda row: formats.short_day(row["start"])),
    Column(
        marked("Late"),
        lambda row: formats.listed(gettext(LATE[d]) for d in DEADLINES if row[f"is_{d}_late"]),
    ),
)


@AUDITING.page(
    "/audit",
    marked("Histories"),
    seen_by=AUDITORS,
    menu=Menu(6, "clock"),
    words=marked("audit history exchange as of timeline late"),
)
def exchanges() -> Response:
    """A field for the number; the exchanges that moved last, or those that missed a deadline."""
    asked = asked_of(ExchangesQuestion)
    if number := (asked.get("number") or ""):
        asked["number"] = number.strip().upper()
    if asked["number"] and (row := _only(asked["number"])):
        return to(HISTORY, exchange_id=row["exchange_id"])
    return page(
        "auditing/exchanges.html",
        slice=_found(asked),
        columns=COLUMNS,
        number=asked["number"] or "",
        late=LATE,
        chosen=request.args.getlist("late"),
        link=lambda row: address(HISTORY, exchange_id=row["exchange_id"]),
    )


def _only(number: str) -> Row | None:
    rows = views().exchanges.page(
        ExchangeFilter(number=number), true(), views().exchanges.orders["number"], None, 1
    )
    return rows[0] if rows else None


def _found(asked: dict[str, Any]) -> Any:
    order, wanted = views().exchanges.orders["-stage_since"], filter_of(ExchangeFilter, asked)

    def read(after: Place | None, most: int) -> list[Row]:
        return views().exchanges.page(wanted, true(), order, after, most)

    return slice_of(order, asked, read)
