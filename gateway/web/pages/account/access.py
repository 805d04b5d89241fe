"""Signing in and out, and what to do about a forgotten password."""

from contextlib import suppress
from typing import Any

from flask import Response

from gateway.web.answers import back_or, done, page, to, to_address
from gateway.web.context import visitor
from gateway.web.forms import Form, Secret, Text
from gateway.web.forms.sending import send
from gateway.web.language import gettext, marked
from gateway.web.language.spoken import nearest
from gateway.web.pages.account.area import ACCOUNT
from gateway.web.purposes import Purpose
from gateway.web.registry.audience import EVERYBODY
from gateway.web.session import recognising
from gateway.web.session.displaying import keep_display
from services.contracts.errors import Refusal
from services.contracts.roles import SYSTEM
from services.people.schemas import ForgetPassword, SignIn, SignOut, ViewPersonalData

START = "account.start"

SIGN_IN = Form(
    "people",
    SignIn,
    (
        Text("email", marked("E-mail address"), mode="email", autocomplete="username"),
        Secret("password", marked("Password"), autocomplete="current-password"),
    ),
    marked("Sign in"),
    blames={"sign_in_failed": "email", "too_many_attempts": "email"},
    by_the_gateway=True,
)


@ACCOUNT.page(
    "/sign-in", marked("Sign in"), seen_by=EVERYBODY, takes_forms=True, words=marked("log in")
)
def sign_in() -> Response:
    """A form for address and password; who is signed in goes on to where they wanted to be."""
    if visitor().is_signed_in:
        return to_address(back_or(START))
    filled = SIGN_IN.asked()
    if filled.is_sent and (session := filled.carry_out()):
        recognising.begin(session)
        _take_over_preferences()
        return to_address(back_or(START))
    return page("account/sign_in.html", status=filled.status, form=filled, back=back_or(START))


def _take_over_preferences() -> None:
    """Show everything in the person's language and time zone, unless this browser has its own."""
    with suppress(Refusal):
        own = _own_preferences()
        chosen = visitor().display
        keep_display(
            language=chosen.language or nearest(own.get("language") or ""),
            zone=own.get("time_zone") or chosen.zone,
        )


def _own_preferences() -> dict[str, Any]:
    asked = {
        "person_id": str(visitor().person_id),
        "purpose": Purpose.OWN,
        "fields_asked": ["language", "time_zone"],
    }
    data: dict[str, Any] = send("people", ViewPersonalData, asked)["data"]
    return data


@ACCOUNT.action("/sign-out")
def sign_out() -> Response:
    """End the session here; other devices stay signed in."""
    if token := visitor().refresh_token:
        send("people", SignOut, {"refresh_token": token}, actor=SYSTEM)
    recognising.end()
    response = done(gettext("You are signed out."), "programme.home")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


FORGOTTEN = Form(
    "people",
    ForgetPassword,
    (Text("email", marked("E-mail address"), mode="email", autocomplete="username"),),
    marked("Send me a mail"),
    blames={"too_many_attempts": "email"},
    by_the_gateway=True,
)


@ACCOUNT.page(
    "/forgotten-password", marked("Forgotten password"), seen_by=EVERYBODY, takes_forms=True
)
def forgotten() -> Response:
    """A mail with a link to another password. Nobody learns here who is registered."""
    if visitor().is_signed_in:
        return to("account.settings")
    filled = FORGOTTEN.asked()
    if filled.is_sent and filled.carry_out() is not None:
        text = gettext(
            "If somebody signs in with this address, a mail is on its way. Its link can be used"
            " once, within an hour."
        )
        return done(text, "account.sign_in")
    return page("account/forgotten.html", status=filled.status, form=filled)
