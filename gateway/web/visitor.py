"""Who looks at a page: the person with their roles, and how they like to see things."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self
from uuid import UUID
from zoneinfo import ZoneInfo, available_timezones

from gateway.api.context import today, views
from gateway.web.language.spoken import SPOKEN
from services.contracts.roles import Actor, Role

THEMES = ("auto", "light", "dark")
UTC = "UTC"
SEPARATOR = "|"


@dataclass(frozen=True)
class Display:
    """Language, colours and time zone; empty is: as the browser says, and UTC."""

    language: str = ""
    theme: str = "auto"
    zone: str = ""

    @classmethod
    def read(cls, text: str) -> Self:
        """What a cookie says; whatever in it is not known is left out."""
        language, theme, zone = (*text.split(SEPARATOR), "", "", "")[:3]
        return cls(
            language if language in SPOKEN else "",
            theme if theme in THEMES else "auto",
            zone if zone in available_timezones() else "",
        )

    def written(self) -> str:
        """As a cookie has it."""
        return SEPARATOR.join((self.language, self.theme, self.zone))

    def with_(self, **changes: str) -> Self:
        """The same, but for these."""
        return replace(self, **changes)


@dataclass
class Visitor:
    """Somebody at a page. ``language`` is one that we speak; ``visit`` names the browser.

    ``display`` is what they have chosen, ``refresh_token`` what their session is renewed with.
    ``is_by_link``: a personal link let them in, at this address and as that person only; who
    ``holds_link`` is at an address of a task, be it theirs or not.
    """

    actor: Actor
    language: str
    display: Display
    visit: str = ""
    refresh_token: str = ""
    holds_link: bool = False
    is_by_link: bool = False

    @property
    def person_id(self) -> UUID | None:
        """The person, if somebody is signed in or was let in by a link."""
        return self.actor.person_id

    @property
    def is_signed_in(self) -> bool:
        """Whether somebody is signed in."""
        return self.actor.person_id is not None and not self.is_by_link

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which instants are told."""
        return ZoneInfo(self.display.zone or UTC)

    @cached_property
    def roles(self) -> frozenset[Role]:
        """The roles held today: offices, and those one has by being that person."""
        if not self.is_signed_in:
            return frozenset()
        day = today()
        offices = {g.role for g in self.actor.grants if g.valid_from <= day <= g.valid_until}
        return frozenset(offices | self.personal_roles.keys())

    @cached_property
    def personal_roles(self) -> dict[Role, list[UUID]]:
        """Of each role that is not granted: the exchanges or entries in which one has it."""
        if self.person_id is None or self.is_by_link:
            return {}
        held = views().personal_roles.of(self.person_id)
        return {Role(role): ids for role, ids in held.items() if ids}
