"""All tasks of somebody who has signed in: those ahead, and those that are over."""

from typing import Any

from flask import Response, request

from gateway.api.context import current_actor, views
from gateway.api.paging import PageArguments
from gateway.web.answers import page
from gateway.web.language import marked
from gateway.web.lists.questions import asked_of
from gateway.web.lists.slices import Slice, slice_of
from gateway.web.pages.tasks.area import TASKS
from gateway.web.pages.tasks.whose import students_of
from gateway.web.registry.audience import those_with
from gateway.web.registry.page import Example, Menu
from services.contracts.roles import Role

HELPING = those_with(Role.MENTOR, Role.CONTACT_PERSON, Role.PROVIDER)
AT_ONCE = 20


@TASKS.page(
    "/tasks",
    marked("My tasks"),
    seen_by=HELPING,
    menu=Menu(12, "check"),
    words=marked("mentor contact person provider students"),
    example=Example(visitor="mentor"),
)
def tasks() -> Response:
    """Whom one mentors, meets or houses, by the first day of the stay."""
    is_over = request.args.get("over") == "1"
    found = _slice(is_over)
    return page("tasks/tasks.html", slice=found, is_over=is_over, students=students_of(found.rows))


def _slice(is_over: bool) -> Slice:
    mine, actor = views().tasks, current_actor()
    asked = asked_of(PageArguments, limit=AT_ONCE)
    return slice_of(
        mine.by_start,
        asked,
        lambda after, limit: mine.page(actor, after, limit, is_over=is_over),
    )


@TASKS.panel("tasks/panel.html", HELPING, 15)
def next_tasks() -> dict[str, Any] | None:
    """The next students of who helps."""
    rows = views().tasks.page(current_actor(), None, 2, is_over=False)[:2]
    return {"tasks": rows, "students": students_of(rows)} if rows else None
