"""One's own data: what is held, correcting it, and all of it as a file."""

from uuid import UUID

from flask import Response, send_file

from gateway.api.context import now
from gateway.web.answers import done, file, page
from gateway.web.context import visitor
from gateway.web.forms import Day, Form, OneOf, Option, Paragraph, Text, YesNo
from gateway.web.language import gettext, marked
from gateway.web.language.formats import locale
from gateway.web.pages.student.area import STUDENT, STUDENTS
from gateway.web.pages.student.own import own_data
from gateway.web.pages.student.package import packed
from gateway.web.pages.student.texts import own_document, own_documents
from gateway.web.registry.page import Example, Menu, Place
from services.people.schemas import SetPersonalData

MY_DATA = "student.my_data"


def countries() -> list[Option]:
    """The countries (ISO 3166-1), by their names."""
    named = locale().territories.items()
    coded = [(code, name) for code, name in named if len(code) == len("PT") and code.isalpha()]
    return [Option(code, name) for code, name in sorted(coded, key=lambda pair: pair[1])]


CORRECT = Form(
    "people",
    SetPersonalData,
    (
        Text("data.given_name", marked("Given name"), empty=None, autocomplete="given-name"),
        Text("data.family_name", marked("Family name"), empty=None, autocomplete="family-name"),
        Text("data.native_name", marked("Whole name in its own script"), empty=None),
        Text("data.phone", marked("Phone"), mode="tel", empty=None, autocomplete="tel"),
        Day("data.birth_date", marked("Day of birth"), empty=None, autocomplete="bday"),
        OneOf("data.nationality", marked("Nationality"), options=countries, empty=None,
              none=marked("Choose …")),
        Text("data.passport_number", marked("Number of the passport"), empty=None),
        Day("data.passport_valid_until", marked("Passport valid until"), empty=None),
        Text("data.medical_school", marked("Medical school"), empty=None),
        Day("data.studying_since", marked("Studying since"), empty=None),
        Day("data.clinical_since", marked("Clinical student since"), empty=None),
        Paragraph("data.diet", marked("Diet"), rows=2, empty=None),
        Paragraph("data.allergies", marked("Allergies"), rows=2, empty=None),
        YesNo("data.may_share_diet", marked("Who gives me a room may know my diet")),
    ),
    marked("Save"),
)  # fmt: skip


@STUDENT.page(
    "/my/data",
    marked("My data"),
    seen_by=STUDENTS,
    takes_forms=True,
    menu=Menu(60, "lock", Place.ACCOUNT),
    words=marked("privacy download export passport documents"),
    example=Example(visitor="student (at work)"),
)
def my_data() -> Response:
    """What is held, with a form to correct it and a way to take all of it along."""
    known = own_data()
    filled = CORRECT.asked({f"data.{name}": value for name, value in known.items()})
    if filled.is_sent and filled.carry_out(person_id=str(visitor().person_id)):
        return done(gettext("Your record is corrected."), MY_DATA)
    return page(
        "student/my_data.html",
        status=filled.status,
        form=filled,
        known=known,
        documents=own_documents(),
    )


@STUDENT.file("/my/documents/<uuid:document_id>", seen_by=STUDENTS)
def document(document_id: UUID) -> Response:
    """One of one's own documents, to save."""
    found = own_document(str(document_id))
    return file(found["content"], found["content_type"], found["kind"])


@STUDENT.file("/my/data/download", seen_by=STUDENTS)
def download() -> Response:
    """Everything that is held, as JSON, with all documents: one archive."""
    name = f"exchange-{now():%Y-%m-%d}.zip"
    return send_file(packed(), "application/zip", as_attachment=True, download_name=name)
