"""The end: the evaluation, the mark for the room, and the certificate."""

from collections.abc import Iterable
from uuid import UUID

from flask import Response, url_for

from gateway.api.context import views
from gateway.api.queries.shapes import found
from gateway.web.answers import done, page
from gateway.web.drawing.qr import qr_code
from gateway.web.forms import Form, OneNumber, Option
from gateway.web.language import gettext, marked
from gateway.web.pages.student.area import MINE, STUDENT, STUDENTS
from gateway.web.pages.student.own import EVALUABLE, own_data, own_exchange, shown_at
from gateway.web.registry.page import endpoint_of
from services.applications.schemas import SubmitEvaluation
from services.contracts.errors import NotFound

MARKS = {
    "1": marked("1: bad"),
    "2": marked("2"),
    "3": marked("3: as promised"),
    "4": marked("4"),
    "5": marked("5: excellent"),
}


def _marks() -> Iterable[Option]:
    return [Option(mark, gettext(text)) for mark, text in MARKS.items()]


def _about(aspect: str, label: str) -> OneNumber:
    return OneNumber(f"marks.{aspect}", label, options=_marks, is_radio=True)


EVALUATE = Form(
    "applications",
    SubmitEvaluation,
    (
        _about("project", marked("The project")),
        _about("mentor", marked("The mentor")),
        _about("housing", marked("The room")),
        _about("boarding", marked("The meals")),
        _about("contact_person", marked("The contact person")),
    ),
    marked("Send the evaluation"),
)


@STUDENT.page(f"{MINE}/evaluation", marked("Evaluation"), seen_by=STUDENTS, takes_forms=True,
              example=shown_at("at work", *EVALUABLE))  # fmt: skip
def evaluation(exchange_id: UUID) -> Response:
    """Marks for what one got, given once."""
    row = own_exchange(exchange_id)
    if row["stage"] not in EVALUABLE and row["evaluated_at"] is None:
        raise NotFound(what="evaluation", id=exchange_id)
    filled = EVALUATE.asked()
    if filled.is_sent and (answer := filled.carry_out(exchange_id=str(exchange_id))):
        text = gettext("Thank you. Your evaluation helps those who come after you.")
        return done(text, "student.exchange", after=answer["after"], exchange_id=exchange_id)
    return page("student/evaluation.html", status=filled.status, exchange=row, form=filled)


@STUDENT.page(f"{MINE}/certificate", marked("My certificate"), seen_by=STUDENTS,
              example=shown_at("completed"))  # fmt: skip
def certificate(exchange_id: UUID) -> Response:
    """The certificate, with the code by which anybody can verify it."""
    row = own_exchange(exchange_id)
    said = found(views().certificates.of_exchange(exchange_id), "certificate", exchange_id)
    proof = url_for(endpoint_of("certificates.certificate"), code=said["code"], _external=True)
    return page(
        "student/certificate.html",
        exchange=row,
        certificate=said,
        name=own_data("given_name", "family_name", "native_name", "birth_date"),
        proof=proof,
        picture=qr_code(proof, gettext("The address at which it is verified, as a QR code")),
    )
