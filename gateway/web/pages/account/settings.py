"""Settings of the person: language, time zone, messages, password."""

from collections.abc import Iterable
from typing import Any
from zoneinfo import available_timezones

from flask import Response

from gateway.api.context import views
from gateway.views.keyset import Row
from gateway.web.answers import done, page
from gateway.web.context import visitor
from gateway.web.forms import Form, OneOf, Option, Secret, SomeOf
from gateway.web.forms.filled import Filled
from gateway.web.forms.sending import send
from gateway.web.language import gettext, marked
from gateway.web.language.spoken import SPOKEN, nearest
from gateway.web.pages.account.area import ACCOUNT
from gateway.web.purposes import Purpose
from gateway.web.registry.page import Menu, Place
from gateway.web.session import recognising
from gateway.web.session.displaying import keep_display
from gateway.web.undo.people import preferences_before
from services.notifications.schemas import SetPreferences
from services.people.schemas import SetPassword, SetPersonalData, ViewPersonalData

SETTINGS = "account.settings"
NO_CITIES = ("Etc", "SystemV", "US")
CHANNELS = {"inbox": marked("In the inbox here"), "email": marked("By e-mail")}


def languages() -> Iterable[Option]:
    """The languages that pages are written in, each in its own words."""
    return [Option(tag, name) for tag, name in SPOKEN.items()]


def zones() -> Iterable[Option]:
    """The time zones, by the name of a continent and a city."""
    named = (zone for zone in available_timezones() if "/" in zone)
    cities = sorted(zone for zone in named if zone.partition("/")[0] not in NO_CITIES)
    return [Option(zone, zone.replace("_", " ")) for zone in cities]


def channels() -> Iterable[Option]:
    """The ways to be told."""
    return [Option(channel, gettext(text)) for channel, text in CHANNELS.items()]


DISPLAY = Form(
    "people",
    SetPersonalData,
    (
        OneOf("data.language", marked("Language"), options=languages, empty=None,
              none=marked("As the browser says")),
        OneOf("data.time_zone", marked("Time zone"), options=zones, empty=None,
              hint=marked("Times of day are shown in it."), none=marked("UTC")),
    ),
    marked("Save"),
)  # fmt: skip
MESSAGES = Form(
    "notifications",
    SetPreferences,
    (
        SomeOf("channels", marked("How do you want to be told?"), options=channels),
        OneOf("language", marked("Language of the messages"), options=languages,
              none=marked("As in my record")),
    ),
    marked("Save"),
    blames={"no_channel_left": "channels"},
)  # fmt: skip
PASSWORD = Form(
    "people",
    SetPassword,
    (
        Secret("current_password", marked("Present password"), autocomplete="current-password"),
        Secret("password", marked("New password"), autocomplete="new-password",
               hint=marked("At least 12 characters. Several words are easy to remember.")),
    ),
    marked("Change the password"),
    blames={
        "sign_in_failed": "current_password",
        "too_many_attempts": "current_password",
        "password_unsuitable": "password",
    },
)  # fmt: skip


@ACCOUNT.page(
    "/account",
    marked("Settings"),
    takes_forms=True,
    menu=Menu(80, "settings", Place.ACCOUNT),
    words=marked("account language time zone notifications e-mail password"),
)
def settings() -> Response:
    """The three forms; each is saved by itself."""
    own = _own_data()
    me, told = str(own["person_id"]), views().inbox.preferences_of(own["person_id"])
    display, messages, password = _forms(own["data"], told)
    if display.is_sent and display.carry_out(person_id=me):
        return _with_display(display)
    if messages.is_sent and (answer := messages.carry_out(person_id=me)):
        undo = preferences_before(told, answer)
        return done(gettext("Your choice is saved."), SETTINGS, undo, after=answer["after"])
    if password.is_sent and password.carry_out(person_id=me):
        recognising.end()
        return done(
            gettext("Your password is changed. Sign in with the new one."), "account.sign_in"
        )
    forms = {"display": display, "messages": messages, "password": password}
    status = max(form.status for form in forms.values())
    return page("account/settings.html", status=status, **forms)


def _forms(data: Row, told: Row) -> tuple[Filled, Filled, Filled]:
    seen = {f"data.{name}": data.get(name) for name in ("language", "time_zone")}
    return DISPLAY.asked(seen), MESSAGES.asked(told), PASSWORD.asked()


def _own_data() -> dict[str, Any]:
    person_id = visitor().person_id
    asked = {
        "person_id": str(person_id),
        "purpose": Purpose.OWN,
        "fields_asked": ["language", "time_zone"],
    }
    return {**send("people", ViewPersonalData, asked), "person_id": person_id}


def _with_display(display: Filled) -> Response:
    """This browser takes it over at once."""
    zone, language = display.values["data.time_zone"], display.values["data.language"]
    keep_display(zone=zone, language=nearest(language))
    return done(gettext("Your choice is saved."), SETTINGS)
