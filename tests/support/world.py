"""The world of a story: the people and organisations around the students, made over HTTP.

Whoever does something in the programme does it here, with an account of their own. Only the
first director is made by the home itself. The home's clock never runs back, so a story begins
whenever the one before it has ended, and with organisations of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count, product
from string import ascii_uppercase

from tests.support.client import Account, Api
from tests.support.running_home import Home

Units = dict[str, str]

PASSWORD = "correct horse battery"
A_TERM = timedelta(days=364)
WEEKS_AHEAD = 22


class World:
    """Everybody who uses one running home, and the time there."""

    def __init__(self, home: Home, api: Api) -> None:
        self.home = home
        self.api = api
        self._countries = (f"{a}{b}" for a, b in product(ascii_uppercase, repeat=2))
        self._numbers = count(1)

    # -- time ------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        """The present day."""
        return self.home.now().date()

    def move_to(self, day: date, hour: int = 9) -> None:
        """Let time go on to an hour of a day; it stands still if that is over."""
        moment = datetime.combine(day, time(hour), UTC)
        if moment > self.home.now():
            self.home.move_to(moment)

    def a_monday_ahead(self) -> date:
        """The first day of a stay for which there is time enough to apply."""
        earliest = self.today + timedelta(weeks=WEEKS_AHEAD)
        return earliest + timedelta(days=-earliest.weekday() % 7)

    # -- people ----------------------------------------------------------------------------

    def director(self) -> Account:
        """A director of the programme, from today on."""
        email = self._new_address()
        person_id = self.home.appoint_director(email, PASSWORD)
        return Account(self.api, person_id, email, PASSWORD)

    def person(self, by: Account, home: Units) -> str:
        """Somebody whom an officer registers at home in a unit; the person's id."""
        person_id: str = by.post("/people", **home)["id"]
        return person_id

    def account(self, by: Account, home: Units) -> Account:
        """Somebody whom an officer registers, and who accepts the invitation to sign in."""
        person_id, email = self.person(by, home), self._new_address()
        by.put(f"/people/{person_id}/personal-data", data={"email": email})
        by.post(f"/people/{person_id}/account")
        token = by.post(f"/people/{person_id}/invitation")["token"]
        self.accept_invitation(token)
        return Account(self.api, person_id, email, PASSWORD)

    def accept_invitation(self, token: str) -> None:
        """Choose a password with the token of an invitation."""
        chosen = {"token": token, "password": PASSWORD}
        answer = self.api.send("POST", "/invitations/acceptance", json=chosen)
        assert answer.ok, answer.text

    def appoint(self, officer: Account, role: str, by: Account, unit: Units) -> None:
        """Give an office for a term that begins today."""
        term = {
            "valid_from": self.today.isoformat(),
            "valid_until": (self.today + A_TERM).isoformat(),
        }
        by.post(f"/people/{officer.person_id}/offices", role=role, **unit, **term)

    def _new_address(self) -> str:
        return f"person-{next(self._numbers)}@example.org"

    def new_country(self) -> str:
        """A country in which nobody takes part yet."""
        return next(self._countries)


@dataclass(frozen=True)
class Period:
    """The weeks of a stay, from a Monday on."""

    start: date
    weeks: int = 4

    @property
    def end(self) -> date:
        """The last day."""
        return self.start + timedelta(weeks=self.weeks, days=-1)

    @property
    def days(self) -> list[date]:
        """Every day."""
        return [self.start + timedelta(days=n) for n in range(self.weeks * 7)]

    @property
    def working_days(self) -> list[date]:
        """Monday to Friday."""
        return [day for day in self.days if day.weekday() < 5]

    @property
    def months(self) -> list[str]:
        """Every month that the stay touches."""
        return sorted({f"{day:%Y-%m}" for day in self.days})

    @property
    def season(self) -> str:
        """The season (1 April to 31 March) in which the stay begins."""
        first = self.start.year if self.start.month >= 4 else self.start.year - 1
        return f"{first}-{first + 1}"


@contextmanager
def world_of(home: Home) -> Iterator[World]:
    """The world of a running home."""
    api = Api(home.address)
    try:
        yield World(home, api)
    finally:
        api.close()
