"""Puts the web client into the gateway's application: pages, files, and what surrounds them."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from flask import Flask, Response, g, request

from gateway.api.errors import NoSuchAddress
from gateway.api.remembering import shown_again
from gateway.web.answers import to_links, to_sign_in
from gateway.web.context import EXTENSION, Site, site, visitor
from gateway.web.failures import is_for_people
from gateway.web.registry.area import Area, Door
from gateway.web.registry.page import Page, endpoint_of
from gateway.web.session import cookies
from gateway.web.session.flashes import pick_up
from gateway.web.session.guarding import guard
from gateway.web.session.recognising import recognise
from gateway.web.static_files import StaticFiles
from gateway.web.templating import environment

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    # Not "no-referrer": with that, browsers send forms with the origin "null".
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def add_web_client(app: Flask, areas: Iterable[Area]) -> None:
    """Add every page of these areas."""
    static = StaticFiles()
    made = Site(static, environment(static))
    app.extensions[EXTENSION] = made
    app.add_url_rule("/static/<string:digest>/<string:name>", "static", static.answer)
    for area in areas:
        made.finders.extend(area.finders)
        made.panels.extend(area.panels)
        for page in area.pages:
            made.pages[page.name] = page
            _let_links_in(made, page)
            methods = ["GET", "POST"] if page.takes_forms else ["GET"]
            app.add_url_rule(page.path, page.endpoint, opened(page), methods=methods)
        for door in area.doors:
            _let_links_in(made, door)
            app.add_url_rule(door.path, endpoint_of(door.name), opened(door), methods=[door.method])


def _let_links_in(made: Site, way_in: Page | Door) -> None:
    if way_in.seen_by.lets_links_in:
        assert "<uuid:exchange_id>" in way_in.path, "a link is for one exchange"
        made.reached_by_link.add(endpoint_of(way_in.name))


def arrive() -> None:
    """Before every page: who looks, what the page before has left, whose form it is."""
    if is_for_people():
        recognise()
        pick_up()
        guard()


def leave(response: Response) -> Response:
    """After every page: headers, cookies, and a tag for what may be kept."""
    if not is_for_people():
        return response
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.vary.update(("Cookie", "Accept-Language"))
    if "cache_control" in g:
        response.add_etag()
    cookies.put_into(response)
    return response


def opened(way_in: Page | Door) -> Callable[..., Response]:
    """The view function of a page, file or action: only for whom it is meant."""

    @wraps(way_in.view)
    def view(**parameters: Any) -> Response:
        g.page = way_in
        if not way_in.seen_by.includes(visitor()):
            return _not_theirs(way_in)
        if way_in.kept_for and _is_same_for_all():
            g.cache_control = f"public, max-age={way_in.kept_for}"
            return shown_again(_name_of_answer(), lambda: way_in.view(**parameters))
        return way_in.view(**parameters)

    return view


def _not_theirs(way_in: Page | Door) -> Response:
    """Who is not signed in can do so; for everybody else there is nothing.

    A link is for one task: at any other there is nothing either.
    """
    if visitor().is_signed_in or visitor().holds_link:
        raise NoSuchAddress
    return to_links() if way_in.seen_by.lets_links_in else to_sign_in()


def _is_same_for_all() -> bool:
    is_plain = request.method in ("GET", "HEAD") and not visitor().is_signed_in
    return is_plain and g.flash is None and not cookies.changes_cookies()


def _name_of_answer() -> str:
    """What the answer depends on, beside the views and the day."""
    looks = visitor()
    shown = (looks.language, looks.display.theme, looks.display.zone, site().static.digest)
    return "\n".join((request.full_path, *shown))
