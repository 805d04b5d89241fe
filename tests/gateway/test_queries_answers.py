"""What the answers say: who sees how much, pages, comparisons, caching."""

from base64 import urlsafe_b64encode
from typing import Any
from uuid import uuid4

import pytest

from gateway.api.paging import write_cursor
from gateway.api.queries.catalogue_shapes import Month
from gateway.api.queries.exchange_shapes import ListedExchange
from services.contracts import people as people_facts
from services.contracts import projects
from services.contracts.roles import Role
from services.hosting.wire import to_wire
from tests.gateway.api_bench import ApiBench
from tests.gateway.queries_bench import World
from tests.gateway.told_facts import Season
from tests.gateway.views_bench import feed

AN_ID = "0a6f3c1e-0a55-4d0c-8f5c-6a0f7a3f2b01"


@pytest.fixture
def season() -> Season:
    season = Season()
    season.host()
    return season


def account(season: Season, person: Any) -> Any:
    """Let somebody sign in."""
    season.tell(people_facts.AccountOpened, person_id=person)
    return person


def cursor_of(*place: Any, order: str = "title") -> str:
    return write_cursor(place, order)


def test_a_list_is_walked_page_by_page_along_its_links(api: ApiBench, season: Season) -> None:
    for number in range(5):
        season.publish_project(uuid4(), title=f"Étude {number}")
    feed(api.store, season.told)
    titles, address = [], "/projects?q=etude&limit=2&country=PT"

    while address:
        response = api.get(address)
        titles += [item["title"] for item in response.json["items"]]
        link = response.headers.get("Link", "")
        address = link.partition("<")[2].partition(">")[0].removeprefix("/api/v1")

    assert titles == [f"Étude {number}" for number in range(5)]


def test_months_are_stored_in_the_shape_in_which_they_are_answered(
    api: ApiBench, season: Season
) -> None:
    season.publish_project(uuid4(), places=2)
    feed(api.store, season.told)

    (listed,) = api.get("/projects").json["items"]

    assert listed["months"]
    assert listed["months"] == Month(many=True).dump(listed["months"])


@pytest.mark.parametrize("sort", ["title", "country", "-places_left"])
def test_every_order_of_the_catalogue_can_be_walked(
    api: ApiBench, season: Season, sort: str
) -> None:
    for number in range(3):
        season.publish_project(uuid4(), places=number)
    feed(api.store, season.told)
    seen, cursor = set(), ""

    for _ in range(3):
        answer = api.get(f"/projects?limit=1&sort={sort}&cursor={cursor}").json
        seen.add(answer["items"][0]["project_id"])
        cursor = answer["next_cursor"]

    assert (len(seen), cursor) == (3, None)


@pytest.mark.parametrize(
    ("address", "cursor"),
    [
        ("/projects", cursor_of("a", AN_ID, order="country")),
        ("/projects", cursor_of("a", "not an id")),
        ("/projects", cursor_of("a\0", AN_ID)),
        ("/projects", cursor_of(7, AN_ID)),
        ("/projects", cursor_of("a")),
        ("/projects?sort=-places_left", cursor_of(10**30, AN_ID, order="-places_left")),
        ("/projects?sort=-places_left", cursor_of("x", AN_ID, order="-places_left")),
        ("/exchanges", cursor_of("0001-01-01T00:00:00+14:00", AN_ID, order="-stage_since")),
        ("/exchanges", cursor_of("yesterday", AN_ID, order="-stage_since")),
        ("/exchanges?sort=start", cursor_of("2027-02-30", AN_ID, order="start")),
        ("/exchanges?sort=start", urlsafe_b64encode(to_wire({"a": 1})).decode()),
    ],
)
def test_a_cursor_of_ones_own_making_is_refused(world: World, address: str, cursor: str) -> None:
    mark = "&" if "?" in address else "?"

    response = world.get(f"{address}{mark}cursor={cursor}", world.auditor)

    assert (response.status_code, response.json["code"]) == (422, "cursor_unusable")


def test_the_public_catalogue_is_the_same_for_everybody_and_may_be_kept(
    api: ApiBench, season: Season
) -> None:
    season.tell(projects.ProjectDrafted, project_id=uuid4(), **season.units)
    lore = season.officer(Role.LORE, season.lc)
    feed(api.store, season.told)

    for who in (None, lore):
        response = api.get("/projects", who)
        assert response.json["items"] == []
        assert response.headers["Cache-Control"] == "public, max-age=60"


def test_drafts_are_listed_for_those_who_answer_for_them(api: ApiBench, season: Season) -> None:
    season.tell(projects.ProjectDrafted, project_id=season.project, **season.units)
    lore = season.officer(Role.LORE, season.lc)
    other = season.officer(Role.LORE, uuid4())
    feed(api.store, season.told)

    assert len(api.get("/projects/all?state=drafted", lore).json["items"]) == 1
    assert api.get("/projects/all?state=published", lore).json["items"] == []
    assert api.get("/projects/all", other).json["items"] == []
    assert api.get(f"/projects/{season.project}", lore).status_code == 200
    assert api.get(f"/projects/{season.project}").status_code == 404


