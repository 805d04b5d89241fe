"""Choosing a password with an invitation that an officer has given."""

from typing import Any

from flask import Response

from gateway.web.answers import done, page
from gateway.web.forms import Form, Secret
from gateway.web.language import gettext, marked
from gateway.web.pages.account.area import ACCOUNT
from gateway.web.registry.audience import EVERYBODY
from gateway.web.registry.page import Example, Looking
from services.people.schemas import AcceptInvitation

CHOOSE = Form(
    "people",
    AcceptInvitation,
    (
        Secret(
            "password",
            marked("New password"),
            hint=marked("At least 12 characters. Several words are easy to remember."),
            autocomplete="new-password",
        ),
    ),
    marked("Choose this password"),
    blames={"password_unsuitable": "password", "invitation_not_usable": ""},
    by_the_gateway=True,
)


def any_token(_: Looking) -> dict[str, Any]:
    """Whether a token is good is found out only when it is used."""
    return {"token": "an-invitation"}


@ACCOUNT.page(
    "/invitation/<string:token>",
    marked("Choose a password"),
    seen_by=EVERYBODY,
    takes_forms=True,
    example=Example(any_token),
)
def invitation(token: str) -> Response:
    """A form for the new password; afterwards one signs in with it."""
    filled = CHOOSE.asked()
    if filled.is_sent and filled.carry_out(token=token):
        text = gettext("Your password is set. Sign in with it.")
        return done(text, "account.sign_in")
    return page("account/invitation.html", status=filled.status, form=filled)
