"""The last step of the form: everything once more, and the button that locks it."""

from typing import Any

from flask import Response

from gateway.views.keyset import Row
from gateway.web.answers import done, page
from gateway.web.forms import Form
from gateway.web.forms.filled import Filled
from gateway.web.language import gettext, marked
from gateway.web.pages.student.area import MINE, STUDENT, STUDENTS
from gateway.web.pages.student.drafts import Draft
from gateway.web.pages.student.eligibility import papers_asked
from gateway.web.pages.student.opening import OPEN, chosen_in, while_open
from gateway.web.pages.student.own import terms_of
from gateway.web.pages.student.texts import latest_by_kind
from services.applications.schemas import SubmitApplication

SUBMIT = Form("applications", SubmitApplication, (), marked("Submit the form"))


@STUDENT.page(f"{MINE}/form/review", marked("Review and submit"), seen_by=STUDENTS,
              takes_forms=True, example=OPEN)  # fmt: skip
@while_open
def review(row: Row, draft: Draft) -> Response:
    """Everything once more, what is missing, and the button that locks the form."""
    exchange_id = row["exchange_id"]
    asked, stored = papers_asked(terms_of(row)), latest_by_kind()
    missing = [kind for kind in asked if kind not in stored]
    filled = SUBMIT.asked(version=row["version"])
    if filled.is_sent and _is_complete(draft, missing) and (answer := _submit(filled, row, draft)):
        text = gettext("Your form is submitted. Your organisation looks at it next.")
        return done(text, "student.exchange", after=answer["after"], exchange_id=exchange_id)
    return page(
        "student/review.html",
        status=filled.status,
        exchange=row,
        draft=draft,
        form=filled,
        projects=chosen_in(draft),
        asked=asked,
        missing=missing,
        is_complete=_is_complete(draft, missing),
    )


def _is_complete(draft: Draft, missing: list[str]) -> bool:
    return not missing and len(draft.steps_done) == len(("choosing", "letters", "dates"))


def _submit(filled: Filled, row: Row, draft: Draft) -> Any:
    stored, asked = latest_by_kind(), papers_asked(terms_of(row))
    documents = {kind: stored[kind]["document_id"] for kind in asked}
    return filled.carry_out(exchange_id=str(row["exchange_id"]), **draft.as_command(documents))
