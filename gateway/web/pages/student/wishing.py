"""Choosing a project where one reads about it: whether it can be, and what is said against it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from gateway.api.context import today
from gateway.views.keyset import Row
from gateway.web.context import visitor
from gateway.web.pages.student.drafts import Draft
from gateway.web.pages.student.eligibility import Chance, Check, chance, languages_asked
from gateway.web.pages.student.opening import chosen_in
from gateway.web.pages.student.own import WITH_STUDENT, own_data, own_exchanges, terms_of


@dataclass(frozen=True)
class Wish:
    """A project beside the open form of the visitor: how it fits, and whether it is chosen."""

    exchange: Row
    chance: Chance
    checks: list[Check]
    is_chosen: bool
    is_of_the_host: bool


def wish_for(project: Row) -> Wish | None:
    """How a project fits the visitor's open form; None for who has none.

    Of several forms it is the one whose host offers the project, or else the latest.
    """
    if not (forms := open_forms()):
        return None
    hosting = [row for row in forms if row["hosting_nmo_id"] == project["nmo_id"]]
    row = [*hosting, *forms][0]
    draft, terms = Draft.of(row["exchange_id"]), terms_of(row)
    return Wish(
        row,
        chance_in(row, draft, terms, project),
        list(languages_asked(terms, own_data("languages")["languages"] or ())),
        str(project["project_id"]) in draft.choices,
        bool(hosting),
    )


def open_forms() -> list[Row]:
    """The visitor's exchanges whose form is not submitted, the latest first."""
    if not visitor().is_signed_in:
        return []
    return [row for row in own_exchanges() if row["stage"] in WITH_STUDENT]


def chance_in(row: Row, draft: Draft, terms: dict[str, Any], project: Row) -> Chance:
    """What speaks against a project beside the others that are chosen."""
    others = [one for one in chosen_in(draft) if one["project_id"] != project["project_id"]]
    return chance(project, row, terms, others, today())


def with_wish(draft: Draft, project_id: UUID) -> Draft:
    """The draft with a project at the end of the wishes."""
    return draft.with_(choices=list(dict.fromkeys([*draft.choices, str(project_id)])))


def without_wish(draft: Draft, project_id: UUID) -> Draft:
    """The draft with a project among the wishes no more; what was written for it stays."""
    return draft.with_(choices=[one for one in draft.choices if one != str(project_id)])
