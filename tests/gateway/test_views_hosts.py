"""Organisations, committees, conditions, contracts, certificates, numbers."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import true

from gateway.views.contracts import ContractFilter
from gateway.views.organisations import CommitteeFilter
from services.contracts import applications as facts
from services.contracts import projects
from tests.gateway.dates import day
from tests.gateway.told_facts import Season
from tests.gateway.views_bench import ViewsBench


@pytest.fixture
def season() -> Season:
    season = Season()
    season.host()
    return season


def test_organisations_by_name_with_their_committees_counted(
    bench: ViewsBench, season: Season
) -> None:
    organisations = bench.shown(season).organisations

    rows = organisations.page(None, 9)

    assert [(r["name"], r["committees"]) for r in rows] == [
        ("ANEM-Portugal", 1),
        ("ANEMF-France", 0),
    ]
    assert [r["country"] for r in organisations.page(None, 9, "FR")] == ["FR"]
    assert organisations.one(uuid4()) is None


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"text": "universitat munchen"}, ["Ludwig-Maximilians-Universität München"]),
        ({"text": "москов"}, ["Московский университет"]),
        ({"country": "PT"}, ["Universidade do Porto"]),
        ({"text": "porto paris"}, []),
    ],
)
def test_committees_are_found_by_faculty_in_any_script(
    bench: ViewsBench, season: Season, wanted: dict[str, Any], expected: list[str]
) -> None:
    for country, faculty in (
        ("DE", "Ludwig-Maximilians-Universität München"),
        ("RU", "Московский университет"),
    ):
        committee = {"lc_id": uuid4(), "nmo_id": uuid4(), "country": country, "city": ""}
        season.tell(projects.CommitteeRegistered, **committee, faculty=faculty)
    organisations = bench.shown(season).organisations

    rows = organisations.committees_page(CommitteeFilter(**wanted), None, 9)

    assert [row["faculty"] for row in rows] == expected


def test_all_versions_of_conditions_stay_and_the_latest_is_current(
    bench: ViewsBench, season: Season
) -> None:
    season.publish_conditions(2, hours_per_day=8)
    conditions = bench.shown(season).conditions

    current = conditions.current("2026-2027", None, 9)
    versions = conditions.versions(season.nmo)

    assert [(row["number"], row["terms"]["hours_per_day"]) for row in current] == [(2, 8)]
    assert [row["number"] for row in versions] == [2, 1]
    first = conditions.version(season.conditions, 1)
    assert first
    assert first["terms"]["hours_per_day"] == 7  # left open: the usual value
    assert conditions.current("2027-2028", None, 9) == []
    assert conditions.versions(season.nmo, "2027-2028") == []


def test_conditions_of_some_hosts_come_in_the_order_asked(
    bench: ViewsBench, season: Season
) -> None:
    other = {"conditions_id": uuid4(), "nmo_id": season.sending}
    season.tell(projects.ConditionsPublished, **other)
    conditions = bench.shown(season).conditions

    for asked in ([season.sending, season.nmo], [season.nmo, season.sending]):
        rows = conditions.current_of(asked, "2026-2027")
        assert [row["nmo_id"] for row in rows] == asked


PLACES = {
    "open": [],
    "assigned": [facts.ContractPlaceAssigned],
    "used": [facts.ContractPlaceAssigned, facts.ContractPlaceUsed],
    "lost": [facts.ContractPlaceAssigned, facts.ContractPlaceLost],
    "released": [facts.ContractPlaceAssigned, facts.ContractPlaceReleased],
}


@pytest.mark.parametrize(
    ("became", "expected"),
    [
        ("open", (5, 0, 0, 0)),
        ("assigned", (4, 1, 0, 0)),
        ("used", (4, 0, 1, 0)),
        ("lost", (4, 0, 0, 1)),
        ("released", (5, 0, 0, 0)),
    ],
)
def test_the_balance_of_a_contract(
    bench: ViewsBench, season: Season, became: str, expected: tuple[int, ...]
) -> None:
    season.sign_contract()
    between = {"sending_nmo_id": season.sending, "hosting_nmo_id": season.nmo}
    place = {"contract_id": season.contract, "exchange_id": season.exchange}
    for fact in PLACES[became]:
        season.tell(fact, **place, **between)

    contract = bench.shown(season).contracts.one(season.contract, true())

    assert contract
    assert tuple(contract[name] for name in ("open", "assigned", "used", "lost")) == expected


def test_a_contract_is_in_force_with_both_signatures_and_can_be_amended(
    bench: ViewsBench, season: Season
) -> None:
    season.sign_contract()
    between = {"sending_nmo_id": season.sending, "hosting_nmo_id": season.nmo}
    season.tell(facts.ContractAmended, contract_id=season.contract, **between, places=7)
    season.tell(facts.ContractClosed, contract_id=season.contract, **between)

    contract = bench.shown(season).contracts.one(season.contract, true())

    assert contract
    assert set(contract["signed_by"]) == {season.sending, season.nmo}
    assert (contract["is_in_force"], contract["places"]) == (True, 7)
    assert contract["closed_because"] == "season_ended"


@pytest.mark.parametrize("side", ["nmo_id", "hosting_nmo_id", "sending_nmo_id"])
def test_contracts_of_an_organisation(bench: ViewsBench, season: Season, side: str) -> None:
    season.sign_contract()
    contracts = bench.shown(season).contracts

    def found(nmo: Any) -> int:
        return len(contracts.page(ContractFilter(**{side: nmo}), true(), None, 9))

    assert found(season.nmo) == (side != "sending_nmo_id")
    assert found(season.sending) == (side != "hosting_nmo_id")


def test_a_certificate_is_verified_by_its_code_and_names_nobody(bench: ViewsBench) -> None:
    season = Season().whole_story()
    certificates = bench.shown(season).certificates

    said = certificates.verified(" score-7k3m-9qxw-2b4d ")

    assert said
    assert (said["country"], said["city"], said["programme"]) == ("PT", "Porto", "research")
    assert said["project_title"] == "Microglia in early Parkinson's disease"
    assert (said["start"], said["end"], said["objectives"]) == (day(7, 1), day(7, 28), ["lab_work"])
    people = (season.student, season.mentor_person, season.contact_person)
    assert not {str(person) for person in people} & {str(value) for value in said.values()}


@pytest.mark.parametrize("code", ["", "SCORE-0000-0000-0000", "%", "\0", "é" * 50])
def test_other_codes_verify_nothing(bench: ViewsBench, code: str) -> None:
    assert bench.shown(Season().whole_story()).certificates.verified(code) is None


def test_numbers_of_the_programme(bench: ViewsBench) -> None:
    season = Season().whole_story()

    numbers = bench.shown(season).statistics.of_season("2027-2028")

    assert (numbers["countries"], numbers["committees"], numbers["projects"]) == (2, 1, 1)
    assert numbers["students_placed"] == 1
    assert numbers["stages"] == [{"stage": "recognised", "exchanges": 1}]
    assert numbers["contract_places"] == {
        "places": 5, "open": 4, "assigned": 1, "used": 0, "lost": 0,
    }  # fmt: skip


def test_another_season_has_numbers_of_its_own(bench: ViewsBench) -> None:
    numbers = bench.shown(Season().whole_story()).statistics.of_season("2030-2031")

    assert (numbers["students_placed"], numbers["stages"]) == (0, [])
    assert numbers["contract_places"]["places"] == 0


def test_the_ledger_counts_late_cards_by_host(bench: ViewsBench, season: Season) -> None:
    for late, justification in ((False, ""), (True, "mentor_ill"), (True, "")):
        season.exchange, season.placement = uuid4(), uuid4()
        season.apply()
        season.accept(is_late=late, justification=justification)
    season.exchange = uuid4()
    season.apply()
    season.step(facts.DeadlineMissed, deadline="acceptance")

    (host,) = bench.shown(season).statistics.late_cards("2027-2028")

    assert host["nmo_id"] == season.nmo
    assert {name: host[name] for name in ("issued", "late", "justified", "unjustified")} == {
        "issued": 3, "late": 3, "justified": 1, "unjustified": 2,
    }  # fmt: skip
