"""Projects: organisations, committees, mentors and exchange conditions through the service."""

from uuid import UUID, uuid4

import pytest

from services.contracts import projects as facts
from services.contracts.errors import (
    AlreadyExists,
    Invalid,
    NotFound,
    NotPermitted,
    StaleVersion,
)
from services.contracts.roles import Role
from services.projects.errors import CommitteeOfAnotherOrganisation, OrcidInvalid
from services.projects.service import ProjectsService
from tests.support.actors import former, officer, person
from tests.support.projects import (
    DIRECTOR,
    hosting_side,
    register_committee,
    register_organisation,
)

SEASON = "2027-2028"


@pytest.fixture
def bench(service_host):
    return service_host(ProjectsService)


# -- organisations


def test_a_registered_organisation_is_published(bench):
    nmo_id = register_organisation(bench, "PT")

    assert bench.last(facts.OrganisationRegistered) == {
        "nmo_id": str(nmo_id),
        "country": "PT",
        "name": "Students of PT",
    }


def test_a_country_is_registered_once_and_the_refusal_says_where_it_is(bench):
    nmo_id = register_organisation(bench, "PT")

    with pytest.raises(AlreadyExists) as refused:
        register_organisation(bench, "PT")

    assert refused.value.details["id"] == nmo_id
    assert bench.names() == ["OrganisationRegistered"]


@pytest.mark.parametrize("actor", [person(), officer(Role.NORE_IN, uuid4()), former(Role.DIRECTOR)])
def test_only_the_director_registers_organisations(bench, actor):
    with pytest.raises(NotPermitted):
        bench.send("register_organisation", actor=actor, country="PT", name="Students")

    assert bench.names() == []


@pytest.mark.parametrize("country", ["pt", "PRT", "P", "1A", "PT\n", 7, None])
def test_a_country_is_two_capital_letters(bench, country):
    with pytest.raises(Invalid) as refused:
        bench.send("register_organisation", country=country, name="Students")

    assert "country" in refused.value.details["fields"]


# -- committees


def test_a_registered_committee_is_published_with_its_country(bench):
    nmo_id = register_organisation(bench, "RU")

    answer = bench.send(
        "register_committee",
        actor=officer(Role.NORE_OUT, nmo_id),
        nmo_id=nmo_id,
        faculty="Ярославский медицинский университет",
        city="Ярославль",
        web_page="https://ysmu.ru/",
    )

    assert bench.last(facts.CommitteeRegistered) == {
        "lc_id": answer["id"],
        "nmo_id": str(nmo_id),
        "country": "RU",
        "faculty": "Ярославский медицинский университет",
        "city": "Ярославль",
        "web_page": "https://ysmu.ru/",
    }


def test_a_list_of_faculties_imported_twice_does_not_double(bench):
    nmo_id = register_organisation(bench)
    lc_id = register_committee(bench, nmo_id, "Université de Liège")

    with pytest.raises(AlreadyExists) as refused:
        register_committee(bench, nmo_id, "UNIVERSITÉ DE LIÈGE")

    assert refused.value.details["id"] == lc_id
    assert bench.names().count("CommitteeRegistered") == 1


def test_an_officer_of_another_organisation_registers_no_committee(bench):
    nmo_id, other = register_organisation(bench, "PT"), register_organisation(bench, "ES")

    with pytest.raises(NotPermitted):
        bench.send(
            "register_committee",
            actor=officer(Role.NORE_IN, other),
            nmo_id=nmo_id,
            faculty="Universidade do Porto",
        )


def test_a_committee_needs_an_organisation_that_exists(bench):
    with pytest.raises(NotFound):
        register_committee(bench, uuid4(), "Universidade do Porto")


@pytest.mark.parametrize(
    "web_page", ["javascript:alert(1)", "www.up.pt", "https://a b", "https://NUL\0"]
)
def test_a_web_page_is_a_web_address(bench, web_page):
    with pytest.raises(Invalid):
        bench.send("register_committee", nmo_id=uuid4(), faculty="Porto", web_page=web_page)


# -- mentors


def test_a_registered_mentor_is_published_with_units(bench):
    host = hosting_side(bench)
    person_id = uuid4()

    answer = bench.send(
        "register_mentor",
        actor=host.lore,
        lc_id=host.lc_id,
        person_id=person_id,
        department="Neurology",
        orcid="0000-0002-1825-0097",
    )

    assert bench.last(facts.MentorRegistered) == {
        "mentor_id": answer["id"],
        "lc_id": str(host.lc_id),
        "nmo_id": str(host.nmo_id),
        "person_id": str(person_id),
        "department": "Neurology",
        "orcid": "0000-0002-1825-0097",
    }


def test_a_person_is_registered_as_a_mentor_of_a_committee_once(bench):
    host = hosting_side(bench)

    with pytest.raises(AlreadyExists) as refused:
        bench.send("register_mentor", lc_id=host.lc_id, person_id=host.mentor.person_id)

    assert refused.value.details["id"] == host.mentor_id


