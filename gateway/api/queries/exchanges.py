"""Questions about exchanges: lists, one exchange, its timeline, logbook and boarding."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement

from gateway.api import (
    current_actor,
    entity_tag,
    page_schema,
    today,
    views,
)
from gateway.api.queries.exchange_shapes import (
    Boarding,
    Certificate,
    Exchange,
    ExchangesQuestion,
    ListedExchange,
    Logbook,
    TimelineEntry,
)
from gateway.api.queries.placement_shapes import Placements
from gateway.api.queries.questions import Questions
from gateway.api.queries.shapes import (
    Answer,
    PagedQuestion,
    filter_of,
    found,
    in_pages,
)
from gateway.views.exchange_next import next_step
from gateway.views.exchanges import ExchangeFilter
from gateway.views.keyset import Row
from services.contracts.errors import NotFound

EXCHANGES = Questions("exchanges", "Exchanges: where each stands and what happened.")
EXCHANGE = "/exchanges/<uuid:exchange_id>"


@EXCHANGES.ask("/exchanges", page_schema(ListedExchange), ExchangesQuestion)
def list_exchanges(asked: dict[str, Any]) -> Answer:
    """The exchanges that one may see: one's own, one's unit's, those one helps with."""
    exchanges, wanted = views().exchanges, filter_of(ExchangeFilter, asked)
    order = exchanges.orders[asked["sort"]]
    visible = views().visibility.exchanges(current_actor(), today())
    return in_pages(
        order,
        asked,
        lambda after, limit: [
            _with_next(row) for row in exchanges.page(wanted, visible, order, after, limit)
        ],
    )


@EXCHANGES.ask(EXCHANGE, Exchange, may_be_missing=True)
def show_exchange(_: dict[str, Any], exchange_id: UUID) -> Answer:
    """An exchange. Who only helps with it sees what stands in a list."""
    visibility, actor, exchanges = views().visibility, current_actor(), views().exchanges
    visible = visibility.exchanges(actor, today())
    exchange = _with_next(found(exchanges.one(exchange_id, visible), "exchange", exchange_id))
    if not exchanges.is_visible(exchange_id, visibility.followed_exchanges(actor, today())):
        exchange = {name: exchange[name] for name in ListedExchange().fields}
    return exchange, entity_tag(exchange["version"])


@EXCHANGES.ask(
    f"{EXCHANGE}/timeline", page_schema(TimelineEntry), PagedQuestion, may_be_missing=True
)
def show_timeline(asked: dict[str, Any], exchange_id: UUID) -> Answer:
    """Everything that happened in an exchange, from the first fact on."""
    _must_follow(exchange_id)
    timeline = views().timeline
    return in_pages(
        timeline.order, asked, lambda after, limit: timeline.page(exchange_id, after, limit)
    )


@EXCHANGES.ask(f"{EXCHANGE}/placements", Placements, may_be_missing=True)
def list_placements(_: dict[str, Any], exchange_id: UUID) -> dict[str, Any]:
    """What was proposed for an exchange, the latest last."""
    _must_follow(exchange_id)
    return {"items": views().placements.of_exchange(exchange_id)}


@EXCHANGES.ask(f"{EXCHANGE}/logbook", Logbook, may_be_missing=True)
def show_logbook(_: dict[str, Any], exchange_id: UUID) -> dict[str, Any]:
    """Attendance, diary and appraisals, from the start of the work on."""
    _must_be_among(views().visibility.supervised_exchanges(current_actor(), today()), exchange_id)
    return found(views().logbook.of(exchange_id), "logbook", exchange_id)


@EXCHANGES.ask(f"{EXCHANGE}/boarding", Boarding, may_be_missing=True)
def show_boarding(_: dict[str, Any], exchange_id: UUID) -> dict[str, Any]:
    """What the student eats, and where."""
    _must_be_among(views().visibility.exchanges(current_actor(), today()), exchange_id)
    return found(views().boarding.of(exchange_id), "boarding plan", exchange_id)


@EXCHANGES.ask(f"{EXCHANGE}/certificate", Certificate, may_be_missing=True)
def show_certificate(_: dict[str, Any], exchange_id: UUID) -> dict[str, Any]:
    """The certificate of an exchange, with the code by which anybody can verify it."""
    _must_follow(exchange_id)
    return found(views().certificates.of_exchange(exchange_id), "certificate", exchange_id)


def _with_next(exchange: Row) -> Row:
    return {**exchange, "next": next_step(exchange)}


def _must_follow(exchange_id: UUID) -> None:
    if not views().audiences.may_follow(exchange_id, current_actor(), today()):
        raise NotFound(what="exchange", id=exchange_id)


def _must_be_among(visible: ColumnElement[bool], exchange_id: UUID) -> None:
    if not views().exchanges.is_visible(exchange_id, visible):
        raise NotFound(what="exchange", id=exchange_id)
