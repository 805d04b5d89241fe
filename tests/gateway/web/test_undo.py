"""What was just done is taken back: once, by who did it, and by the rules of every command."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from werkzeug.test import TestResponse

from gateway.web.undo.step import LIFE
from services.contracts.roles import Role
from tests.gateway.web.officer import Officer
from tests.gateway.web.undoing import can_undo, said_after, undo, way_back
from tests.gateway.web.web_bench import Browser, WebBench, text_of

UNDONE = "Undone."


@pytest.fixture(scope="module")
def lore(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Officer]:
    bench = WebBench(tmp_path_factory.mktemp("undo"))
    yield Officer(bench)
    bench.close()


@pytest.fixture
def contact(lore: Officer) -> str:
    """A contact person with a load limit of 3."""
    person = lore.registers("Eva")
    return lore.does(f"{person}/contact-person", "enrol_contact_person", load_limit="3")


@pytest.fixture
def room(lore: Officer) -> str:
    """A room that was offered."""
    person = lore.registers("Ana")
    provider = lore.does(f"{person}/provider", "register_provider", kind="host_family")
    described = {"label": "Room", "kind": "room", "beds": "1", "minutes_to_hospital": "10"}
    return lore.does(f"{provider}/offer", "offer_room", **described)


def limited(lore: Officer, contact: str, limit: int) -> TestResponse:
    task = f"/committee{contact}/load-limit"
    return lore.browser.send(task, "set_load_limit", load_limit=str(limit))


def limit_of(lore: Officer, contact: str) -> int:
    shown = lore.sees(contact)
    return next(limit for limit in range(1, 21) if f"0 of {limit} students" in shown)


def test_it_is_as_before_and_is_said_once(lore: Officer, contact: str) -> None:
    done = limited(lore, contact, 1)

    assert undo(lore.browser, done) == UNDONE

    assert limit_of(lore, contact) == 3
    assert UNDONE not in lore.sees(contact)


def test_a_page_that_is_loaded_again_offers_nothing(lore: Officer, contact: str) -> None:
    done = limited(lore, contact, 1)

    assert [can_undo(lore.browser, done) for _ in range(2)] == [True, False]


def test_what_was_so_already_is_not_undone(lore: Officer, contact: str) -> None:
    assert not can_undo(lore.browser, limited(lore, contact, 3))


def test_a_second_press_does_nothing(lore: Officer, contact: str) -> None:
    to, held = way_back(lore.browser, limited(lore, contact, 1))
    assert said_after(lore.browser, to, held) == UNDONE
    limited(lore, contact, 5)

    said_after(lore.browser, to, held)

    assert limit_of(lore, contact) == 5


def test_what_somebody_else_has_changed_since_is_kept(lore: Officer, contact: str) -> None:
    to, held = way_back(lore.browser, limited(lore, contact, 1))
    contact_person_id = contact.rpartition("/")[2]
    lore.web.tell("housing", "set_load_limit", contact_person_id=contact_person_id, load_limit=7)

    assert said_after(lore.browser, to, held).startswith("It was changed meanwhile")

    assert limit_of(lore, contact) == 7


def test_it_is_too_late_after_a_quarter_of_an_hour(lore: Officer, contact: str) -> None:
    to, held = way_back(lore.browser, limited(lore, contact, 1))
    lore.web.clock.advance(minutes=LIFE.total_seconds() / 60)
    signs_in_again(lore, lore.browser)

    assert said_after(lore.browser, to, held) == "It is too late to undo this here."

    assert limit_of(lore, contact) == 1


def signs_in_again(lore: Officer, browser: Browser) -> None:
    assert browser.person_id
    browser.keep("exchange-access", lore.web.token(browser.person_id))


def test_a_colleague_does_not_undo_it_with_the_same_button(lore: Officer, contact: str) -> None:
    _, held = way_back(lore.browser, limited(lore, contact, 1))
    office = {"nmo_id": lore.nmo_id, "lc_id": lore.lc_id}
    colleague = lore.web.browser_of(lore.web.officer(Role.LORE, **office))
    seal = colleague.hidden("/display", to="/display/choice")

    refused = colleague.post("/undo", {**held, **seal})

    assert refused.status_code == 403
    assert "Only who has done this can undo it" in text_of(refused)
    assert limit_of(lore, contact) == 1


@pytest.mark.parametrize("made_up", ["", "x", "W10.seal"])
def test_a_button_of_ones_own_making_does_nothing(lore: Officer, made_up: str) -> None:
    seal = lore.browser.hidden("/display", to="/display/choice")

    assert lore.browser.post("/undo", {**seal, "form_undo": made_up}).status_code == 403


def test_who_holds_the_office_no_more_is_refused(lore: Officer, contact: str) -> None:
    office = {"nmo_id": lore.nmo_id, "lc_id": lore.lc_id}
    former = lore.web.browser_of(lore.web.officer(Role.LORE, **office))
    task = f"/committee{contact}/load-limit"
    to, held = way_back(former, former.send(task, "set_load_limit", load_limit="1"))
    (held_role,) = lore.web.store.live.people.roles_of(former.person_id)
    lore.web.tell(
        "people",
        "end_role",
        person_id=str(former.person_id),
        grant_id=str(held_role["grant_id"]),
        ended_on=lore.web.clock.now().date().isoformat(),
        reason="resigned",
    )

    assert "needs one of these roles" in said_after(former, to, held)

    assert limit_of(lore, contact) == 1


def test_what_could_not_be_stored_is_undone_by_the_same_button_later(
    lore: Officer, contact: str
) -> None:
    to, held = way_back(lore.browser, limited(lore, contact, 1))
    with lore.web.home.hosts["housing"].recorder.pool.connection() as lent:
        lent.execute("PRAGMA query_only = ON")

    refused = lore.browser.post(to, held)
    assert limit_of_the_log(lore, contact) == 1

    assert undo(lore.browser, refused) == UNDONE
    assert limit_of(lore, contact) == 3


def limit_of_the_log(lore: Officer, contact: str) -> int:
    log = lore.web.home.hosts["housing"].log
    return int(log.load(UUID(contact.rpartition("/")[2])).load_limit)


# -- each with the command that restores it


def test_days_that_were_blocked_are_free_again(lore: Officer, room: str) -> None:
    blocked = {"start": "2027-07-10", "end": "2027-07-12", "reason": "guests"}
    block = f"/committee{room}/block"

    assert undo(lore.browser, lore.browser.send(block, "block_room", **blocked)) == UNDONE

    assert "· Guests" not in lore.sees(room)


def test_days_that_were_blocked_before_stay_blocked(lore: Officer, room: str) -> None:
    blocked = {"start": "2027-07-10", "end": "2027-07-12", "reason": "guests"}
    lore.does(f"{room}/block", "block_room", **blocked)

    assert not can_undo(
        lore.browser, lore.browser.send(f"/committee{room}/block", "block_room", **blocked)
    )


def test_days_that_were_given_free_are_blocked_for_the_same_reason(
    lore: Officer, room: str
) -> None:
    blocked = {"start": "2027-07-10", "end": "2027-07-12", "reason": "guests"}
    lore.does(f"{room}/block", "block_room", **blocked)
    lift = f"/committee{room}/blocks/2027-07-10/2027-07-12/lift"

    assert undo(lore.browser, lore.browser.send(f"/committee{room}", to=lift)) == UNDONE

    assert "· Guests" in lore.sees(room)


def test_who_retired_takes_as_many_students_as_before(lore: Officer, contact: str) -> None:
    retired = lore.browser.send(f"/committee{contact}/retire", "retire_contact_person")

    assert undo(lore.browser, retired) == UNDONE

    assert limit_of(lore, contact) == 3


def test_a_role_that_was_given_is_not_held(lore: Officer) -> None:
    web = lore.web
    director = web.browser_of(web.officer(Role.DIRECTOR))
    person = web.tell("people", "register_person", nmo_id=lore.nmo_id)["id"]
    today = web.clock.now().date().isoformat()
    term = {"valid_from": today, "valid_until": today}
    given = {"person_id": person, "role": "nore_in", **term}
    web.tell("people", "set_personal_data", person_id=person, data={"given_name": "Zoë"})
    appointed = director.send(
        f"/direction/organisations/{lore.nmo_id}/appointment", "grant_role", **given
    )

    def holders() -> list[str]:
        rows = web.store.live.people.officers_of(UUID(lore.nmo_id), web.clock.now().date())
        return [str(row["person_id"]) for row in rows]

    assert holders() == [person]

    assert undo(director, appointed) == UNDONE

    assert holders() == []


def test_one_is_told_by_the_channels_as_before(lore: Officer) -> None:
    ana = lore.web.browser("ana@example.org")

    def channels() -> list[str]:
        told: list[str] = lore.web.store.live.inbox.preferences_of(ana.person_id)["channels"]
        return told

    before = channels()
    saved = ana.send("/account", "set_preferences", channels=["inbox"])
    assert channels() == ["inbox"]

    assert undo(ana, saved) == UNDONE

    assert channels() == before
