"""The pages of directors, auditors and operators."""

from uuid import UUID, uuid4

import pytest

from audit.index import ABOUT_AN_EXCHANGE
from gateway.web.pages.auditing.happenings import HAPPENED
from services.contracts.roles import Role
from tests.gateway.web.web_bench import Browser, WebBench, text_of

OF_DIRECTORS = (
    "/direction/projects",
    "/direction/organisations",
    "/direction/organisations/new",
    "/direction/offices",
)
OF_AUDITORS = ("/audit",)
OF_OPERATORS = ("/operation", "/operation/mails", "/operation/lines/gateway/people")


@pytest.fixture
def director(web: WebBench) -> Browser:
    return web.browser_of(web.officer(Role.DIRECTOR))


@pytest.fixture
def operator(web: WebBench) -> Browser:
    return web.browser_of(web.officer(Role.OPERATOR))


@pytest.mark.parametrize(
    ("role", "addresses"),
    [
        (Role.DIRECTOR, (*OF_DIRECTORS, *OF_AUDITORS)),
        (Role.AUDITOR, OF_AUDITORS),
        (Role.OPERATOR, OF_OPERATORS),
    ],
)
def test_each_sees_the_own_pages_only(
    web: WebBench, role: Role, addresses: tuple[str, ...]
) -> None:
    browser = web.browser_of(web.officer(role))

    for address in (*OF_DIRECTORS, *OF_AUDITORS, *OF_OPERATORS):
        expected = 200 if address in addresses else 404
        assert browser.open(address).status_code == expected, address


def test_a_director_lets_an_organisation_take_part_and_appoints_its_officer(
    web: WebBench, director: Browser
) -> None:
    sent = director.send(
        "/direction/organisations/new", "register_organisation", country="PT", name="ANEM"
    )
    address = sent.headers["Location"]
    assert "Nobody holds a role here today" in text_of(director.open(address))

    director.send(
        f"{address}/appointment",
        "set_personal_data",
        **{"data.given_name": "Inês", "data.email": "ines@example.org"},
    )
    (known,) = web.store.live.people.at_home_in_any([UUID(address.rpartition("/")[2])], None, 9)
    given = director.send(
        f"{address}/appointment",
        "grant_role",
        person_id=str(known["person_id"]),
        role="nore_in",
        valid_from="2027-05-01",
        valid_until="2028-04-30",
    )

    assert given.headers["Location"] == address, text_of(given)
    (role,) = web.store.live.people.roles_of(known["person_id"])
    assert role["role"] == "nore_in"


def test_an_organisation_of_a_country_is_registered_once(director: Browser, web: WebBench) -> None:
    web.organisation("PT")

    again = director.send(
        "/direction/organisations/new", "register_organisation", country="PT", name="Another"
    )

    assert again.status_code == 409
    assert 'href="#register_organisation-country"' in again.get_data(as_text=True)


def test_a_directors_queue_may_be_empty(director: Browser) -> None:
    assert "No project waits" in text_of(director.open("/direction/projects"))


def test_an_unknown_exchange_has_no_history(web: WebBench) -> None:
    auditor = web.browser_of(web.officer(Role.AUDITOR))

    assert auditor.open(f"/audit/exchanges/{uuid4()}").status_code == 404
    assert "No exchange is found" in text_of(auditor.open("/audit?number=2027-PT-XXXXXX"))


def test_every_fact_about_an_exchange_has_its_words() -> None:
    facts = {fact.__name__ for fact in ABOUT_AN_EXCHANGE}

    assert facts - {"MessageAddressed"} == HAPPENED.keys()


def test_health_lists_every_line(web: WebBench, operator: Browser) -> None:
    text = text_of(operator.open("/operation"))

    assert "No line is stopped yes" in text
    assert "exchange rebuild all" in text
    assert text.count("Live") >= len(web.home.backend.line_statuses())


def test_a_line_that_is_not_stopped_cannot_go_past_anything(operator: Browser) -> None:
    address = "/operation/lines/gateway/people"

    assert "Nothing stops this line" in text_of(operator.open(address))
    assert operator.open("/operation/lines/nobody/people").status_code == 404


def test_no_mail_is_in_trouble(operator: Browser) -> None:
    assert "All mails were sent" in text_of(operator.open("/operation/mails"))
