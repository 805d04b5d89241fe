"""What cannot be used is refused: with a 4xx, a stable code, and nothing changed.

And what only looks unusual is taken as it is: names in every script, emoji, right to left.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize
from uuid import uuid4

import pytest

from tests.support.client import Account, Refused, good
from tests.support.hosts import Committee
from tests.support.running_home import Home
from tests.support.story import Offer, Partners, StudentExchange, an_offer, partners
from tests.support.world import World

NOBODY = "00000000-0000-4000-8000-000000000000"
PROBLEM = "application/problem+json"
FORM_HAS_NO_BODY: dict[str, Any] = {}
MUCH_TOO_LONG = "ñ" * 100_000
MB = 1024 * 1024

IN_EVERY_SCRIPT = [
    "Zażółć Gęślą Jaźń",
    "Ίωνας Παπαδόπουλος",
    "Дмитрий Ёлкин",
    "أمينة منصور",
    "נעמי בן־דוד",
    "नेहा शर्मा",
    "李小龍",
    "さくら 山田",
    "ศิริพร",
    "O’Brien-Ñuñez, Jr.",
    "👩🏽‍⚕️ Zoë 🇵🇹",
    "\u202eright to left\u202c",
    "'; DROP TABLE people; --",
    "<script>alert(1)</script> & {{7*7}} %s ${x}",
    "Null",
]


@dataclass(frozen=True)
class Scene:
    """Two organisations, what the host offers, and an exchange whose form is still empty."""

    partners: Partners
    offer: Offer
    exchange: StudentExchange
    draft: str
    room_unseen: str

    @property
    def committee(self) -> Committee:
        """The hosting committee."""
        return self.partners.committee

    @property
    def people(self) -> dict[str, Account]:
        """Who may try, by what they are."""
        return {
            "director": self.partners.hosting.director,
            "sending": self.exchange.sending,
            "hosting": self.exchange.hosting,
            "lore": self.exchange.lore,
            "mentor": self.offer.mentor,
            "student": self.exchange.student,
        }

    @property
    def places(self) -> dict[str, str]:
        """What addresses are made of."""
        return {
            "exchange": self.exchange.path,
            "student": self.exchange.student.person_id,
            "draft": self.draft,
            "project": self.offer.project_id,
            "room": self.offer.room_id,
            "room_unseen": self.room_unseen,
            "contact_person": self.offer.contact_person_id,
            "contract": self.partners.contract_id,
            "host": self.partners.hosting.nmo_id,
            "nobody": NOBODY,
        }


@pytest.fixture(scope="module")
def scene(world: World) -> Scene:
    between = partners(world)
    offer = an_offer(between.committee, between.period)
    mentor_id, _ = between.committee.mentor()
    draft = between.committee.draft(mentor_id)
    room_unseen = between.committee.offer_room(between.committee.provider())
    return Scene(between, offer, StudentExchange(between, offer), draft, room_unseen)


@pytest.fixture
def nothing_changes(home: Home, scene: Scene) -> Iterator[None]:
    """Whatever the test does, no log grows and the exchange keeps its version."""
    tag, positions = _tag(scene.exchange), home.positions()
    yield
    assert home.positions() == positions
    assert _tag(scene.exchange) == tag


def _tag(exchange: StudentExchange) -> str:
    return good(exchange.student.read(exchange.path)).headers["ETag"]


def is_problem(refusal: Refused, status: int, code: str) -> None:
    """Assert that a refusal has this status and code, and is a problem as RFC 9457 has it."""
    assert (refusal.status, refusal.code) == (status, code)
    assert refusal.content_type == PROBLEM
    assert refusal.problem["type"] == f"urn:exchange:problem:{code}"
    assert refusal.problem["status"] == status
    assert refusal.problem["detail"]


# -- what only looks unusual -----------------------------------------------------------------------


@pytest.mark.parametrize("name", IN_EVERY_SCRIPT)
def test_a_name_comes_back_as_it_was_typed(scene: Scene, name: str) -> None:
    typed = normalize("NFC", name)
    student = scene.exchange.student
    path = f"/people/{student.person_id}/personal-data"

    student.put(path, data={"given_name": typed, "native_name": typed})

    seen = student.get(path, purpose="own")["data"]
    assert (seen["given_name"], seen["native_name"]) == (typed, typed)


@pytest.mark.parametrize("title", IN_EVERY_SCRIPT)
def test_a_title_comes_back_as_it_was_typed(scene: Scene, title: str) -> None:
    description = {"title": title, "type": "basic_science", "aim": title}

    scene.exchange.lore.put(f"/projects/{scene.draft}/description", description=description)

    seen = scene.exchange.lore.get(f"/projects/{scene.draft}")
    assert (seen["title"], seen["aim"]) == (title, title)


# -- who may not -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize(
    ("who", "method", "path", "body"),
    [
        ("student", "POST", "/organisations", {"country": "ZZ", "name": "Mine"}),
        ("student", "POST", "{exchange}/forwarding", {}),
        ("hosting", "POST", "{exchange}/forwarding", {}),
        ("sending", "POST", "{exchange}/rejection", {"reason": "no_capacity"}),
        ("lore", "POST", "/projects/{project}/national-approval", {}),
        ("mentor", "POST", "/projects/{project}/suspension", {"reason": "on_leave"}),
        ("student", "PUT", "/contact-persons/{contact_person}/load-limit", {"load_limit": 9}),
        ("sending", "POST", "/contracts/{contract}/signature", {"nmo_id": "{host}"}),
        ("mentor", "PUT", "/people/{student}/personal-data", {"data": {"given_name": "X"}}),
        ("lore", "POST", "/people/{student}/account/closing", {"reason": "misuse"}),
    ],
)
def test_somebody_without_the_role_for_that_unit(
    scene: Scene, who: str, method: str, path: str, body: dict[str, Any]
) -> None:
    filled = {name: _filled(value, scene) for name, value in body.items()}

    refusal = scene.people[who].refused(method, _filled(path, scene), **filled)

    is_problem(refusal, 403, "not_permitted")


def _filled(value: Any, scene: Scene) -> Any:
    return value.format(**scene.places) if isinstance(value, str) else value


@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize("token", ["", "nonsense", "a.b.c", "Ünïcode".encode().decode("latin-1")])
def test_nobody_who_is_not_signed_in(world: World, token: str) -> None:
    answer = world.api.send("POST", "/organisations", token=token, json={"country": "ZZ"})

    is_problem(Refused(answer), 401, "not_signed_in")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_wrong_password_and_an_unknown_address_are_refused_alike(world: World) -> None:
    answers = [
        world.api.send("POST", "/session", json={"email": email, "password": "a wrong password"})
        for email in ("person-1@example.org", "nobody@example.org")
    ]

    for answer in answers:
        is_problem(Refused(answer), 401, "sign_in_failed")
    details = [answer.json()["detail"] for answer in answers]
    assert details[0] == details[1]


# -- what is not there, or not the time for it -----------------------------------------------------


@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize(
    ("who", "method", "path", "body"),
    [
        ("sending", "POST", "/exchanges/{nobody}/forwarding", {}),
        ("director", "POST", "/projects/{nobody}/publication", {}),
        ("lore", "PUT", "/contact-persons/{nobody}/load-limit", {"load_limit": 2}),
        ("lore", "POST", "/providers/{nobody}/rooms/", {}),
        ("director", "POST", "/people/{nobody}/account", {}),
        ("sending", "POST", "/contracts/{nobody}/closing", {"reason": "season_ended"}),
        ("director", "POST", "/projects/not-an-id/publication", {}),
        ("director", "POST", "/nothing/here", {}),
    ],
)
def test_what_does_not_exist(
    scene: Scene, who: str, method: str, path: str, body: dict[str, Any]
) -> None:
    refusal = scene.people[who].refused(method, _filled(path, scene), **body)

    assert refusal.code in {"not_found", "no_such_address"}
    is_problem(refusal, 404, refusal.code)


@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize(
    ("who", "method", "path", "body", "code"),
    [
        ("sending", "POST", "{exchange}/forwarding", {}, "not_at_this_stage"),
        ("hosting", "POST", "{exchange}/rejection", {"reason": "full"}, "not_at_this_stage"),
        ("student", "POST", "{exchange}/evaluation", {"marks": {"mentor": 5}}, "not_at_this_stage"),
        (
            "director",
            "POST",
            "/projects/{draft}/publication",
            {},
            "project_not_approved_nationally",
        ),
        (
            "hosting",
            "POST",
            "/projects/{draft}/national-approval",
            {},
            "project_not_approved_locally",
        ),
        (
            "lore",
            "PUT",
            "/rooms/{room_unseen}/availability",
            {"available_from": "2027-06-01", "available_to": "2027-09-01"},
            "room_not_inspected",
        ),
        (
            "sending",
            "POST",
            "/contracts/{contract}/amendment",
            {"nmo_id": "{sending}", "places": 0},
            "places_still_taken",
        ),
        ("lore", "DELETE", "/rooms/{room}/blocks/2027-06-01/2027-06-02", {}, "room_not_blocked"),
    ],
)
def test_what_is_not_the_time_for(
    scene: Scene, who: str, method: str, path: str, body: dict[str, Any], code: str
) -> None:
    refusal = scene.people[who].refused(method, _filled(path, scene), **body)

    is_problem(refusal, 409, code)
