"""Health: who follows whom and how far behind, what stops a line, and what cannot be stored."""

from typing import Any

from flask import Response
from sqlalchemy.exc import SQLAlchemyError

from gateway.api.context import backend, views
from gateway.api.operations import NOBODY
from gateway.views.keyset import Row
from gateway.web.answers import address, page
from gateway.web.language import formats, gettext, marked
from gateway.web.language.words import word
from gateway.web.lists.tables import Column
from gateway.web.pages.operation.area import OPERATION, OPERATORS
from gateway.web.registry.page import Menu
from services.hosting.line_status import LineState, LineStatus

STATES = {
    LineState.LIVE: ("done", marked("Live")),
    LineState.WAITING: ("due", marked("Waits for its storage")),
    LineState.STOPPED: ("late", marked("Stopped by a fact")),
}
COLUMNS = (
    Column(marked("Who follows"), lambda row: row["follower"]),
    Column(marked("Whom"), lambda row: word(row["source"], "service")),
    Column(marked("State"), lambda row: gettext(STATES[row["state"]][1])),
    Column(
        marked("Behind, facts"), lambda row: formats.number(row["lag_positions"]), is_number=True
    ),
    Column(
        marked("Behind, seconds"),
        lambda row: formats.number(round(row["lag_seconds"], 1)),
        is_number=True,
    ),
    Column(
        marked("Passed over"), lambda row: formats.number(len(row["passed_over"])), is_number=True
    ),
)


def state_of(line: LineStatus) -> tuple[str, str]:
    """How a line fares: a tone and a text."""
    tone, text = STATES[line.state]
    return tone, gettext(text)


MOST_COUNTED = 100
REBUILD = "exchange rebuild all"


@OPERATION.page(
    "/operation",
    marked("Health"),
    seen_by=OPERATORS,
    menu=Menu(7, "chart"),
    words=marked("followers lag lines stopped rebuild mails metrics"),
)
def health() -> Response:
    """Everything an operator looks at first; what is wrong stands on top."""
    lines = sorted(backend().line_statuses(), key=_trouble_first)
    return page(
        "operation/health.html",
        checks=_checks(lines),
        lines=[line.to_json() for line in lines],
        stopped=[line.to_json() for line in lines if line.stop],
        columns=COLUMNS,
        passed=[one for line in lines for one in _passed(line)],
        troubled=len(views().mails.page(None, MOST_COUNTED)),
        most=MOST_COUNTED,
        link=_line_address,
        rebuild=REBUILD,
    )


def _trouble_first(line: LineStatus) -> tuple[bool, bool, int, str, str]:
    is_stopped, waits = line.stop is not None, bool(line.error)
    return not is_stopped, not waits, -line.lag_positions, line.follower, line.source


def _checks(lines: list[LineStatus]) -> list[tuple[str, str, str]]:
    """What must be so: a tone, what it is, and how it stands."""
    faults = backend().storage_faults()
    stopped = sum(line.stop is not None for line in lines)
    return [
        _check(gettext("The views are within reach"), _views_answer(), ""),
        _check(gettext("Everything can be stored"), not faults, formats.listed(faults)),
        _check(gettext("No line is stopped"), not stopped, formats.number(stopped)),
    ]


def _check(what: str, is_so: bool, how: str) -> tuple[str, str, str]:
    return ("done", what, gettext("yes")) if is_so else ("late", what, how or gettext("no"))


def _views_answer() -> bool:
    try:
        views().grants_of_account(NOBODY)
    except SQLAlchemyError:
        return False
    return True


def _passed(line: LineStatus) -> list[dict[str, Any]]:
    return [{"follower": line.follower, **vars(one)} for one in line.passed_over]


def _line_address(line: Row) -> str:
    return address("operation.skip", follower=line["follower"], source=line["source"])
