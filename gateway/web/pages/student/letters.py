"""The second step of the form: a letter for each of the chosen projects."""

from flask import Response, request

from gateway.views.keyset import Row
from gateway.web.answers import page, to
from gateway.web.forms import Form
from gateway.web.language import marked
from gateway.web.pages.student.area import MINE, STUDENT, STUDENTS
from gateway.web.pages.student.drafts import Draft
from gateway.web.pages.student.opening import OPEN, chosen_in, while_open
from services.applications.schemas import SubmitApplication

LONGEST_LETTER = 5_000
LETTER = "letter-{}"
LETTERS = Form("applications", SubmitApplication, (), marked("Keep and go on"))


@STUDENT.page(f"{MINE}/form/letters", marked("Letters"), seen_by=STUDENTS, takes_forms=True,
              example=OPEN)  # fmt: skip
@while_open
def letters(row: Row, draft: Draft) -> Response:
    """A letter for each of the chosen projects."""
    exchange_id = row["exchange_id"]
    filled = LETTERS.asked()
    if filled.is_sent:
        typed = {one: _typed(LETTER.format(one)) for one in draft.choices}
        draft.with_(letters={**draft.letters, **typed}).keep(exchange_id)
        return to("student.dates", exchange_id=exchange_id)
    return page(
        "student/letters.html",
        exchange=row,
        draft=draft,
        form=filled,
        projects=chosen_in(draft),
        longest=LONGEST_LETTER,
    )


def _typed(name: str) -> str:
    typed = request.form.get(name, "").replace("\0", "").replace("\r\n", "\n")
    return typed.strip()[:LONGEST_LETTER]
