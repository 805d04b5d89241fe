"""A mail brings somebody here: the link is taken out of the address, and their task is opened."""

from uuid import UUID

from flask import Response

from gateway.api.context import views
from gateway.web.answers import back_or, done, page, to
from gateway.web.context import visitor
from gateway.web.language import gettext, marked
from gateway.web.pages.tasks.area import TASKS
from gateway.web.registry.audience import EVERYBODY, SIGNED_IN_OR_BY_LINK
from gateway.web.session import cookies
from gateway.web.session.links import open_link
from services.contracts.errors import Failure, NotFound, NotSignedIn
from services.contracts.roles import Actor


@TASKS.file("/link/<string:token>", seen_by=EVERYBODY)
def link(token: str) -> Response:
    """The way to the task; the address with the token is left at once, and told to nobody."""
    try:
        opened = open_link(token)
    except NotSignedIn as refusal:
        return _without_referrer(_not_usable(refusal))
    if views().tasks.one(opened.exchange_id, Actor(opened.person_id)) is None:
        cookies.forget(cookies.LINK)
        return _without_referrer(_not_usable(NotFound(what="task", id=opened.exchange_id)))
    return _without_referrer(to("tasks.task", exchange_id=opened.exchange_id))


def _not_usable(refusal: Failure) -> Response:
    return page("tasks/no_link.html", status=404, is_over=isinstance(refusal, NotFound))


def _without_referrer(response: Response) -> Response:
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@TASKS.page("/link", marked("Your link"), seen_by=EVERYBODY, is_destination=False)
def way_in() -> Response:
    """For who comes by links: how to get back to a task."""
    return page("tasks/way_in.html", back=back_or("tasks.tasks"))


def way_out() -> str:
    """The page for who has nothing more to do with a task: all tasks, or how to come back."""
    return "tasks.tasks" if visitor().is_signed_in else "tasks.way_in"


@TASKS.action("/tasks/<uuid:exchange_id>/leaving", seen_by=SIGNED_IN_OR_BY_LINK)
def leave(exchange_id: UUID) -> Response:  # noqa: ARG001 - in the address, for the link
    """Let nobody else who uses this browser see the task."""
    cookies.forget(cookies.LINK)
    return done(gettext("You have left. The link in your mail brings you back."), "tasks.way_in")
