"""Language and colours of this browser, for everybody; signed in or not."""

from flask import Response, request

from gateway.web.answers import back_or, page, to_address
from gateway.web.context import visitor
from gateway.web.language import marked
from gateway.web.language.spoken import SPOKEN
from gateway.web.pages.account.area import ACCOUNT
from gateway.web.registry.audience import EVERYBODY
from gateway.web.session.displaying import keep_display
from gateway.web.visitor import THEMES

HOME = "programme.home"
THEME_NAMES = {
    "auto": marked("As the device"),
    "light": marked("Light"),
    "dark": marked("Dark"),
}


@ACCOUNT.page(
    "/display",
    marked("Language and colours"),
    seen_by=EVERYBODY,
    words=marked("language dark light theme"),
)
def display() -> Response:
    """A button for every language and theme; each leads back to where one was."""
    return page(
        "account/display.html", themes=THEME_NAMES, chosen=visitor().display, back=back_or(HOME)
    )


@ACCOUNT.action("/display/choice", seen_by=EVERYBODY)
def choose_display() -> Response:
    """Keep what was chosen, and go back."""
    asked = {"language": SPOKEN, "theme": THEMES}
    chosen = {name: request.form.get(name, "") for name in asked}
    keep_display(**{name: value for name, value in chosen.items() if value in asked[name]})
    return to_address(back_or(HOME))
