"""A damaged event stops what needs its aggregate, until it is restored, and nothing else."""

import pytest

from services.applications.service import ApplicationsService
from services.contracts import applications, housing
from services.contracts.errors import StoredEventUnreadable
from services.housing.service import HousingService
from tests.support.actors import person
from tests.support.applications import at_nine, two_sides
from tests.support.damage import damaged
from tests.support.housing import housing_side


def first_event_of(bench, aggregate_id):
    return bench.host.recorder.select_events(aggregate_id)[0]


def test_a_damaged_placement_keeps_no_other_from_running_out(service_host):
    bench = service_host(ApplicationsService)
    sides = two_sides(bench)
    damaged_one, other = (sides.assign_form().to_proposed() for _ in range(2))
    event = first_event_of(bench, damaged_one.placement_id)
    bench.clock.move_to(at_nine(3, 22))

    with damaged(bench.host.recorder, event, "missing field"):
        bench.host.act_on_time()
    assert released(bench) == [str(other.placement_id)]

    bench.tick()
    assert released(bench) == [str(other.placement_id), str(damaged_one.placement_id)]


def released(bench):
    return [f.data["placement_id"] for f in bench.facts(applications.PlacementReleased)]


def test_a_damaged_room_is_no_reason_to_refuse_a_bed(service_host):
    """A refusal stays in the log for good, so a damage must never become one."""
    bench = service_host(HousingService)
    host = housing_side(bench)
    room_id, contact_id = host.open(host.register_provider()), host.enrol(person())

    with (
        damaged(bench.host.recorder, first_event_of(bench, room_id), "no JSON"),
        pytest.raises(StoredEventUnreadable, match=str(room_id)),
    ):
        host.propose(room_id, contact_id)
    assert bench.facts(housing.BedRefused, housing.BedHeld) == []

    bench.settle()
    assert [f.data["room_id"] for f in bench.facts(housing.BedHeld)] == [str(room_id)]
