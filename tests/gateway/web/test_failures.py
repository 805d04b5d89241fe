"""Every failure as a page: what is the matter, and what to do."""

from uuid import uuid4

import pytest

from services.contracts.roles import Role
from tests.gateway.web.web_bench import Browser, WebBench, text_of
from tests.support.projects import DESCRIPTION


def test_an_address_without_a_page_is_told_as_a_page(stranger: Browser) -> None:
    response = stranger.open("/nothing/here")

    assert (response.status_code, response.mimetype) == (404, "text/html")
    assert "There is nothing here" in text_of(response)


def test_the_api_still_answers_with_problems(stranger: Browser) -> None:
    response = stranger.open("/api/v1/nothing")

    assert (response.status_code, response.mimetype) == (404, "application/problem+json")


@pytest.mark.parametrize("address", ["/projects/{}", "/hosts/{}"])
def test_what_does_not_exist_is_not_found(stranger: Browser, address: str) -> None:
    assert stranger.open(address.format(uuid4())).status_code == 404


def test_an_unknown_method_is_told_as_a_page(stranger: Browser) -> None:
    assert stranger.open("/sign-out").status_code == 405


def test_what_is_not_yours_does_not_exist_for_you(web: WebBench) -> None:
    nmo_id = web.organisation()
    lc_id = web.committee(nmo_id)
    lore = web.officer(Role.LORE, nmo_id=nmo_id, lc_id=lc_id)
    person_id = str(web.person())
    mentor = web.tell("projects", "register_mentor", lc_id=lc_id, person_id=person_id)["id"]
    draft = web.tell(
        "projects", "draft_project", lc_id=lc_id, mentor_id=mentor, description=DESCRIPTION
    )
    address = f"/projects/{draft['id']}"

    assert web.browser().open(address).status_code == 404
    assert web.browser("ana@example.org").open(address).status_code == 404
    assert web.browser_of(lore).open(address).status_code == 200


def test_a_page_for_others_does_not_exist_for_you(web: WebBench, ana: Browser) -> None:
    director = web.browser_of(web.officer(Role.DIRECTOR))

    assert ana.open("/trial/directors").status_code == 404
    assert director.open("/trial/directors").status_code == 200


def test_a_fault_of_ours_is_named_by_its_number_only(stranger: Browser) -> None:
    response = stranger.open("/trial/fault")

    assert response.status_code == 500
    assert "Something went wrong on our side" in text_of(response)
    assert response.headers["X-Correlation-ID"] in text_of(response)
    assert "secret" not in response.get_data(as_text=True)


def test_what_passes_says_so_and_when_to_come_again(ana: Browser) -> None:
    response = ana.open("/trial/busy")

    assert (response.status_code, response.headers["Retry-After"]) == (503, "3")
    assert "Please try again in a moment" in text_of(response)


def test_a_failure_is_told_in_the_visitors_language(stranger: Browser) -> None:
    response = stranger.open("/nothing", headers={"Accept-Language": "ar"})

    html = response.get_data(as_text=True)
    assert 'dir="rtl"' in html
    assert "There is nothing here" not in html
