"""The pages of national officers: what they show, to whom, and what they send."""

import csv
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

import pytest

from gateway.web.pages.national.desks import INCOMING, OUTGOING, Desk
from services.applications.domain.stage import Stage
from services.contracts.roles import Role
from tests.gateway.queries_bench import World, filled
from tests.gateway.views_bench import feed
from tests.gateway.web.web_bench import Browser, WebBench, flash_of, text_of

PAGES = (
    "/national",
    "/national/contracts",
    "/national/contracts/new",
    "/national/conditions",
    "/national/people",
    "/national/people/new",
    "/national/organisation",
    "/national/committees/new",
)
OF_THE_STORY = ("/national/exchanges/{exchange}", "/national/contracts/{contract}")


def officer(told: World, role: Role, unit: UUID | None) -> Browser:
    """Somebody who holds a role for a unit of the story."""
    before = len(told.season.told)
    person_id = told.season.officer(role, unit)
    feed(told.api.store, told.season.told[before:])
    assert isinstance(told.api, WebBench)
    return told.api.browser_of(person_id)


@pytest.fixture
def nore_out(told: World) -> Browser:
    return officer(told, Role.NORE_OUT, told.season.sending)


@pytest.fixture
def nore_in(told: World) -> Browser:
    return officer(told, Role.NORE_IN, told.season.nmo)


def shown(told: World, browser: Browser, address: str) -> str:
    response = browser.open(filled(address, told.season))
    assert response.status_code == 200, address
    return text_of(response)


# -- who sees what -----------------------------------------------------------------------------


@pytest.mark.parametrize("address", PAGES)
def test_every_page_opens_for_either_officer(
    told: World, nore_out: Browser, nore_in: Browser, address: str
) -> None:
    assert shown(told, nore_out, address)
    assert shown(told, nore_in, address)


@pytest.mark.parametrize("address", [*PAGES, *OF_THE_STORY])
def test_the_pages_do_not_exist_for_others(told: World, address: str) -> None:
    lore = officer(told, Role.LORE, told.season.lc)

    assert lore.open(filled(address, told.season)).status_code == 404


@pytest.mark.parametrize("address", OF_THE_STORY)
def test_what_belongs_to_other_organisations_does_not_exist(told: World, address: str) -> None:
    elsewhere = officer(told, Role.NORE_IN, uuid4())

    assert elsewhere.open(filled(address, told.season)).status_code == 404


def test_another_organisation_cannot_be_chosen(told: World, nore_out: Browser) -> None:
    response = nore_out.open(filled("/national?organisation={nmo}", told.season))

    assert response.status_code == 404


def test_each_officer_has_the_own_desk_only(
    told: World, nore_out: Browser, nore_in: Browser
) -> None:
    assert "Outgoing students" in shown(told, nore_out, "/national/outgoing")
    assert "Incoming students" in shown(told, nore_in, "/national/incoming")
    assert nore_out.open("/national/incoming").status_code == 404
    assert nore_in.open("/national/outgoing").status_code == 404


def test_somebody_of_another_home_is_not_shown(told: World, nore_out: Browser) -> None:
    response = nore_out.open(filled("/national/people/{student}", told.season))

    assert response.status_code == 404


@pytest.mark.parametrize("desk", [OUTGOING, INCOMING], ids=["outgoing", "incoming"])
def test_every_stage_lies_in_one_tray(desk: Desk) -> None:
    """But for a form that the student has not sent yet: the host does not see it."""
    stages = [stage for tray in desk.trays.values() for stage in tray.stages]

    assert len(stages) == len(set(stages))
    assert set(Stage) - set(stages) <= ({Stage.ASSIGNED} if desk is INCOMING else set())


# -- what they show ----------------------------------------------------------------------------


def test_a_tray_holds_what_is_at_its_stages(told: World, nore_out: Browser) -> None:
    assert "Afterwards (1)" in shown(told, nore_out, "/national/outgoing")
    assert "Nothing lies here" in shown(told, nore_out, "/national/outgoing?tray=to_forward")
    assert "Portugal" in shown(told, nore_out, "/national/outgoing?tray=afterwards")


