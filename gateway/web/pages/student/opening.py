"""The form that is open: the own exchange with its draft, and what is chosen in it."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from flask import Response

from gateway.views.keyset import Row
from gateway.web.answers import page
from gateway.web.pages.student.drafts import Draft
from gateway.web.pages.student.own import WITH_STUDENT, own_exchange, project, shown_at
from services.contracts.errors import NotFound

OPEN = shown_at("form open", "assigned")
"""The example of every step."""


def own_form(exchange_id: UUID) -> tuple[Row, Draft]:
    """The visitor's exchange and the draft of its form. Raises NotFound once it is locked."""
    row = own_exchange(exchange_id)
    if row["stage"] not in WITH_STUDENT:
        raise NotFound(what="open form", id=exchange_id)
    return row, Draft.of(exchange_id)


def chosen_in(draft: Draft) -> list[Row]:
    """The projects that are chosen in a draft, best first, as far as they are still offered."""
    found = (project(UUID(one)) for one in draft.choices)
    return [one for one in found if one]


def while_open(step: Callable[[Row, Draft], Response]) -> Callable[..., Response]:
    """The page of a step, given the exchange and the draft; once it is locked, what was sent.

    Nobody loses sight of their own wishes when a deadline has passed.
    """

    @wraps(step)
    def view(exchange_id: UUID) -> Response:
        row = own_exchange(exchange_id)
        if row["stage"] in WITH_STUDENT:
            return step(row, Draft.of(exchange_id))
        wishes = [project(choice["project_id"]) for choice in row["choices"]]
        return page("student/locked.html", exchange=row, projects=list(filter(None, wishes)))

    return view
