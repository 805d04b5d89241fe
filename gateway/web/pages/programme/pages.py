"""The home page with live figures, what the exchange is and how it goes, and help."""

from flask import Response

from gateway.api.context import views
from gateway.web.answers import page
from gateway.web.drawing import chart
from gateway.web.language import formats, marked
from gateway.web.pages.programme.area import PROGRAMME
from gateway.web.registry.audience import EVERYBODY
from gateway.web.registry.page import Menu, Place

A_MINUTE = 60
MOST_CHOSEN = 8


@PROGRAMME.page("/", marked("Research exchanges"), seen_by=EVERYBODY, kept_for=A_MINUTE)
def home() -> Response:
    """What the programme is, in words and live figures, and where students go."""
    statistics = views().statistics
    placed = statistics.placed_by_country(None)
    most = sorted(placed.items(), key=lambda item: (-item[1], item[0]))
    named = [(formats.country(code), number) for code, number in most]
    return page(
        "programme/home.html",
        numbers=statistics.of_season(None),
        placed=placed,
        hosts=chart.bars(named[:MOST_CHOSEN]),
        all_hosts=named,
    )


@PROGRAMME.page(
    "/about",
    marked("How it works"),
    seen_by=EVERYBODY,
    kept_for=A_MINUTE,
    menu=Menu(30, "info"),
    words=marked("apply application steps deadlines what is an exchange"),
)
def about() -> Response:
    """An exchange from the application to the recognition at home, and who helps."""
    return page("programme/about.html")


@PROGRAMME.page(
    "/help",
    marked("Help"),
    seen_by=EVERYBODY,
    kept_for=A_MINUTE,
    menu=Menu(90, "help", Place.FOOT),
    words=marked("contact privacy data accessibility keyboard"),
)
def support() -> Response:
    """Whom to ask, and how these pages are used."""
    return page("programme/help.html")
