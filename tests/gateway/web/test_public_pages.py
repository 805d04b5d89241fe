"""The pages that everybody sees: what they show of a whole story."""

import csv
from io import StringIO
from uuid import uuid4

import pytest

from tests.gateway.queries_bench import World, filled
from tests.gateway.web.web_bench import Browser, WebBench, text_of


@pytest.fixture
def stranger(told: World) -> Browser:
    bench = told.api
    assert isinstance(bench, WebBench)
    return bench.browser()


def shown(told: World, stranger: Browser, address: str, **options: object) -> str:
    response = stranger.open(filled(address, told.season), **options)
    assert response.status_code == 200
    return text_of(response)


def test_the_home_page_counts_the_programme(told: World, stranger: Browser) -> None:
    text = shown(told, stranger, "/")

    assert "Four weeks abroad" in text
    assert "faculties 1" in text
    assert "students placed 1" in text
    assert "Portugal" in text


def test_projects_are_found_by_words_and_filters(told: World, stranger: Browser) -> None:
    everything = shown(told, stranger, "/projects")

    assert "Microglia" in everything
    assert "Microglia" in shown(told, stranger, "/projects?q=microgl&country=PT")
    assert "No project fits" in shown(told, stranger, "/projects?country=JP")
    assert "No project fits" in shown(told, stranger, "/projects?q=zzz")
    assert "No project fits" in shown(told, stranger, "/projects?places_left=50")


@pytest.mark.parametrize(
    "query",
    ["month=never", "weeks=x", "sort=worst", "cursor=nonsense", "unknown=1", "places_left=-1"],
)
def test_what_an_address_asks_in_vain_is_left_out(
    told: World, stranger: Browser, query: str
) -> None:
    assert "Microglia" in shown(told, stranger, f"/projects?{query}")


def test_filters_that_are_set_can_be_taken_away_one_by_one(told: World, stranger: Browser) -> None:
    html = stranger.open("/projects?country=PT&type=basic_science&q=micro").get_data(as_text=True)

    assert 'href="/projects?type=basic_science&amp;q=micro"' in html
    assert 'href="/projects?country=PT&amp;q=micro"' in html


def test_a_project_tells_everything(told: World, stranger: Browser) -> None:
    text = shown(told, stranger, "/projects/{project}")

    for part in ("Microglia", "Places", "At a glance", "Languages", "The host", "Code"):
        assert part in text


def test_a_project_of_a_name_in_another_script_is_isolated(told: World, stranger: Browser) -> None:
    response = stranger.open(filled("/projects/{project}", told.season))

    assert "<bdi>" in response.get_data(as_text=True)


def test_projects_are_a_file_too(told: World, stranger: Browser) -> None:
    response = stranger.open("/projects.csv?country=PT", headers={"Accept-Language": "fr"})

    rows = list(csv.reader(StringIO(response.get_data(as_text=True).lstrip("\ufeff"))))
    assert response.headers["Content-Disposition"] == 'attachment; filename="projects.csv"'
    assert len(rows) == 2
    assert "Portugal" in rows[1]


def test_a_host_shows_its_conditions_and_committees(told: World, stranger: Browser) -> None:
    text = shown(told, stranger, "/hosts/{nmo}")

    assert "All versions" in text
    assert "Committees" in text


def test_a_version_of_conditions_is_shown_as_it_was(told: World, stranger: Browser) -> None:
    text = shown(told, stranger, "/conditions/{conditions}/1")

    assert "Version 1" in text
    assert "12 weeks before the start" in text


def test_fewer_than_two_hosts_are_not_compared(told: World, stranger: Browser) -> None:
    for address in ("/hosts/comparison", "/hosts/comparison?nmo={nmo}", "/hosts/comparison?nmo=x"):
        assert "Choose two or three hosts" in shown(told, stranger, address)


def test_a_genuine_certificate_says_what_was_learned(told: World, stranger: Browser) -> None:
    live = told.api.store.live
    certificate = live.certificates.of_exchange(told.season.exchange)
    assert certificate

    response = stranger.open("/certificates", query_string={"code": certificate["code"].lower()})
    page = stranger.open(response.headers["Location"])

    assert response.status_code == 303
    assert "This certificate is genuine" in text_of(page)
    assert "<svg" in page.get_data(as_text=True)
    assert str(told.season.student) not in page.get_data(as_text=True)


def test_an_invented_certificate_is_told_as_such(told: World, stranger: Browser) -> None:
    response = stranger.open("/certificates/SCORE-AAAA-BBBB-CCCC")

    assert response.status_code == 404
    assert "There is no certificate with this code" in text_of(response)


def test_the_search_finds_pages_projects_and_hosts(told: World, stranger: Browser) -> None:
    assert "Microglia" in shown(told, stranger, "/search?q=microglia")
    assert "Verify a certificate" in shown(told, stranger, "/search?q=genuine")
    assert "Portugal" in shown(told, stranger, "/search?q=portu")
    assert "Nothing found" in shown(told, stranger, "/search?q=zzzz")


def test_the_search_offers_no_page_of_others(told: World, stranger: Browser) -> None:
    assert "Inbox" not in shown(told, stranger, "/search?q=inbox").replace("inbox", "")


def test_nothing_that_is_typed_becomes_markup(told: World, stranger: Browser) -> None:
    attack = '"><script>alert(1)</script>'
    for address in ("/search", "/projects", "/certificates/x"):
        html = stranger.open(address, query_string={"q": attack}).get_data(as_text=True)
        assert "<script>alert" not in html


def test_pages_of_unknown_things_do_not_exist(stranger: Browser) -> None:
    for address in ("/hosts/{}", "/projects/{}", "/conditions/{}/1"):
        assert stranger.open(address.format(uuid4())).status_code == 404
