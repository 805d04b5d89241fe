"""What a local officer does on pages: people, contact persons, rooms, projects; each in a flow."""

import re
from uuid import UUID

import pytest

from gateway.web.language.formats import DASH
from tests.gateway.web.officer import Officer
from tests.gateway.web.web_bench import WebBench

WHERE = re.compile(r"([0-9a-f-]{36})")


@pytest.fixture
def lore(web: WebBench) -> Officer:
    return Officer(web)


def test_somebody_is_registered_named_and_invited(lore: Officer) -> None:
    person = lore.registers("Rui")
    assert "Rui Silva" in lore.sees("/people")

    lore.does(f"{person}/open-account", "open_account")
    invited = lore.browser.send(f"/committee{person}/invitation", "invite")

    link = re.search(r"http://[^<\s]+/invitation/([^<\s]+)", invited.get_data(as_text=True))
    assert link
    chosen = lore.browser.open(f"/invitation/{link[1]}")
    assert chosen.status_code == 200


def test_a_name_stands_as_it_was_typed_and_can_be_taken_away(lore: Officer) -> None:
    person = lore.registers("\u039d\u03af\u03ba\u03bf\u03c2", "<b>")
    page = lore.looks_at(person).get_data(as_text=True)
    assert "\u039d\u03af\u03ba\u03bf\u03c2 &lt;b&gt;" in page

    lore.does(f"{person}/data", "set_personal_data")
    assert "Without a name yet" in lore.sees(person)


def test_what_is_wrong_with_a_name_is_said_at_its_field(lore: Officer) -> None:
    person = lore.registers("Rui")

    said = lore.is_told(f"{person}/data", "set_personal_data", **{"data.email": "nobody"})

    assert "Give an e-mail address" in said


def test_a_contact_person_is_enrolled_limited_and_retires(lore: Officer) -> None:
    person = lore.registers("Eva")
    contact = lore.does(f"{person}/contact-person", "enrol_contact_person", load_limit="3")
    assert "0 of 3 students" in lore.sees(contact)

    lore.does(f"{contact}/load-limit", "set_load_limit", load_limit="1")
    assert "0 of 1 students" in lore.sees(contact)

    lore.does(f"{contact}/retire", "retire_contact_person")
    assert "Retired" in lore.sees("/contact-persons")


def test_a_page_that_was_seen_before_somebody_else_changed_it_is_refused(lore: Officer) -> None:
    contact = lore.does(
        f"{lore.registers('Eva')}/contact-person", "enrol_contact_person", load_limit="3"
    )
    task = f"/committee{contact}/load-limit"
    seen = lore.browser.hidden(task, "set_load_limit")
    lore.does(f"{contact}/load-limit", "set_load_limit", load_limit="2")

    late = lore.browser.post(task, {**seen, "load_limit": "5"})

    assert late.status_code == 412
    assert "0 of 2 students" in lore.sees(contact)


def test_a_room_is_offered_inspected_opened_blocked_and_withdrawn(lore: Officer) -> None:
    provider = lore.does(
        f"{lore.registers('Ana')}/provider", "register_provider", kind="host_family"
    )
    described = {"label": "Room 12", "kind": "room", "beds": "2", "minutes_to_hospital": "10"}
    room = lore.does(f"{provider}/offer", "offer_room", **described)
    assert "Offered, not inspected" in lore.sees(room)

    seen_on = lore.web.clock.now().date().isoformat()
    lore.does(f"{room}/inspect", "inspect_room", inspected_on=seen_on, passed="yes")
    days = {"available_from": "2027-07-01", "available_to": "2027-07-31"}
    lore.does(f"{room}/open", "open_room", **days)
    assert f"1 Jul 2027{DASH}31 Jul 2027" in lore.sees(room)

    blocked = {"start": "2027-07-10", "end": "2027-07-12", "reason": "guests"}
    lore.does(f"{room}/block", "block_room", **blocked)
    assert f"10 Jul 2027{DASH}12 Jul 2027 · Guests" in lore.sees(room)

    lift = f"/committee{room}/blocks/2027-07-10/2027-07-12/lift"
    lore.browser.send(f"/committee{room}", to=lift)
    assert "· Guests" not in lore.sees(room)

    lore.does(f"{room}/withdraw", "withdraw_room", reason="too_far")
    assert "Withdrawn" in lore.sees("/rooms")


def test_a_room_cannot_be_opened_backwards_or_too_far_away(lore: Officer) -> None:
    provider = lore.does(
        f"{lore.registers('Ana')}/provider", "register_provider", kind="flat_owner"
    )
    described = {"label": "Room 12", "kind": "flat", "beds": "1", "minutes_to_hospital": "90"}

    assert "Offer a nearer one" in lore.is_told(f"{provider}/offer", "offer_room", **described)


def test_a_project_is_drafted_given_places_and_approved(lore: Officer) -> None:
    lore.does(f"{lore.registers('Luis')}/mentor", "register_mentor", department="Neurology")
    (mentor_id,) = mentors_of(lore)
    described = {
        "mentor_id": mentor_id,
        "description.title": "Microglia",
        "description.type": "basic_science",
        "description.languages": ["en", "pt"],
        "description.weeks": ["4", "8"],
        "description.hours_per_week": "30",
    }
    project = lore.does(f"/{lore.lc_id}/draft", "draft_project", **described)
    month = f"{lore.web.clock.now():%Y-%m}"
    lore.does(f"{project}/places", "open_places", month=month, places="2")
    lore.does(f"{project}/approve", "approve_project_locally")

    assert "Approved by the committee" in lore.sees("/projects")
    assert "Luis Silva" in lore.sees(project)
    revised = {**described, "description.title": "Microglia again"}
    lore.does(f"{project}/revise", "revise_project", **revised)
    assert "Microglia again" in lore.sees(project)

    lore.does(f"{project}/archive", "archive_project", reason="mentor_left")
    assert "The mentor has left" in lore.sees(project)


def mentors_of(lore: Officer) -> list[UUID]:
    rows = lore.browser.open(f"/committee/{lore.lc_id}/draft").get_data(as_text=True)
    choices = rows[rows.index('name="mentor_id"') :].partition("</select>")[0]
    return [UUID(one) for one in WHERE.findall(choices)]
