"""The mails that failed, wait, or were perhaps sent; an operator can have them sent again."""

from uuid import UUID

from flask import Response

from gateway.api.context import views
from gateway.api.queries.shapes import PagedQuestion
from gateway.web.answers import done, page
from gateway.web.forms.sending import send
from gateway.web.language import gettext, marked
from gateway.web.lists.questions import asked_of
from gateway.web.lists.slices import slice_of
from gateway.web.pages.operation.area import MAILS, OPERATION, OPERATORS
from services.notifications.schemas import RetryMail

STATES = {
    "failed": ("late", marked("Failed")),
    "in_doubt": ("due", marked("Perhaps sent")),
    "postponed": ("waiting", marked("Tried again later")),
}
AGAIN = ("failed", "in_doubt")


@OPERATION.page(
    "/operation/mails",
    marked("Mails in trouble"),
    seen_by=OPERATORS,
    words=marked("failed in doubt retry e-mail"),
)
def mails() -> Response:
    """The latest trouble first. Whom a mail is for is not said: the message's id is enough."""
    order = views().mails.latest_first
    shown = slice_of(order, asked_of(PagedQuestion), views().mails.page)
    return page("operation/mails.html", slice=shown, states=STATES, again=AGAIN)


@OPERATION.action("/operation/mails/<uuid:message_id>/retry", seen_by=OPERATORS)
def retry(message_id: UUID) -> Response:
    """Have a mail sent again."""
    answer = send("notifications", RetryMail, {"message_id": str(message_id)})
    return done(gettext("The mail is sent again."), MAILS, after=answer["after"])
