"""Rooms, stays, boarding, contact persons: who is where, and who is free."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import true

from gateway.views import GatewayViews
from gateway.views.lodging import RoomFilter
from services.contracts import housing as facts
from tests.gateway.dates import day
from tests.gateway.told_facts import Season
from tests.gateway.views_bench import TODAY, ViewsBench

JULY = (day(7, 1), day(7, 28))


@pytest.fixture
def season() -> Season:
    return Season()


def free_rooms(bench: ViewsBench, season: Season, *period: Any) -> dict[UUID, int]:
    rows = bench.shown(season).lodging.free(season.lc, *(period or JULY), true())
    return {row["room_id"]: row["free_beds"] for row in rows}


def room(views: GatewayViews, season: Season) -> dict[str, Any]:
    row = views.lodging.one(season.room, true())
    assert row
    return row


def test_a_room_is_offered_inspected_open_withdrawn(bench: ViewsBench, season: Season) -> None:
    season.offer_room()
    withdrawn = {"room_id": season.room, **season.units}
    season.tell(facts.RoomWithdrawn, **withdrawn)
    store, states = bench.store(), list[str]()

    for envelope in season.told:
        store.process([envelope])
        if row := store.live.lodging.one(season.room, true()):
            states.append(row["state"])

    assert states == ["offered", "inspected", "open", "withdrawn"]


def test_a_room_that_did_not_pass_is_not_free(bench: ViewsBench, season: Season) -> None:
    season.offer_room()
    season.tell(facts.RoomInspected, room_id=season.room, **season.units, passed=False)

    assert room(bench.shown(season), season)["state"] == "failed"
    assert free_rooms(bench, season) == {}


def test_a_held_bed_is_not_free_and_a_released_one_is(bench: ViewsBench, season: Season) -> None:
    season.offer_room(beds=2)
    assert free_rooms(bench, season) == {season.room: 2}

    season.answer(facts.BedHeld)
    assert free_rooms(bench, season) == {season.room: 1}

    season.answer(facts.BedReleased)
    assert free_rooms(bench, season) == {season.room: 2}


def test_two_stays_one_after_the_other_take_one_bed(bench: ViewsBench, season: Season) -> None:
    season.offer_room(beds=2)
    season.answer(facts.BedHeld, bed=1, start="2027-07-01", end="2027-07-10")
    season.placement = uuid4()
    season.answer(facts.BedHeld, bed=1, start="2027-07-11", end="2027-07-28")

    assert free_rooms(bench, season) == {season.room: 1}


def test_a_full_room_is_not_free(bench: ViewsBench, season: Season) -> None:
    season.offer_room(beds=1)
    season.answer(facts.BedHeld)

    assert free_rooms(bench, season) == {}
    assert free_rooms(bench, season, day(8, 1), day(8, 28)) == {season.room: 1}


def test_a_room_is_free_only_while_it_is_open(bench: ViewsBench, season: Season) -> None:
    season.offer_room()

    assert free_rooms(bench, season, day(6, 1), day(7, 10)) == {}
    assert free_rooms(bench, season, day(9, 5), day(9, 5)) == {season.room: 2}
    assert free_rooms(bench, season, day(9, 5), day(9, 6)) == {}


def test_a_blocked_room_is_not_free_until_the_block_is_lifted(
    bench: ViewsBench, season: Season
) -> None:
    season.offer_room()
    block = {"room_id": season.room, **season.units, "start": "2027-07-20", "end": "2027-07-22"}
    season.tell(facts.RoomBlocked, **block)
    assert free_rooms(bench, season) == {}
    assert free_rooms(bench, season, day(7, 1), day(7, 19)) == {season.room: 2}

    season.tell(facts.RoomUnblocked, **block)
    assert free_rooms(bench, season) == {season.room: 2}


def test_a_stay_begins_early_with_early_keys_and_ends_on_the_eve_of_leaving(
    bench: ViewsBench, season: Season
) -> None:
    season.offer_room()
    season.answer(facts.BedHeld)
    season.answer(facts.BedBooked)
    season.answer(facts.KeysHandedOver, handed_over_on="2027-06-29")
    season.answer(facts.StayEnded, ended_on="2027-07-20")

    stay = room(bench.shown(season), season)["stays"][0]

    assert (stay["start"], stay["end"], stay["state"]) == (day(6, 29), day(7, 19), "ended")


def test_keys_on_a_later_day_leave_the_stay_as_it_was(bench: ViewsBench, season: Season) -> None:
    season.offer_room()
    season.answer(facts.BedHeld)
    season.answer(facts.KeysHandedOver, handed_over_on="2027-07-03")
    season.answer(facts.StayEnded, ended_on="2027-08-05")

    stay = room(bench.shown(season), season)["stays"][0]

    assert (stay["start"], stay["end"]) == JULY


def test_a_rooms_calendar_and_rating(bench: ViewsBench, season: Season) -> None:
    season.offer_room()
    season.answer(facts.BedHeld)
    for rating in (3, 4):
        rated = {"room_id": season.room, "exchange_id": uuid4(), **season.units}
        season.tell(facts.RoomRated, **rated, rating=rating)

    row = room(bench.shown(season), season)

    assert float(row["rating"]) == 3.5
    assert [(o["start"], o["end"]) for o in row["openings"]] == [(day(6, 28), day(9, 5))]
    assert [stay["placement_id"] for stay in row["stays"]] == [season.placement]
    assert row["provider_person_id"] == season.provider_person


def test_rooms_are_listed_by_label(bench: ViewsBench, season: Season) -> None:
    for label in ("b", "É", "A"):
        season.offer_room(uuid4(), label=label)
    lodging = bench.shown(season).lodging

    labels = [row["label"] for row in lodging.page(RoomFilter(), true(), None, 9)]

    assert labels == ["A", "b", "É"]
    assert len(lodging.page(RoomFilter(state="open", lc_id=season.lc), true(), None, 9)) == 3
    assert lodging.page(RoomFilter(state="withdrawn"), true(), None, 9) == []


def test_the_boarding_plan_is_the_last_one_made(bench: ViewsBench, season: Season) -> None:
    season.answer(facts.BoardingPlanned)
    season.answer(
        facts.BoardingPlanned, kind="pocket_money", amount="120.50", currency="EUR", where=""
    )

    plan = bench.shown(season).boarding.of(season.exchange)

    assert plan
    assert (plan["kind"], str(plan["amount"]), plan["currency"]) == (
        "pocket_money",
        "120.50",
        "EUR",
    )


def free_contacts(bench: ViewsBench, season: Season, *period: Any) -> dict[UUID, int]:
    roster = bench.shown(season).contact_persons
    rows = roster.free(season.lc, *(period or JULY), true(), TODAY)
    return {row["contact_person_id"]: row["busiest"] for row in rows}


def test_a_contact_person_is_free_below_the_load_limit(bench: ViewsBench, season: Season) -> None:
    season.enrol_contact_person(load_limit=2)
    season.answer(facts.ContactPersonHeld)
    assert free_contacts(bench, season) == {season.contact: 1}

    season.placement = uuid4()
    season.answer(facts.ContactPersonHeld)
    season.answer(facts.ContactPersonAssigned)
    assert free_contacts(bench, season) == {}
    assert free_contacts(bench, season, day(8, 1), day(8, 2)) == {season.contact: 0}

    season.answer(facts.ContactPersonReleased)
    assert free_contacts(bench, season) == {season.contact: 1}


def test_who_has_retired_is_not_free_until_enrolled_again(
    bench: ViewsBench, season: Season
) -> None:
    season.enrol_contact_person()
    retired = {"contact_person_id": season.contact, **season.units}
    season.tell(facts.ContactPersonRetired, **retired)
    assert free_contacts(bench, season) == {}

    season.enrol_contact_person()
    assert free_contacts(bench, season) == {season.contact: 0}


def test_a_changed_load_limit_counts(bench: ViewsBench, season: Season) -> None:
    season.enrol_contact_person(load_limit=1)
    season.answer(facts.ContactPersonHeld)
    assert free_contacts(bench, season) == {}

    limit = {"contact_person_id": season.contact, **season.units, "load_limit": 2}
    season.tell(facts.ContactPersonLoadLimitSet, **limit)
    assert free_contacts(bench, season) == {season.contact: 1}


def test_the_least_busy_contact_person_comes_first(bench: ViewsBench, season: Season) -> None:
    busy = season.enrol_contact_person(load_limit=3)
    season.answer(facts.ContactPersonHeld)
    idle = season.enrol_contact_person(uuid4())

    assert list(free_contacts(bench, season)) == [idle, busy]


def test_the_roster_counts_students_from_today_on(bench: ViewsBench, season: Season) -> None:
    season.enrol_contact_person()
    season.answer(facts.ContactPersonHeld)
    roster = bench.shown(season).contact_persons

    def students(today: Any) -> int:
        return int(roster.page(season.lc, true(), today, None, 9)[0]["students"])

    assert (students(TODAY), students(day(7, 28)), students(day(7, 29))) == (1, 1, 0)


def test_a_backup_is_no_load_but_stands_among_the_duties(bench: ViewsBench, season: Season) -> None:
    season.enrol_contact_person()
    season.answer(facts.BackupContactNamed)

    row = bench.shown(season).contact_persons.one(season.contact, true(), TODAY)

    assert row
    assert row["students"] == 0
    assert [duty["is_backup"] for duty in row["duties"]] == [True]


def test_who_hands_over_keeps_nothing_and_the_successor_has_it(
    bench: ViewsBench, season: Season
) -> None:
    season.enrol_contact_person()
    season.answer(facts.ContactPersonHeld)
    season.answer(facts.ContactPersonReleased, reason="handed_over")
    first, season.contact = season.contact, uuid4()
    season.enrol_contact_person()
    season.answer(facts.ContactPersonHeld)

    assert free_contacts(bench, season) == {first: 0, season.contact: 1}