def test_a_project_does_not_name_the_mentor(world: World) -> None:
    project = world.get("/projects/{project}").json

    assert str(world.season.mentor_person) not in to_wire(project).decode()


def test_personal_answers_are_not_kept(world: World) -> None:
    response = world.get("/exchanges/{exchange}", world.auditor)

    assert response.headers["Cache-Control"] == "private, no-store"


def test_who_only_helps_with_an_exchange_sees_what_stands_in_a_list(
    api: ApiBench, season: Season
) -> None:
    season.whole_story()
    student, mentor = account(season, season.student), account(season, season.mentor_person)
    feed(api.store, season.told)
    address = f"/exchanges/{season.exchange}"

    assert "choices" in api.get(address, student).json
    assert set(api.get(address, mentor).json) == set(ListedExchange().fields)
    assert api.get(f"{address}/logbook", mentor).status_code == 200
    assert api.get(f"{address}/timeline", mentor).status_code == 404


def test_a_student_lists_ones_own_exchanges(world: World) -> None:
    own = world.get("/exchanges?student=me", world.season.student).json["items"]
    of_auditor = world.get("/exchanges?student=me", world.auditor).json["items"]

    assert [item["exchange_id"] for item in own] == [str(world.season.exchange)]
    assert own[0]["next"] is None
    assert of_auditor == []


def test_a_student_sees_the_room_without_its_calendar(api: ApiBench, season: Season) -> None:
    season.whole_story()
    student, host = account(season, season.student), account(season, season.provider_person)
    feed(api.store, season.told)
    address = f"/rooms/{season.room}"

    assert not {"stays", "findings"} & set(api.get(address, student).json)
    assert len(api.get(address, host).json["stays"]) == 1


def test_the_timeline_goes_on_where_the_last_page_ended(world: World) -> None:
    address = "/exchanges/{exchange}/timeline"
    whole = world.get(f"{address}?limit=100", world.auditor).json["items"]

    first = world.get(f"{address}?limit=10", world.auditor).json
    rest = world.get(f"{address}?limit=100&cursor={first['next_cursor']}", world.auditor).json

    assert first["items"] + rest["items"] == whole
    assert whole == sorted(whole, key=lambda entry: entry["time"])


def test_terms_are_compared_side_by_side_with_their_differences_marked(
    api: ApiBench, season: Season
) -> None:
    other = {"conditions_id": uuid4(), "nmo_id": season.sending}
    season.tell(projects.ConditionsPublished, **other, terms={"hours_per_day": 8})
    feed(api.store, season.told)
    hosts = f"nmo={season.sending}&nmo={season.nmo}"

    answer = api.get(f"/conditions/comparison?{hosts}&season=2026-2027").json

    assert [host["country"] for host in answer["hosts"]] == ["FR", "PT"]
    terms = {term.pop("name"): term for term in answer["terms"]}
    assert terms["hours_per_day"] == {"values": [8, 7], "differs": True}
    assert terms["days_per_week"] == {"values": [5, 5], "differs": False}


def test_without_a_season_the_present_one_is_meant(api: ApiBench, season: Season) -> None:
    feed(api.store, season.told)  # the clock stands on 1 March 2027

    assert len(api.get("/conditions").json["items"]) == 1
    assert api.get("/conditions?season=2027-2028").json["items"] == []


def test_of_others_only_the_roles_held_today_are_shown(api: ApiBench, season: Season) -> None:
    lore = season.officer(Role.LORE, season.lc)
    past = {"grant_id": uuid4(), "valid_from": "2020-01-01", "valid_until": "2021-01-01"}
    season.tell(people_facts.RoleGranted, person_id=lore, unit_id=season.lc, **past)
    stranger = season.officer(Role.LORE, uuid4())
    feed(api.store, season.told)

    def held(who: Any) -> list[bool]:
        items = api.get(f"/people/{lore}/roles", who).json["items"]
        return [item["is_held"] for item in items]

    assert held(lore) == [True, False]
    assert held(stranger) == [True]


def test_one_knows_ones_roles_of_both_kinds(world: World) -> None:
    me = world.get("/people/me", world.season.student).json

    assert me["account"] == "open"
    assert me["personal_roles"]["student"] == [str(world.season.exchange)]
    assert me["unread"] == 1


def test_a_genuine_certificate_says_so_and_names_nobody(world: World) -> None:
    season = world.season

    response = world.get("/certificates/score-7k3m-9qxw-2b4d")

    assert response.json["is_valid"] is True
    said = response.get_data(as_text=True)
    assert not [p for p in (season.student, season.exchange, season.contact) if str(p) in said]


def test_the_board_shows_a_committee_what_is_missing(api: ApiBench, season: Season) -> None:
    season.publish_project()
    season.apply()
    season.propose()
    season.answer(projects.SlotHeld)
    lore = season.officer(Role.LORE, season.lc)
    feed(api.store, season.told)

    (incoming,) = api.get(f"/board?month=2027-07&committee={season.lc}", lore).json["items"]

    assert incoming["missing"][:3] == ["mentor", "bed", "contact_person"]
    assert incoming["next"] == {
        "who": "committee", "what": "propose_placement", "due_on": "2027-05-06",
    }  # fmt: skip
