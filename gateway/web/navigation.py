"""The navigation: which pages a visitor is offered, and where."""

from gateway.web.context import site, visitor
from gateway.web.registry.page import Page, Place


def entries(place: str) -> list[Page]:
    """The pages that the navigation offers to the visitor in a place, in their order."""
    wanted = Place(place)
    offered = [
        page
        for page in site().pages.values()
        if page.menu and page.menu.place is wanted and page.seen_by.includes(visitor())
    ]
    return sorted(offered, key=lambda page: page.menu.order if page.menu else 0)