def test_a_mentor_with_a_mistyped_orcid_is_refused(bench):
    host = hosting_side(bench)

    with pytest.raises(OrcidInvalid):
        bench.send(
            "register_mentor", lc_id=host.lc_id, person_id=uuid4(), orcid="0000-0002-1825-0098"
        )


def test_officers_of_other_units_register_no_mentor(bench):
    host = hosting_side(bench)

    for actor in (officer(Role.LORE, uuid4()), officer(Role.NORE_IN, uuid4()), DIRECTOR):
        with pytest.raises(NotPermitted):
            bench.send("register_mentor", actor=actor, lc_id=host.lc_id, person_id=uuid4())


# -- exchange conditions


def publish_conditions(host, *, actor=None, season=SEASON, expected_version=None, **terms):
    return host.bench.send(
        "publish_conditions",
        actor=actor or host.nore,
        nmo_id=host.nmo_id,
        season=season,
        terms=terms,
        expected_version=expected_version,
    )


def test_conditions_are_published_whole_with_the_usual_terms_filled_in(bench):
    host = hosting_side(bench)
    calendar = [{"lc_id": str(host.lc_id), "month": "2027-07"}]

    answer = publish_conditions(host, calendar=calendar, pocket_money="120.50", currency="EUR")

    published = bench.last(facts.ConditionsPublished)
    assert answer["number"] == published["number"] == 1
    assert published["conditions_id"] == answer["id"]
    assert published["terms"]["calendar"] == calendar
    assert published["terms"]["pocket_money"] == "120.50"
    assert published["terms"]["acceptance_deadline_weeks"] == 8


def test_changed_terms_are_a_new_version_of_the_same_conditions(bench):
    host = hosting_side(bench)
    first = publish_conditions(host, remarks="first")

    second = publish_conditions(host, remarks="second")

    assert (second["id"], second["number"]) == (first["id"], 2)
    assert [f.data["number"] for f in bench.facts(facts.ConditionsPublished)] == [1, 2]


def test_identical_terms_published_again_change_nothing(bench):
    host = hosting_side(bench)
    calendar = [{"lc_id": str(host.lc_id), "month": "2027-07"}]
    first = publish_conditions(host, calendar=calendar, unilateral_fee="250")

    again = publish_conditions(host, calendar=calendar, unilateral_fee="250")

    assert (again["number"], again["version"]) == (1, first["version"])
    assert len(bench.facts(facts.ConditionsPublished)) == 1


def test_a_calendar_names_own_committees_only(bench):
    host, other = hosting_side(bench, "PT"), hosting_side(bench, "ES")

    with pytest.raises(CommitteeOfAnotherOrganisation):
        publish_conditions(host, calendar=[{"lc_id": str(other.lc_id), "month": "2027-07"}])

    assert bench.facts(facts.ConditionsPublished) == []


def test_conditions_changed_meanwhile_are_not_overwritten(bench):
    host = hosting_side(bench)
    seen = publish_conditions(host, remarks="first")["version"]
    publish_conditions(host, remarks="second")

    with pytest.raises(StaleVersion):
        publish_conditions(host, remarks="third", expected_version=seen)


@pytest.mark.parametrize(
    "terms",
    [
        {"languages": [{"language": "en", "level": "fluent"}]},
        {"calendar": [{"lc_id": str(uuid4()), "month": "July"}]},
        {"calendar": [{"lc_id": str(uuid4()), "month": "2027-07\n"}]},
        {"unilateral_fee": "NaN"},
        {"free_beer": True},
    ],
)
def test_terms_that_nobody_could_compare_are_refused(bench, terms):
    host = hosting_side(bench)

    with pytest.raises(Invalid):
        publish_conditions(host, **terms)


def test_only_the_hosts_own_officer_publishes_its_conditions(bench):
    host = hosting_side(bench)
    publish_conditions(host, remarks="first")

    for actor in (host.lore, officer(Role.NORE_IN, uuid4()), officer(Role.NORE_OUT, host.nmo_id)):
        for season in (SEASON, "2028-2029"):
            with pytest.raises(NotPermitted):
                publish_conditions(host, actor=actor, season=season, remarks="second")


def test_conditions_need_an_organisation_that_exists(bench):
    with pytest.raises(NotFound):
        bench.send("publish_conditions", nmo_id=uuid4(), season=SEASON, terms={})


def test_the_view_knows_the_committees_of_each_organisation(bench):
    host, other = hosting_side(bench, "PT"), hosting_side(bench, "ES")
    second = register_committee(bench, host.nmo_id)

    views = bench.host.views.live

    assert views.committees_of(host.nmo_id) == {host.lc_id, second}
    assert views.committees_of(other.nmo_id) == {other.lc_id}
    assert views.committees_of(UUID(int=0)) == frozenset()
