"""What operators and their machines ask: is it alive, is it ready, how does it fare."""

import logging
from uuid import UUID

from flask import Blueprint, Response, request
from prometheus_client import CONTENT_TYPE_LATEST
from sqlalchemy.exc import SQLAlchemyError

from gateway.api.context import backend, views
from services.eventlog.faults import STORE_ERRORS
from services.hosting.metrics import exposition
from services.hosting.wire import to_wire

log = logging.getLogger(__name__)

NOBODY = UUID(int=0)


def operations_blueprint() -> Blueprint:
    """``/healthz``, ``/readyz`` and ``/metrics``."""
    made = Blueprint("operations", __name__)
    made.add_url_rule("/healthz", "alive", _alive)
    made.add_url_rule("/readyz", "ready", _ready)
    made.add_url_rule("/metrics", "metrics", _metrics)
    return made


def _alive() -> Response:
    return _status("alive", 200)


def _ready() -> Response:
    """Ready is who can answer queries from views within reach, with no line stopped in this
    process and nothing that could not be stored here lately.

    That is looked up here, without a word to broker and services: while those are slow or silent,
    reading goes on, and this must not wait for them. Who wants to know whether commands can be
    carried out, too, asks ``?for=commands``, and is told which services are away.
    """
    try:
        views().grants_of_account(NOBODY)
    except SQLAlchemyError:
        return _status("not_ready", 503, views="out_of_reach")
    hindered = {"stalled": backend().stalled(), "storage": backend().storage_faults()}
    if request.args.get("for") == "commands":
        hindered["away"] = backend().away()
    told = {what: which for what, which in hindered.items() if which}
    return _status("not_ready", 503, **told) if told else _status("ready", 200)


def _status(status: str, code: int, **more: object) -> Response:
    body = to_wire({"status": status, **more})
    return Response(body, code, content_type="application/json")


def _metrics() -> Response:
    """What is counted is told also while the storage, which lag is looked up in, is away."""
    try:
        backend().observe()
    except STORE_ERRORS as error:
        log.warning("the lag of followers cannot be looked up: %s", error)
    return Response(exposition(), content_type=CONTENT_TYPE_LATEST)
