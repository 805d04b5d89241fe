"""A home under load: what there is in it to ask for and to change, and who does."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from benchmarks.http.load import Connection, Load, Request, load
from benchmarks.http.requests import get, get_anew, offer_room, open_places, set_load_limit
from benchmarks.http.servers import a_home_with_a_season
from exchange.season.sign_ins import SignIn
from services.hosting.wire import from_wire
from tests.support.client import Account, Api, eventually

SEARCH = "q=disease&language=en&places_left=1"
LONG_HISTORY = 100
"""Changes of a thing with a long history; an exchange has 60 to 120 facts in its whole life."""


class Scene:
    """A home with a season, under load by some of the people in it."""

    def __init__(self, address: str, sign_ins: Sequence[SignIn]) -> None:
        self._api = Api(address)
        self._lore = self._account(sign_ins, "lore")
        self._nore = self._account(sign_ins, "nore_in")
        guides = self._lore.every("/contact-persons")
        self._guides = [guide["contact_person_id"] for guide in guides]
        self._provider_id = next(self._lore.every("/rooms"))["provider_id"]
        self._own_projects = own_projects(self._lore)
        exchanges = self._nore.every("/exchanges")
        self._exchange_id = max(exchanges, key=lambda one: one["version"])["exchange_id"]
        self._lengthen_histories()

    def _account(self, sign_ins: Sequence[SignIn], role: str) -> Account:
        found = next(sign_in for sign_in in sign_ins if sign_in.role.startswith(role))
        return Account(self._api, "", found.email, found.password)

    def _lengthen_histories(self) -> None:
        request = set_load_limit(self._guides, self._lore.sign_in())
        with Connection(self._api.address) as connection:
            for guide in range(len(self._guides)):
                last = [connection.ask(request(guide, n)) for n in range(LONG_HISTORY)][-1]
        self._settle([last])

    def projects(self) -> list[dict[str, Any]]:
        """The whole catalogue, as it is answered."""
        return list(self._lore.every("/projects", limit=100))

    # -- commands --------------------------------------------------------------------------

    def open_places(self, connections: int) -> Load:
        """A committee opens and closes places of its projects."""
        return self._changing(connections, open_places(self._own_projects, self._lore.sign_in()))

    def offer_rooms(self, connections: int) -> Load:
        """A committee offers rooms: a new thing each time."""
        return self._changing(connections, offer_room(self._provider_id, self._lore.sign_in()))

    def set_load_limits(self, connections: int) -> Load:
        """A committee spares its contact persons: things with a long history."""
        return self._changing(connections, set_load_limit(self._guides, self._lore.sign_in()))

    def _changing(self, connections: int, request: Request) -> Load:
        return load(self._api.address, connections, request, self._settle)

    def _settle(self, answers: Sequence[bytes]) -> None:
        """Wait until everybody can read what was changed."""
        afters = [from_wire(answer)["after"] for answer in answers]
        last = max(afters, key=lambda after: int(after.partition(":")[2]))
        eventually(
            lambda: self._api.send("GET", "/statistics", params={"after": last}),
            lambda answer: answer.ok,
        )

    # -- queries ---------------------------------------------------------------------------

    def open_catalogue(self, connections: int) -> Load:
        """Somebody opens the catalogue."""
        return self._asking(connections, get("/projects"))

    def open_catalogue_anew(self, connections: int) -> Load:
        """Somebody opens it just after a fact, so that nothing can be remembered."""
        return self._asking(connections, get_anew("/projects", "projects"))

    def open_catalogue_by_phone(self, connections: int) -> Load:
        """The same, where the answer is to travel compressed."""
        return self._asking(connections, get("/projects", Accept_Encoding="gzip"))

    def search_catalogue(self, connections: int) -> Load:
        """Somebody looks for a subject, in a language, with places left."""
        return self._asking(connections, get(f"/projects?{SEARCH}"))

    def count_facets(self, connections: int) -> Load:
        """The same, by what there is to narrow it down."""
        return self._asking(connections, get(f"/projects/facets?{SEARCH}"))

    def follow_exchange(self, connections: int) -> Load:
        """A national officer looks at what happened in an exchange, again and again."""
        return self._asking(connections, get(self._timeline(), self._nore.sign_in()))

    def follow_exchange_anew(self, connections: int) -> Load:
        """The same just after a fact, so that nothing can be remembered."""
        request = get_anew(self._timeline(), "projects", self._nore.sign_in())
        return self._asking(connections, request)

    def _timeline(self) -> str:
        return f"/exchanges/{self._exchange_id}/timeline"

    def _asking(self, connections: int, request: Request) -> Load:
        return load(self._api.address, connections, request)


def own_projects(lore: Account) -> list[dict[str, Any]]:
    """The projects of an officer's committee, as they are answered."""
    committee = next(lore.every("/rooms"))["lc_id"]
    return list(lore.every("/projects", committee=committee))


@contextmanager
def a_scene() -> Iterator[Scene]:
    """A home that is ready for load."""
    with a_home_with_a_season() as (home, sign_ins):
        yield Scene(home.address, sign_ins)
