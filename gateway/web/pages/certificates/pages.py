"""Checking a certificate by its code, typed or scanned."""

from typing import Any

from flask import Response, request, url_for
from sqlalchemy import select

from gateway.api.context import views
from gateway.web.answers import page, to
from gateway.web.drawing.qr import qr_code
from gateway.web.language import gettext, marked
from gateway.web.pages.certificates.area import CERTIFICATES
from gateway.web.registry.audience import EVERYBODY
from gateway.web.registry.page import Example, Looking, Menu, Place, endpoint_of

A_MINUTE = 60
LONGEST_CODE = 40


@CERTIFICATES.page(
    "/certificates",
    marked("Verify a certificate"),
    seen_by=EVERYBODY,
    menu=Menu(40, "award", Place.FOOT),
    words=marked("check code genuine recognition faculty"),
)
def verify() -> Response:
    """A field for the code; with a code in the address, the way to what it says."""
    if code := request.args.get("code", "").strip()[:LONGEST_CODE]:
        return to("certificates.certificate", code=code.upper())
    return page("certificates/verify.html", code="", is_unknown=False)


def any_genuine_one(looking: Looking) -> dict[str, Any]:
    """The first certificate that was issued."""
    certificates = looking.views.certificates
    first = select(certificates.certificates.c.code).order_by(certificates.certificates.c.code)
    with certificates.read() as connection:
        return {"code": connection.execute(first.limit(1)).scalar_one()}


@CERTIFICATES.page(
    "/certificates/<string:code>",
    marked("Certificate"),
    seen_by=EVERYBODY,
    kept_for=A_MINUTE,
    example=Example(any_genuine_one),
)
def certificate(code: str) -> Response:
    """What a genuine certificate says; of any other, that there is none with this code."""
    said = views().certificates.verified(code)
    if said is None:
        return page("certificates/verify.html", status=404, code=code, is_unknown=True)
    own = url_for(endpoint_of("certificates.certificate"), code=said["code"], _external=True)
    picture = qr_code(own, gettext("The address of this page as a QR code"))
    return page("certificates/certificate.html", certificate=said, picture=picture)
