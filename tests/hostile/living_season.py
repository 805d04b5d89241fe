"""A small living season behind the API, somebody of each role in it, and what is known of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from flask import Flask

from exchange.data_folder import DataFolder
from exchange.home import ExchangeHome, gateway_settings, opened
from exchange.make_season import build_season
from exchange.season.draft import Wanted
from exchange.season.ids import SeededIds
from exchange.season.scale import TINY
from exchange.season.sign_ins import SignIn
from gateway.api.context import EXTENSION, Gateway
from gateway.app import create_app
from services.contracts.roles import Actor
from services.hosting.clock import SetClock
from tests.hostile.real_ids import RealIds

NOW = datetime(2027, 5, 24, 15, tzinfo=UTC)
ANONYMOUS = "anonymous"
SECRET = ("email", "phone", "passport_number")


class LivingSeason:
    """The API of a home in which exchanges are under way."""

    def __init__(self, home: ExchangeHome, app: Flask, sign_ins: list[SignIn]) -> None:
        self.home = home
        self.app = app
        self.people = {sign_in.role.split()[0]: self._person(sign_in) for sign_in in sign_ins}
        self.roles = (ANONYMOUS, *self.people)
        self.ids = RealIds.told_by(home)
        self.secrets = {person_id: self._secrets_of(person_id) for person_id in self._everybody()}

    def _person(self, sign_in: SignIn) -> UUID:
        data = {"email": sign_in.email, "password": sign_in.password}
        return UUID(self.home.send("people", "sign_in", data)["person_id"])

    def _everybody(self) -> list[UUID]:
        return [UUID(person_id) for person_id in self.ids.of("person_id")]

    def _secrets_of(self, person_id: UUID) -> dict[str, str]:
        """What identifies the person and nobody else, by its kind."""
        look = {"person_id": str(person_id), "purpose": "own", "fields_asked": SECRET}
        seen = self.home.send("people", "view_personal_data", look, Actor(person_id))
        known: dict[str, str] = seen["data"]
        return known

    def headers(self, role: str) -> dict[str, str]:
        """What somebody of a role sends with every request."""
        plain = {"Accept-Encoding": "identity"}
        if role == ANONYMOUS:
            return plain
        parts: Gateway = self.app.extensions[EXTENSION]
        token = parts.tokens.issue(self.people[role], self.home.around.clock.now())
        return {**plain, "Authorization": f"Bearer {token}"}

    def go_on(self) -> None:
        """Let everybody hear of what was done; who lost the account by it gets it back."""
        if self.home.settle():
            for person_id in self.people.values():
                if self.home.backend.views.grants_of_account(person_id) is None:
                    self.home.send("people", "open_account", {"person_id": str(person_id)})
            self.home.settle()


@contextmanager
def living_season(folder: Path) -> Iterator[LivingSeason]:
    """The season, always with the same ids."""
    data = DataFolder(folder)
    sign_ins = build_season(data, Wanted(TINY, seed=1), NOW)
    with opened(data, SetClock(NOW), SeededIds(2)) as home:
        home.settle()
        settings = replace(gateway_settings(data), wait_seconds=0.0)
        yield LivingSeason(home, create_app(home.backend, settings), sign_ins)