def test_a_tray_that_is_not_known_is_the_first_one(told: World, nore_out: Browser) -> None:
    assert "Nothing lies here" in shown(told, nore_out, "/national/outgoing?tray=nonsense")


def test_a_desk_is_a_file_too(told: World, nore_in: Browser) -> None:
    response = nore_in.open("/national/incoming.csv?tray=afterwards")

    rows = list(csv.reader(StringIO(response.get_data(as_text=True).lstrip("\ufeff"))))
    assert rows[0][0] == "Number"
    assert len(rows) == 2


def test_a_form_shows_wishes_and_dates(told: World, nore_in: Browser) -> None:
    text = shown(told, nore_in, "/national/exchanges/{exchange}")

    assert "Microglia" in text
    assert "What happened so far" in text
    assert "Card of acceptance" in text


def test_the_season_is_told_in_charts_with_tables(told: World, nore_in: Browser) -> None:
    season = told.season.told[0]
    assert season
    text = shown(told, nore_in, "/national?side=hosting&season=2026-2027")

    for part in ("How far the exchanges have come", "Which wish came true", "As a table"):
        assert part in text


def test_contracts_have_their_balance_and_are_a_file(told: World, nore_out: Browser) -> None:
    response = nore_out.open("/national/contracts.csv?season=2027-2028")

    rows = list(csv.reader(StringIO(response.get_data(as_text=True).lstrip("\ufeff"))))
    assert rows[0][:2] == ["Partner", "Direction"]
    assert [row[0] for row in rows[1:]] == ["Portugal"]


def test_versions_of_conditions_are_compared_with_the_differences_marked(
    told: World, nore_in: Browser
) -> None:
    season = told.season
    before = len(season.told)
    season.publish_conditions(2, hours_per_day=8)
    feed(told.api.store, season.told[before:])
    published = season.told[-1].data["season"]

    html = nore_in.open(f"/national/conditions/differences?season={published}").get_data(
        as_text=True
    )

    assert html.count('class="differs"') == 1
    assert "Hours a day" in html


# -- what they send ----------------------------------------------------------------------------


class TwoOrganisations:
    """Two organisations with an officer each, who can sign in, over the real services."""

    def __init__(self, web: WebBench) -> None:
        self.web = web
        self.home, self.partner = web.organisation("FR"), web.organisation("PT")
        self.committee = web.committee(self.home)
        self.out = web.browser_of(web.officer(Role.NORE_OUT, nmo_id=self.home))
        self.host = web.browser_of(web.officer(Role.NORE_IN, nmo_id=self.partner))

    def proposed(self) -> str:
        """The address of a contract that was just proposed."""
        sent = self.out.send(
            "/national/contracts/new",
            "propose_contract",
            hosting_nmo_id=self.partner,
            season="2027-2028",
            kind="bilateral",
            places="3",
        )
        assert sent.status_code == 303, text_of(sent)
        return str(sent.headers["Location"])


@pytest.fixture
def two(web: WebBench) -> TwoOrganisations:
    return TwoOrganisations(web)


def contract_at(two: TwoOrganisations, address: str) -> Any:
    (row,) = [r for r in _contracts(two) if str(r["contract_id"]) in address]
    return row


def _contracts(two: TwoOrganisations) -> list[dict[str, Any]]:
    from sqlalchemy import true

    from gateway.views.contracts import ContractFilter

    return two.web.store.live.contracts.page(ContractFilter(), true(), None, 10)


def test_a_contract_is_proposed_signed_by_both_amended_and_closed(two: TwoOrganisations) -> None:
    address = two.proposed()
    for browser in (two.out, two.host):
        response = browser.send(address, "sign_contract")
        assert flash_of(browser.open(response.headers["Location"])) == "The contract is signed."
    assert contract_at(two, address)["is_in_force"]

    asked = two.out.send(address, "amend_contract", places="5")
    assert "asked for" in flash_of(two.out.open(asked.headers["Location"]))
    agreed = two.host.send(address, "amend_contract", places="5")
    assert "it holds" in flash_of(two.host.open(agreed.headers["Location"]))
    assert contract_at(two, address)["places"] == 5

    closed = two.out.send(f"{address}/closing", "close_contract", reason="season_ended")
    assert closed.status_code == 303
    assert "The season has ended" in text_of(two.out.open(address))


