"""A bench for pages over a copy of the sample season: real exchanges, and the people in them."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import true

from exchange.data_folder import DataFolder
from exchange.home import ExchangeHome, gateway_settings, service_settings
from gateway.api.context import EXTENSION, Gateway
from gateway.app import create_app
from gateway.views.keyset import Row, first_of
from services.contracts.roles import SYSTEM, Actor
from services.hosting.clock import SetClock
from services.hosting.host import Surroundings
from services.hosting.stores import SQLiteStores
from tests.gateway.web.web_bench import Browser
from tests.support.sample_season import NOW, SampleSeason

NOBODY = UUID(int=0)


class SeasonBench:
    """The pages over a season that stands still, except for what a test does."""

    def __init__(self, season: SampleSeason) -> None:
        self.season = season
        data = DataFolder(season.folder)
        settings = {**service_settings(data), "mail_folder": ""}
        self.clock = SetClock(NOW)
        self.home = ExchangeHome(
            Surroundings(SQLiteStores(data.stores), self.clock, settings=settings)
        )
        gateway = replace(gateway_settings(data), allows_plain_http=True, wait_seconds=0.05)
        self.app = create_app(self.home.backend, gateway)

    def close(self) -> None:
        """Close the stores."""
        self.home.stop()

    @property
    def views(self) -> Any:
        """What the gateway has read."""
        return self.home.gateway_views.live

    def send(self, service: str, command: str, **data: Any) -> Any:
        """Send a command as the system."""
        answer = self.home.backend.send(service, command, data, SYSTEM)
        self.home.settle()
        return answer

    def browser(self, who: str = "") -> Browser:
        """Somebody's browser: of a line of ``sign-ins.txt``, or a stranger's."""
        browser = Browser(self)
        if who:
            email, password = self.season.people[who]
            browser.person_id = self.id_of(who)
            assert browser.sign_in(email, password).status_code == 303
        return browser

    def browser_of(self, person_id: UUID) -> Browser:
        """Somebody's browser who is known by their id only."""
        parts: Gateway = self.app.extensions[EXTENSION]
        browser = Browser(self)
        browser.person_id = person_id
        browser.keep("exchange-access", parts.tokens.issue(person_id, self.clock.now()))
        return browser

    def actor_of(self, person_id: UUID) -> Actor:
        """Somebody, with what they hold."""
        return Actor(person_id, self.views.grants_of_account(person_id) or ())

    def id_of(self, who: str) -> UUID:
        """The person of a line of ``sign-ins.txt``."""
        email, password = self.season.people[who]
        session = self.home.backend.send(
            "people", "sign_in", {"email": email, "password": password}, SYSTEM
        )
        return UUID(str(session["person_id"]))

    def link_of(self, person_id: UUID, exchange_id: UUID) -> str:
        """The address in a mail to somebody about an exchange."""
        about = {"person_id": str(person_id), "exchange_id": str(exchange_id)}
        return f"/link/{self.send('people', 'issue_link', **about)['token']}"

    def exchange_at(self, *stages: str, but: UUID | None = None) -> Row:
        """An exchange at one of these stages, with its helpers."""
        exchange = self.views.exchanges.exchanges.c
        found = self.views.exchanges.selected().where(
            exchange.stage.in_(stages), exchange.exchange_id != (but or NOBODY)
        )
        with self.views.read() as connection:
            row = first_of(connection, found.order_by(exchange.number))
        assert row, stages
        return {**row, **self._helpers(row["placement_id"])}

    def _helpers(self, placement_id: UUID) -> Row:
        placement = self.views.placements.one(placement_id, true())
        (guide,) = [p for p in placement["contact_persons"] if p["state"] == "assigned"]
        room = self.views.lodging.one(placement["bed"]["room_id"], true())
        return {
            "mentor": placement["slot"]["mentor_person_id"],
            "contact_person": guide["person_id"],
            "provider": room["provider_person_id"],
        }
