"""The form that is open: the own exchange with its draft, and what is chosen in it."""

from uuid import UUID

from gateway.views.keyset import Row
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
