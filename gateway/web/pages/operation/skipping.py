"""Letting a follower go past the fact that stops it: confirmed, with a reason that is recorded."""

from typing import Any

from flask import Response

from gateway.api.context import backend, current_actor
from gateway.api.followers import PassOver
from gateway.web.answers import address, done, page
from gateway.web.forms import Form, Text
from gateway.web.language import gettext, marked
from gateway.web.pages.operation.area import HEALTH, OPERATION, OPERATORS
from gateway.web.pages.operation.health import state_of
from gateway.web.registry.page import Example
from services.contracts.errors import NotFound
from services.hosting.commands import load
from services.hosting.line_status import LineStatus

PASS_OVER = Form(
    "gateway",
    PassOver,
    (
        Text(
            "reason",
            marked("Why"),
            hint=marked("In words for the operators after you; no names of persons."),
        ),
    ),
    marked("Pass over this fact for good"),
)


@OPERATION.page(
    "/operation/lines/<string:follower>/<string:source>",
    marked("A line of facts"),
    seen_by=OPERATORS,
    takes_forms=True,
    example=Example(lambda _: {"follower": "gateway", "source": "people"}),
)
def skip(follower: str, source: str) -> Response:
    """What stops a line, and a form to go past exactly that fact."""
    line = _line(follower, source)
    filled = PASS_OVER.asked()
    known = {"follower": follower, "source": source, "position": _position(line)}
    if filled.is_sent and filled.carry_out_by(_pass_over, **known):
        return done(gettext("The fact is passed over. The line goes on."), HEALTH)
    return page(
        "operation/skip.html",
        status=filled.status,
        line=line,
        state=state_of(line),
        form=filled,
        back=address(HEALTH),
    )


def _line(follower: str, source: str) -> LineStatus:
    for line in backend().line_statuses():
        if (line.follower, line.source) == (follower, source):
            return line
    raise NotFound(what="line", id=f"{follower}/{source}")


def _position(line: LineStatus) -> int:
    """The fact that stops the line, or else the one where it stands, which will be refused."""
    return line.stop.position if line.stop else max(line.position, 1)


def _pass_over(data: dict[str, Any]) -> Any:
    return backend().pass_over(**load(PassOver, data), actor=current_actor().name)
