"""The check that nothing is given out more often than it is there finds where it was."""

from typing import Any
from uuid import uuid4

from services.contracts import applications, housing, projects
from services.contracts.fact import Fact
from tests.faults.published import told
from tests.support.invariants import capacity

ROOM = str(uuid4())


def a_room(beds: int) -> tuple[type[Fact], dict[str, Any]]:
    return housing.RoomOffered, {"room_id": ROOM, "beds": beds}


def a_bed(who: str, bed: int = 1, **changes: Any) -> tuple[type[Fact], dict[str, Any]]:
    return housing.BedHeld, {"room_id": ROOM, "placement_id": who, "bed": bed, **changes}


def a_free_bed(who: str) -> tuple[type[Fact], dict[str, Any]]:
    return housing.BedReleased, {"room_id": ROOM, "placement_id": who}


def test_a_bed_that_is_free_again_may_be_taken() -> None:
    assert capacity.overbooked(told(a_room(1), a_bed("a"), a_free_bed("a"), a_bed("b"))) == []


def test_a_bed_may_be_taken_for_other_days() -> None:
    others = {"start": "2027-07-29", "end": "2027-08-25"}
    assert capacity.overbooked(told(a_room(1), a_bed("a"), a_bed("b", **others))) == []


def test_a_bed_that_is_taken_for_two_on_one_day_is_found() -> None:
    on_the_last_day = {"start": "2027-07-28", "end": "2027-08-25"}
    (found,) = capacity.overbooked(told(a_room(2), a_bed("a"), a_bed("b", **on_the_last_day)))
    assert found == f"room {ROOM} is taken too often from 2027-07-28 on"


def test_more_stays_than_beds_are_found() -> None:
    assert len(capacity.overbooked(told(a_room(1), a_bed("a"), a_bed("b", bed=2)))) == 1


def test_a_bed_of_a_room_that_was_never_offered_is_found() -> None:
    assert len(capacity.overbooked(told(a_bed("a")))) == 1


def test_a_student_who_comes_early_needs_the_bed_on_those_days_too() -> None:
    before = {"start": "2027-06-03", "end": "2027-06-30"}
    keys = {"room_id": ROOM, "placement_id": "b", "handed_over_on": "2027-06-29"}
    early = told(a_room(1), a_bed("a", **before), a_bed("b"), (housing.KeysHandedOver, keys))
    assert len(capacity.overbooked(early)) == 1


def test_a_student_who_leaves_early_leaves_the_bed_to_others() -> None:
    left = {"room_id": ROOM, "placement_id": "a", "ended_on": "2027-07-15"}
    after = {"start": "2027-07-15", "end": "2027-07-28"}
    ended = told(a_room(1), a_bed("a"), (housing.StayEnded, left), a_bed("b", **after))
    assert capacity.overbooked(ended) == []


def test_a_slot_more_than_a_month_has_is_found() -> None:
    two_months = {"start": "2027-07-12", "end": "2027-08-08"}
    opened = [(projects.PlacesOpened, {"month": m, "places": 1}) for m in ("2027-07", "2027-08")]
    first = (projects.SlotHeld, {"placement_id": "a"})
    second = (projects.SlotHeld, {"placement_id": "b", **two_months})
    freed = (projects.SlotReleased, {"placement_id": "a"})
    declined = (projects.MentorDeclined, {"placement_id": "a"})

    assert len(capacity.overbooked(told(*opened, first, second))) == 1
    assert len(capacity.overbooked(told(opened[0], second))) == 1
    assert capacity.overbooked(told(*opened, first, freed, second)) == []
    assert capacity.overbooked(told(*opened, first, declined, second)) == []


def test_a_duty_above_the_load_limit_of_that_moment_is_found() -> None:
    enrolled = (housing.ContactPersonEnrolled, {"load_limit": 1})
    raised = (housing.ContactPersonLoadLimitSet, {"load_limit": 2})
    lowered = (housing.ContactPersonLoadLimitSet, {"load_limit": 1})
    first, second = ((housing.ContactPersonHeld, {"placement_id": who}) for who in "ab")
    released = (housing.ContactPersonReleased, {"placement_id": "a"})

    assert len(capacity.overbooked(told(enrolled, first, second))) == 1
    assert capacity.overbooked(told(enrolled, raised, first, second, lowered)) == []
    assert capacity.overbooked(told(enrolled, first, released, second)) == []


def test_a_place_more_than_a_contract_has_is_found() -> None:
    proposed = (applications.ContractProposed, {"places": 1})
    amended = (applications.ContractAmended, {"places": 2})
    first, second = ((applications.ContractPlaceAssigned, {"exchange_id": who}) for who in "ab")
    released = (applications.ContractPlaceReleased, {"exchange_id": "a"})
    used = (applications.ContractPlaceUsed, {"exchange_id": "a"})

    assert len(capacity.overbooked(told(proposed, first, second))) == 1
    assert len(capacity.overbooked(told(proposed, first, used, second))) == 1
    assert capacity.overbooked(told(proposed, amended, first, second)) == []
    assert capacity.overbooked(told(proposed, first, released, second)) == []
