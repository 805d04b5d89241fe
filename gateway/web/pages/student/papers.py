"""The fourth step of the form: the documents; what was uploaded once serves every form."""

from flask import Response, request

from gateway.views.keyset import Row
from gateway.web.answers import done, page
from gateway.web.context import visitor
from gateway.web.forms import File, Form, OneOf, Option
from gateway.web.language import gettext, marked
from gateway.web.language.words import word
from gateway.web.pages.student.area import MINE, STUDENT, STUDENTS
from gateway.web.pages.student.drafts import Draft
from gateway.web.pages.student.eligibility import papers_asked
from gateway.web.pages.student.opening import OPEN, while_open
from gateway.web.pages.student.own import terms_of
from gateway.web.pages.student.texts import latest_by_kind
from services.people.schemas import StoreDocument


@STUDENT.page(f"{MINE}/form/documents", marked("Documents"), seen_by=STUDENTS, takes_forms=True,
              example=OPEN)  # fmt: skip
@while_open
def papers(row: Row, draft: Draft) -> Response:
    """What the form comes with; what was uploaded once is taken over."""
    exchange_id = row["exchange_id"]
    asked = papers_asked(terms_of(row))
    filled = _upload(asked).asked({"kind": request.args.get("kind")})
    if filled.is_sent and filled.carry_out(person_id=str(visitor().person_id)):
        return done(gettext("The document is stored."), "student.papers", exchange_id=exchange_id)
    return page(
        "student/papers.html",
        status=filled.status,
        exchange=row,
        draft=draft,
        form=filled,
        asked=asked,
        stored=latest_by_kind(),
    )


def _upload(kinds: list[str]) -> Form:
    options = [Option(kind, word(kind)) for kind in kinds]
    fields = (
        OneOf("kind", marked("Which document"), options=lambda: options),
        File("content", marked("File"), hint=marked("PDF, JPG, PNG or DOCX, at most 4 MB")),
    )
    blames = {"file_not_accepted": "content", "file_too_large": "content"}
    return Form("people", StoreDocument, fields, marked("Upload"), blames=blames)
