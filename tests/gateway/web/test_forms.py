"""Forms: sent once, on what was seen, with what was typed, and told what is the matter."""

from uuid import UUID

import pytest
from werkzeug.datastructures import MultiDict

from gateway.web.forms.faults import by_field, in_words
from gateway.web.forms.fields import ABSENT, Number, OneNumber, Ranked, SomeNumbers, Text, moved
from gateway.web.forms.rules import rules_of
from services.contracts.roles import Role
from services.housing.schemas import SetLoadLimit
from services.people.schemas import SetPersonalData
from tests.gateway.web.web_bench import Browser, WebBench, flash_of, text_of


@pytest.fixture
def lore(web: WebBench) -> Browser:
    nmo_id = web.organisation()
    lc_id = web.committee(nmo_id)
    browser = web.browser_of(web.officer(Role.LORE, nmo_id=nmo_id, lc_id=lc_id))
    enrolled = web.tell(
        "housing", "enrol_contact_person", lc_id=lc_id, person_id=str(web.person()), load_limit=2
    )
    browser.address = f"/trial/load/{enrolled['id']}"
    return browser


def contact_person(lore: Browser) -> UUID:
    return UUID(lore.address.rpartition("/")[2])


def version_of(web: WebBench, lore: Browser) -> int:
    return web.store.live.versions.of(contact_person(lore))


def load_limit(web: WebBench, lore: Browser) -> int:
    row = web.home.hosts["housing"].log.load(contact_person(lore))
    return int(row.load_limit)


def test_what_was_done_is_said_once_on_the_next_page(web: WebBench, lore: Browser) -> None:
    response = lore.send(lore.address, "set_load_limit", load_limit="5")

    assert (response.status_code, response.headers["Location"]) == (303, lore.address)
    assert flash_of(lore.open(lore.address)) == "Saved."
    assert flash_of(lore.open(lore.address)) == ""
    assert load_limit(web, lore) == 5


def test_a_form_that_is_sent_twice_is_carried_out_once(web: WebBench, lore: Browser) -> None:
    filled = {**lore.hidden(lore.address, "set_load_limit"), "load_limit": "5"}
    before = version_of(web, lore)

    first, second = (lore.post(lore.address, filled) for _ in range(2))

    assert (first.status_code, second.status_code) == (303, 303)
    assert version_of(web, lore) == before + 1


def test_another_form_under_the_same_key_is_refused_and_can_be_sent_anew(
    web: WebBench, lore: Browser
) -> None:
    hidden = lore.hidden(lore.address, "set_load_limit")
    lore.post(lore.address, {**hidden, "load_limit": "5"})

    refused = lore.post(lore.address, {**hidden, "load_limit": "6"})

    assert refused.status_code == 422
    assert load_limit(web, lore) == 5
    assert hidden["form_key"] not in refused.get_data(as_text=True)


def test_a_form_on_stale_data_is_refused_and_then_knows_the_present(
    web: WebBench, lore: Browser
) -> None:
    seen = lore.hidden(lore.address, "set_load_limit")
    lore.send(lore.address, "set_load_limit", load_limit="5")

    refused = lore.post(lore.address, {**seen, "load_limit": "6"})

    assert refused.status_code == 412
    assert "It was changed meanwhile" in text_of(refused)
    assert 'value="6"' in refused.get_data(as_text=True)
    assert f'name="form_version" value="{version_of(web, lore)}"' in refused.get_data(as_text=True)
    assert load_limit(web, lore) == 5


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Fill this in."),
        ("many", "Give a whole number."),
        ("99", "Give a number between 1 and 20."),
    ],
)
def test_what_is_wrong_with_a_field_is_said_at_the_field_and_above(
    lore: Browser, typed: str, told: str
) -> None:
    response = lore.send(lore.address, "set_load_limit", load_limit=typed)

    html = response.get_data(as_text=True)
    assert response.status_code == 422
    assert text_of(response).count(told) == 2
    assert 'href="#set_load_limit-load_limit"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="set_load_limit-load_limit-fault"' in html
    assert f'value="{typed}"' in html


def test_who_may_not_is_told_so_on_a_page_of_its_own(web: WebBench, lore: Browser) -> None:
    other = web.browser("other@example.org")

    response = other.send(lore.address, "set_load_limit", load_limit="5")

    assert response.status_code == 403
    assert load_limit(web, lore) == 2


def test_browsers_are_told_what_the_schema_says() -> None:
    number, name = rules_of(SetLoadLimit, "load_limit"), rules_of(SetPersonalData, "data.diet")

    assert (number.is_required, number.least, number.most) == (True, 1, 20)
    assert (name.is_required, name.longest) == (False, 500)


def test_what_is_left_empty_is_left_out_or_is_what_the_field_says() -> None:
    sent = MultiDict({"a": "  "})

    assert Text("a", "A").read(sent) is ABSENT
    assert Text("a", "A", empty=None).read(sent) is None


def test_texts_lose_what_browsers_add_and_databases_cannot_keep() -> None:
    assert Text("a", "A").read(MultiDict({"a": " one\r\ntwo\0 "})) == "one\ntwo"


@pytest.mark.parametrize(("typed", "read"), [("5", 5), ("-1", -1), ("5.5", "5.5"), ("٣", 3)])
def test_a_number_is_read_in_any_digits_or_left_to_be_refused(typed: str, read: object) -> None:
    assert Number("a", "A").read(MultiDict({"a": typed})) == read


def test_numbers_that_are_chosen_are_numbers() -> None:
    sent = MultiDict([("mark", "4"), ("weeks", "4"), ("weeks", "eight")])

    assert OneNumber("mark", "Mark").read(sent) == 4
    assert SomeNumbers("weeks", "Weeks").read(sent) == [4, "eight"]


@pytest.mark.parametrize(
    ("way", "value", "expected"),
    [
        ("up", "b", ["b", "a", "c"]),
        ("up", "a", ["a", "b", "c"]),
        ("down", "b", ["a", "c", "b"]),
        ("down", "c", ["a", "b", "c"]),
        ("out", "a", ["b", "c"]),
        ("up", "unknown", ["a", "b", "c"]),
    ],
)
def test_a_ranked_value_moves_by_one_place(way: str, value: str, expected: list[str]) -> None:
    assert moved(["a", "b", "c"], way, value) == expected


def test_a_move_is_meant_for_the_list_that_it_names() -> None:
    sent = MultiDict([("a", "x"), ("a", "y"), ("b", "x"), ("b", "y"), ("move", "a up y")])

    assert Ranked("a", "A").typed(sent) == ["y", "x"]
    assert Ranked("b", "B").typed(sent) == ["x", "y"]


def test_faults_are_found_by_their_place() -> None:
    nested = {"data": {"email": ["Bad."], "languages": {0: {"level": ["No."]}}}, "_schema": ["So."]}

    assert list(by_field(nested)) == [
        ("data.email", "Bad."),
        ("data.languages.level", "No."),
        ("", "So."),
    ]


def test_sentences_of_schemas_with_numbers_are_known() -> None:
    assert in_words("Length must be between 2 and 9.") == "Use between 2 and 9 characters."
    assert in_words("Something else.") == "Something else."
