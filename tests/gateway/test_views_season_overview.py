"""A season in numbers, for the organisation that sends and for the one that hosts."""

from uuid import UUID, uuid4

import pytest

from gateway.views import GatewayViews
from gateway.views.season_overview import Scope
from services.contracts import applications
from tests.gateway.told_facts import Season
from tests.gateway.views_bench import ViewsBench

SEASON = str(applications.ApplicationFormAssigned.example["season"])


@pytest.fixture
def season() -> Season:
    made = Season()
    for chapter in (
        made.host,
        made.publish_project,
        made.offer_room,
        made.enrol_contact_person,
        made.sign_contract,
        made.apply,
        made.propose,
        made.hold,
    ):
        chapter()
    return made


def sent_by(nmo_id: UUID) -> Scope:
    return Scope(SEASON, is_hosting=False, nmo_ids=(nmo_id,))


def hosted_by(nmo_id: UUID) -> Scope:
    return Scope(SEASON, is_hosting=True, nmo_ids=(nmo_id,))


def test_each_step_counts_those_who_have_come_as_far(bench: ViewsBench, season: Season) -> None:
    season.accept()

    steps = bench.shown(season).season_overview.steps(sent_by(season.sending))

    assert (steps["submitted"], steps["accepted"], steps["confirmed"]) == (1, 1, 0)


def test_the_host_counts_what_was_forwarded_to_it(bench: ViewsBench) -> None:
    told = Season()
    told.host()
    told.sign_contract()
    told.step(applications.ApplicationFormAssigned, contract_id=told.contract)
    views = bench.shown(told)

    assert views.season_overview.steps(hosted_by(told.nmo))["assigned"] == 0
    assert views.season_overview.steps(sent_by(told.sending))["assigned"] == 1


def test_a_wish_came_true_by_its_rank(bench: ViewsBench, season: Season) -> None:
    season.accept()

    views = bench.shown(season)

    assert views.season_overview.wishes(hosted_by(season.nmo)) == {1: 1}
    assert views.season_overview.wishes(hosted_by(uuid4())) == {}


def test_late_cards_are_counted_for_each_partner(bench: ViewsBench, season: Season) -> None:
    season.accept(is_late=True, justification="mentor_on_leave")
    views = bench.shown(season)

    (as_sender,) = views.season_overview.late_cards(sent_by(season.sending))
    (as_host,) = views.season_overview.late_cards(hosted_by(season.nmo))

    assert (as_sender["country"], as_host["country"]) == ("PT", "FR")
    assert (as_sender["issued"], as_sender["late"], as_sender["justified"]) == (1, 1, 1)


def test_a_month_says_for_how_many_there_is_room(bench: ViewsBench, season: Season) -> None:
    (july,) = bench.shown(season).season_overview.months(hosted_by(season.nmo))

    assert july["month"] == "2027-07"
    assert (july["students"], july["mentor"], july["bed"]) == (1, 2, 2)
    assert july["contact_person"] == 2


def test_everybody_is_counted_where_no_organisation_is_named(
    bench: ViewsBench, season: Season
) -> None:
    views: GatewayViews = bench.shown(season)

    assert views.season_overview.steps(Scope(SEASON, is_hosting=False))["submitted"] == 1
    assert views.season_overview.months(Scope("2001-2002", is_hosting=True)) == []
