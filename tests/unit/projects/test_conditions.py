"""Exchange conditions: versions of a host's terms, each for good."""

from uuid import uuid4

import pytest

from services.projects.domain import ExchangeConditions
from services.projects.domain.season import Season
from services.projects.errors import (
    CommitteeOfAnotherOrganisation,
    ConditionsNumberUnknown,
    MonthOutsideSeason,
    SeasonInvalid,
)
from tests.unit.projects.given import names_of, replayed, state_of

NMO, LC = uuid4(), uuid4()
SEASON = "2027-2028"


def conditions(season: str = SEASON) -> ExchangeConditions:
    return ExchangeConditions(nmo_id=NMO, season=season)


def terms(*months: str, lc_id=LC, **others):
    return {"calendar": [{"lc_id": str(lc_id), "month": month} for month in months], **others}


def test_a_host_has_one_set_of_conditions_for_a_season():
    assert conditions().id == ExchangeConditions.create_id(NMO, SEASON)
    assert conditions("2028-2029").id != conditions().id


def test_versions_are_numbered_from_1():
    ec = conditions()

    ec.publish(terms("2027-07"), {LC})
    ec.publish(terms("2027-07", "2027-08"), {LC})

    assert [event.number for event in ec.pending_events[1:]] == [1, 2]


def test_publishing_the_identical_terms_again_changes_nothing():
    ec = conditions()
    ec.publish(terms("2027-07"), {LC})

    ec.publish(terms("2027-07"), {LC})

    assert names_of(ec) == ["Created", "Published"]


def test_earlier_terms_can_be_published_anew_as_a_new_version():
    ec = conditions()

    for remarks in ("first", "second", "first"):
        ec.publish(terms(remarks=remarks), {LC})

    assert ec.latest == 3


def test_old_versions_stay_readable_by_number():
    ec = conditions()
    ec.publish(terms(remarks="first"), {LC})
    ec.publish(terms(remarks="second"), {LC})

    assert ec.terms(1)["remarks"] == "first"
    assert ec.terms(2)["remarks"] == "second"


@pytest.mark.parametrize("number", [-1, 0, 2])
def test_a_number_that_was_never_published_is_refused(number):
    ec = conditions()
    ec.publish(terms(), {LC})

    with pytest.raises(ConditionsNumberUnknown):
        ec.terms(number)


def test_a_committee_of_another_organisation_in_the_calendar_is_refused():
    ec = conditions()

    with pytest.raises(CommitteeOfAnotherOrganisation):
        ec.publish(terms("2027-07", lc_id=uuid4()), {LC})

    assert names_of(ec) == ["Created"]


@pytest.mark.parametrize("month", ["2027-03", "2028-04", "2029-07"])
def test_a_month_outside_the_season_is_refused(month):
    with pytest.raises(MonthOutsideSeason):
        conditions().publish(terms(month), {LC})


def test_a_season_runs_from_april_to_march():
    season = Season.named(SEASON)

    assert season.includes("2027-04")
    assert season.includes("2028-03")


@pytest.mark.parametrize("name", ["2027-2027", "2027-2029", "2028-2027"])
def test_a_season_that_is_not_two_years_in_a_row_is_refused(name):
    with pytest.raises(SeasonInvalid):
        conditions(name).publish(terms(), {LC})


def test_conditions_are_the_same_after_they_were_stored_and_read():
    ec = conditions()
    ec.publish(terms("2027-07", remarks="Ярославль 🏥", pocket_money="120.50"), {LC})

    assert state_of(replayed(ec.pending_events)) == state_of(ec)
