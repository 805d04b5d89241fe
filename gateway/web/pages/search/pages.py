"""One field for everything: pages by their titles, things by what the areas find."""

from collections.abc import Iterable

from flask import Response, request

from gateway.web.answers import address, page
from gateway.web.context import site, visitor
from gateway.web.language import gettext, marked
from gateway.web.pages.search.area import SEARCH
from gateway.web.registry.area import Hit
from gateway.web.registry.audience import EVERYBODY
from gateway.web.registry.page import Example, Page

LONGEST = 100
MOST_PAGES = 8


@SEARCH.page(
    "/search",
    marked("Search"),
    seen_by=EVERYBODY,
    example=Example(lambda _: {"q": "a"}),
)
def find() -> Response:
    """What fits the words, among what the visitor may see."""
    text = request.args.get("q", "").replace("\0", "").strip()[:LONGEST]
    return page("search/find.html", text=text, hits=list(_hits(text)) if text else [])


def _hits(text: str) -> Iterable[Hit]:
    yield from _pages_with(text.casefold().split())
    for finder in site().finders:
        yield from finder(text)


def _pages_with(words: list[str]) -> list[Hit]:
    fitting = [one for one in site().pages.values() if _is_offered(one) and _has(one, words)]
    return [_hit(one) for one in fitting[:MOST_PAGES]]


def _is_offered(one: Page) -> bool:
    return not one.has_parameters and one.is_destination and one.seen_by.includes(visitor())


def _has(one: Page, words: list[str]) -> bool:
    named = f"{gettext(one.title)} {gettext(one.words)}".casefold()
    return all(word in named for word in words)


def _hit(one: Page) -> Hit:
    icon = one.menu.icon if one.menu else "next"
    return Hit(gettext(one.title), address(one.name), gettext("Page"), icon)
