"""What every command answers: a position that whoever follows the facts comes to."""

from services.applications.service import ApplicationsService
from tests.support.applications import two_sides


def test_an_answer_names_the_last_fact_even_when_private_events_follow_it(service_host):
    """A proposal is published, and the exchange notes by itself that a placement is open."""
    bench = service_host(ApplicationsService)
    journey = two_sides(bench).assign_form().to_placing()

    answer = journey.propose()

    last = bench.facts()[-1]
    assert last.name == "PlacementProposed"
    assert answer["position"] == last.position
    assert bench.host.recorder.max_notification_id() > last.position
