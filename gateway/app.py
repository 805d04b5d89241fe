"""The web application of the gateway, put together over a backend."""

from collections.abc import Callable, Iterable
from copy import copy
from functools import cache
from typing import Any

from flask import Flask
from flask.json.provider import JSONProvider

from gateway.api import problems
from gateway.api.commands import command_blueprints
from gateway.api.compression import compressed
from gateway.api.context import EXTENSION, Gateway, gateway, note_what_is_known
from gateway.api.documentation import documentation_blueprint
from gateway.api.documents import documents_blueprint
from gateway.api.followers import followers_blueprint
from gateway.api.live import live_blueprint
from gateway.api.openapi import described_api
from gateway.api.operations import operations_blueprint
from gateway.api.queries import BLUEPRINTS
from gateway.api.reading import finish, wait_for_own_writes
from gateway.api.session import session_blueprint
from gateway.backend import Backend
from gateway.front.answered_again import AnsweredAgain
from gateway.front.observing import Observed
from gateway.live.feed import Feed
from gateway.security.access_tokens import AccessTokens
from gateway.security.headers import secured
from gateway.security.seals import Seals
from gateway.settings import GatewaySettings
from gateway.web import failures
from gateway.web.pages import AREAS
from gateway.web.registry.area import Area
from gateway.web.site import add_web_client, arrive, leave
from services.hosting.wire import from_wire, to_wire


class WireJson(JSONProvider):
    """JSON as everywhere in the Exchange: ids, days, moments and decimals have one form."""

    def dumps(self, obj: Any, **_: Any) -> str:
        """JSON of a value."""
        return to_wire(obj).decode()

    def loads(self, s: str | bytes, **_: Any) -> Any:
        """The value of JSON."""
        return from_wire(s.encode() if isinstance(s, str) else s)


class Application(Flask):
    """Flask, of which nothing is a coroutine: it need not look for one at every step."""

    json_provider_class = WireJson

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function as it is."""
        return func


def create_app(backend: Backend, settings: GatewaySettings, areas: Iterable[Area] = AREAS) -> Flask:
    """The application: API, documentation, health and metrics, and the pages of the areas."""
    drawn = drawn_up(tuple(areas))
    app = copy(drawn)
    app.json = WireJson(app)
    app.config = copy(drawn.config)
    app.config["MAX_CONTENT_LENGTH"] = settings.largest_body
    app.extensions = {**drawn.extensions, EXTENSION: _parts(backend, settings)}
    app.wsgi_app = Observed(AnsweredAgain(app))  # type: ignore[method-assign]  # as Flask has it
    return app


def _parts(backend: Backend, settings: GatewaySettings) -> Gateway:
    return Gateway(
        backend,
        settings,
        AccessTokens(settings.signing_keys, settings.access_token_life),
        Seals(settings.signing_keys),
        Feed(backend, settings.most_streams),
    )


@cache
def drawn_up(areas: tuple[Area, ...]) -> Flask:
    """What is the same over every backend: routes, their description, templates, files.

    That takes most of the time, and is done once. Call it before processes are forked, and they
    share it.
    """
    app = Application("gateway", static_folder=None)
    _surround(app)
    _fill(app, areas)
    return app


def _surround(app: Flask) -> None:
    """What happens around every view function. Flask runs ``after_request`` last one first."""
    app.before_request(arrive)
    app.before_request(wait_for_own_writes)
    app.after_request(note_what_is_known)
    app.after_request(lambda response: secured(response, gateway().settings.is_behind_tls))
    app.after_request(compressed)
    app.after_request(finish)
    app.after_request(leave)
    problems.register(app, failures.shown)


def _fill(app: Flask, pages: Iterable[Area]) -> None:
    app.register_blueprint(operations_blueprint())
    app.register_blueprint(documentation_blueprint())
    api = described_api(app)
    of_the_gateway = (
        session_blueprint(),
        documents_blueprint(),
        followers_blueprint(),
        live_blueprint(),
    )
    for area in (*of_the_gateway, *command_blueprints(), *BLUEPRINTS):
        api.register_blueprint(area)
    add_web_client(app, pages)


def feed_of(app: Flask) -> Feed | None:
    """Where an application's live streams come from; None for another application."""
    parts: Gateway | None = app.extensions.get(EXTENSION)
    return parts.feed if parts else None