def test_a_contract_that_exists_is_not_proposed_again(two: TwoOrganisations) -> None:
    two.proposed()

    again = two.out.send(
        "/national/contracts/new",
        "propose_contract",
        hosting_nmo_id=two.partner,
        season="2027-2028",
        kind="bilateral",
        places="3",
    )

    assert again.status_code == 409
    assert 'aria-invalid="true"' in again.get_data(as_text=True)


def test_conditions_are_published_with_languages_and_months(two: TwoOrganisations) -> None:
    lc_id = two.web.committee(two.partner)
    address = "/national/conditions/edit?season=2027-2028"

    sent = two.host.send(
        address,
        "publish_conditions",
        **{
            "terms.languages": "en B2\npt a1",
            "terms.calendar": [f"{lc_id}/2027-07"],
            "terms.student_types": ["clinical"],
            "terms.hours_per_day": "7",
        },
    )

    assert sent.status_code == 303, text_of(sent)
    (version,) = two.web.store.live.conditions.versions(UUID(two.partner))
    assert version["terms"]["languages"] == [
        {"language": "en", "level": "B2"},
        {"language": "pt", "level": "A1"},
    ]
    assert version["terms"]["calendar"] == [{"lc_id": lc_id, "month": "2027-07"}]


def test_a_level_that_does_not_exist_is_told_at_its_field(two: TwoOrganisations) -> None:
    sent = two.host.send(
        "/national/conditions/edit", "publish_conditions", **{"terms.languages": "en very good"}
    )

    html = sent.get_data(as_text=True)
    assert sent.status_code == 422
    assert 'id="publish_conditions-terms-languages-fault"' in html
    assert "en very good" in html


def test_somebody_is_registered_once_invited_and_appointed(two: TwoOrganisations) -> None:
    filled_in = {
        **two.out.hidden("/national/people/new", "set_personal_data"),
        "data.given_name": "Zoë",
        "data.email": "zoe@example.org",
    }
    first, second = (two.out.post("/national/people/new", filled_in) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    address = first.headers["Location"]
    assert "Zoë" in text_of(two.out.open(address))

    invited = two.out.send(address, "invite")
    assert "/invitation/" in text_of(invited)

    given = two.out.send(
        f"{address}/role",
        "grant_role",
        lc_id=two.committee,
        valid_from="2027-05-01",
        valid_until="2028-04-30",
    )
    assert given.status_code == 303, text_of(given)
    (role,) = two.web.store.live.people.roles_of(UUID(address.rpartition("/")[2]))
    assert str(role["unit_id"]) == two.committee

    ended = two.out.send(
        f"{address}/roles/{role['grant_id']}/end",
        "end_role",
        reason="replaced",
        ended_on="2027-06-01",
    )
    assert ended.status_code == 303, text_of(ended)


def test_an_address_that_is_in_use_is_told_and_the_same_person_tried_again(
    two: TwoOrganisations,
) -> None:
    two.web.who_signs_in("zoe@example.org")
    page = "/national/people/new"
    hidden = two.out.hidden(page, "set_personal_data")

    refused = two.out.post(page, {**hidden, "data.email": "zoe@example.org"})

    assert refused.status_code == 409
    assert "Another person is registered" in text_of(refused)


def test_a_committee_is_registered(two: TwoOrganisations) -> None:
    sent = two.out.send(
        "/national/committees/new", "register_committee", faculty="Université de Lyon", city="Lyon"
    )

    assert "The committee takes part." in flash_of(two.out.open(sent.headers["Location"]))
    assert "Université de Lyon" in text_of(two.out.open("/national/organisation"))


def test_without_a_contract_no_form_can_be_opened(two: TwoOrganisations) -> None:
    person_id = two.web.tell("people", "register_person", nmo_id=two.home)["id"]

    text = text_of(two.out.open(f"/national/people/{person_id}/form"))

    assert "No contract has a place left" in text


def test_the_start_page_says_what_waits(two: TwoOrganisations) -> None:
    two.proposed()

    assert "1 contract to sign" in text_of(two.out.open("/start"))
    assert "To check and forward" in text_of(two.out.open("/start"))
