"""An area: where the pages, files and actions of one part of the product are declared.

``page``    is looked at, and may take a form (GET and POST); it is tested by its example
``file``    is looked at or saved, but is no page: CSV, calendar, picture
``action``  is done (POST only) and leads to a page
``finds``   adds to what the search finds
``panel``   adds to the start page of those whom it is for
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from gateway.web.registry.audience import SIGNED_IN, Audience
from gateway.web.registry.page import Example, Menu, Page, View

V = TypeVar("V", bound=View)


@dataclass(frozen=True)
class Door:
    """A way in that is no page: a file, or an action."""

    name: str
    path: str
    seen_by: Audience
    view: View
    method: str
    kept_for: int = 0


@dataclass(frozen=True)
class Hit:
    """Something that the search has found. ``kind`` is a translated word for what it is."""

    title: str
    address: str
    kind: str
    icon: str = ""
    more: str = ""


Finder = Callable[[str], Iterable[Hit]]
Shown = Callable[[], dict[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """A part of the start page: a template, and what it shows; None where there is nothing."""

    template: str
    seen_by: Audience
    order: int
    shows: Shown


class Area:
    """The pages of one part of the product. Names are ``<area>.<function>``."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.pages: list[Page] = []
        self.doors: list[Door] = []
        self.finders: list[Finder] = []
        self.panels: list[Panel] = []

    def page(
        self,
        path: str,
        title: str,
        *,
        seen_by: Audience = SIGNED_IN,
        menu: Menu | None = None,
        words: str = "",
        example: Example | None = None,
        kept_for: int = 0,
        takes_forms: bool = False,
        is_destination: bool = True,
    ) -> Callable[[V], V]:
        """The decorator of a function that makes a page.

        ``kept_for`` so many seconds is a page that is the same for all who are not signed in.
        """

        def declare(view: V) -> V:
            made = Page(
                self._name_of(view),
                path,
                title,
                seen_by,
                view,
                menu,
                words,
                example or Example(),
                kept_for,
                takes_forms,
                is_destination,
            )
            self.pages.append(made)
            return view

        return declare

    def file(
        self, path: str, *, seen_by: Audience = SIGNED_IN, kept_for: int = 0
    ) -> Callable[[V], V]:
        """The decorator of a function that answers with a file."""
        return self._door(path, seen_by, "GET", kept_for)

    def action(self, path: str, *, seen_by: Audience = SIGNED_IN) -> Callable[[V], V]:
        """The decorator of a function that does something and leads to a page."""
        return self._door(path, seen_by, "POST", 0)

    def _door(self, path: str, seen_by: Audience, method: str, kept_for: int) -> Callable[[V], V]:
        def declare(view: V) -> V:
            self.doors.append(Door(self._name_of(view), path, seen_by, view, method, kept_for))
            return view

        return declare

    def finds(self, finder: Finder) -> Finder:
        """Declare what the search asks: a function that is given words and yields hits."""
        self.finders.append(finder)
        return finder

    def panel(self, template: str, seen_by: Audience, order: int) -> Callable[[Shown], Shown]:
        """The decorator of a function that says what a panel shows to the present visitor."""

        def declare(shows: Shown) -> Shown:
            self.panels.append(Panel(template, seen_by, order, shows))
            return shows

        return declare

    def _name_of(self, view: View) -> str:
        return f"{self.name}.{view.__name__}"
