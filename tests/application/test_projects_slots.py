"""Projects: mentor slots follow the placements, whatever is told, told twice or told late."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from services.contracts import applications as told
from services.contracts import projects as facts
from services.contracts.errors import NotPermitted
from services.projects.errors import PlacesOccupied, SlotHoldExpired, SlotNotHeld
from services.projects.service import ProjectsService
from tests.support.actors import person
from tests.support.projects import hosting_side

UNTIL = datetime(2027, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def bench(service_host):
    return service_host(ProjectsService)


@pytest.fixture
def host(bench):
    return hosting_side(bench)


@pytest.fixture
def project_id(host) -> UUID:
    """A published project with one place in July."""
    return host.publish(july=1)


def propose(bench, project_id, **changes):
    """A placement is proposed; its id, and the message."""
    placement_id = uuid4()
    message = bench.tell(
        told.PlacementProposed,
        project_id=project_id,
        placement_id=placement_id,
        exchange_id=uuid4(),
        until=UNTIL,
        **changes,
    )
    return placement_id, message


def accept(bench, project_id, placement_id):
    return bench.tell(told.CardOfAcceptanceIssued, project_id=project_id, placement_id=placement_id)


def release(bench, project_id, placement_id, reason="cancelled"):
    return bench.tell(
        told.PlacementReleased, project_id=project_id, placement_id=placement_id, reason=reason
    )


def slot_facts(bench):
    """The names of the facts about slots, in order."""
    kinds = (
        facts.SlotHeld,
        facts.SlotRefused,
        facts.MentorConfirmed,
        facts.MentorDeclined,
        facts.SlotBooked,
        facts.SlotReleased,
    )
    return [fact.name for fact in bench.facts(*kinds)]


# -- hold


def test_a_proposed_placement_gets_a_slot(bench, host, project_id):
    placement_id, message = propose(bench, project_id)

    assert bench.last(facts.SlotHeld) == {
        "project_id": str(project_id),
        "placement_id": str(placement_id),
        "exchange_id": message.data["exchange_id"],
        "mentor_id": str(host.mentor_id),
        "mentor_person_id": str(host.mentor.person_id),
        "lc_id": str(host.lc_id),
        "nmo_id": str(host.nmo_id),
        "start": "2027-07-01",
        "end": "2027-07-28",
        "until": bench.last(facts.SlotHeld)["until"],
    }
    assert datetime.fromisoformat(bench.last(facts.SlotHeld)["until"]) == UNTIL


def test_of_two_proposals_for_the_last_slot_one_is_held_and_one_refused(bench, project_id):
    first, _ = propose(bench, project_id)
    second, message = propose(bench, project_id)

    assert bench.last(facts.SlotHeld)["placement_id"] == str(first)
    assert bench.last(facts.SlotRefused) == {
        "project_id": str(project_id),
        "placement_id": str(second),
        "exchange_id": message.data["exchange_id"],
        "reason": "no_free_slot",
    }


def test_a_hold_that_was_overtaken_is_decided_again(bench, host, project_id):
    """The month is closed after the hold was decided and before it was saved."""
    projects = bench.host.use_cases
    overtaking = iter([lambda: host.open_places(project_id, "2027-07", 0), lambda: None])
    period = {"start": date(2027, 7, 1), "end": date(2027, 7, 28)}
    placement_id, exchange_id = uuid4(), uuid4()

    def hold() -> None:
        projects.hold_slot(
            project_id=project_id,
            placement_id=placement_id,
            exchange_id=exchange_id,
            until=UNTIL,
            **period,
        )
        next(overtaking)()

    projects.by_itself("hold", hold)

    assert slot_facts(bench) == ["SlotRefused"]


def test_a_project_that_does_not_exist_refuses_the_slot(bench):
    propose(bench, uuid4())

    assert bench.last(facts.SlotRefused)["reason"] == "not_found"


def test_a_suspended_project_refuses_the_slot(bench, host, project_id):
    bench.send("suspend_project", actor=host.lore, project_id=project_id, reason="mentor_on_leave")

    propose(bench, project_id)

    assert bench.last(facts.SlotRefused)["reason"] == "project_not_published"


def test_hold_slot_told_twice(bench, project_id):
    _, message = propose(bench, project_id)

    bench.tell_again(message)
    bench.tell_as_new(message)

    assert slot_facts(bench) == ["SlotHeld"]


def test_a_refused_slot_told_twice_stays_refused_though_a_place_is_free_now(bench, project_id):
    first, _ = propose(bench, project_id)
    _, message = propose(bench, project_id)
    release(bench, project_id, first)

    bench.tell_again(message)
    bench.tell_as_new(message)

    assert slot_facts(bench) == ["SlotHeld", "SlotRefused", "SlotReleased"]


def test_hold_slot_told_late(bench, project_id):
    """After the release: nothing is held. After its time is over: held until it is released."""
    placement_id, message = propose(bench, project_id)
    release(bench, project_id, placement_id, "expired")
    bench.tell_as_new(message)
    assert slot_facts(bench) == ["SlotHeld", "SlotReleased"]

    bench.clock.move_to(datetime(2027, 5, 2, tzinfo=UTC))
    propose(bench, project_id)
    assert slot_facts(bench)[-1] == "SlotHeld"


# -- the mentor's answer


@pytest.mark.parametrize("answering", ["mentor", "lore"])
def test_the_mentor_confirms_or_the_committee_on_the_mentors_behalf(
    bench, host, project_id, answering
):
    placement_id, message = propose(bench, project_id)

    bench.send(
        "confirm_placement",
        actor=getattr(host, answering),
        project_id=project_id,
        placement_id=placement_id,
    )

    confirmed = bench.last(facts.MentorConfirmed)
    assert confirmed["placement_id"] == str(placement_id)
    assert confirmed["exchange_id"] == message.data["exchange_id"]


def test_another_person_does_not_answer_for_the_mentor(bench, host, project_id):
    placement_id, _ = propose(bench, project_id)
    other = hosting_side(bench, "ES")

    for actor in (person(), other.mentor, other.lore, host.nore):
        with pytest.raises(NotPermitted):
            bench.send(
                "confirm_placement",
                actor=actor,
                project_id=project_id,
                placement_id=placement_id,
            )


def test_a_confirmation_after_its_time_is_refused(bench, host, project_id):
    placement_id, _ = propose(bench, project_id)
    bench.clock.move_to(datetime(2027, 5, 2, tzinfo=UTC))

    with pytest.raises(SlotHoldExpired):
        bench.send(
            "confirm_placement",
            actor=host.mentor,
            project_id=project_id,
            placement_id=placement_id,
        )


def test_the_mentor_declines_and_the_place_is_free_again(bench, host, project_id):
    placement_id, _ = propose(bench, project_id)

    bench.send(
        "decline_placement",
        actor=host.mentor,
        project_id=project_id,
        placement_id=placement_id,
        reason="away_that_month",
    )
    propose(bench, project_id)

    assert bench.last(facts.MentorDeclined)["reason"] == "away_that_month"
    assert slot_facts(bench) == ["SlotHeld", "MentorDeclined", "SlotHeld"]


def test_a_placement_of_another_project_is_not_confirmed_here(bench, host, project_id):
    placement_id, _ = propose(bench, host.publish(july=1))

    with pytest.raises(SlotNotHeld):
        bench.send("confirm_placement", project_id=project_id, placement_id=placement_id)


def test_places_are_not_reduced_below_what_is_held(bench, host, project_id):
    propose(bench, project_id)

    with pytest.raises(PlacesOccupied):
        host.open_places(project_id, "2027-07", 0)


# -- book


def test_the_card_of_acceptance_books_the_slot(bench, project_id):
    placement_id, _ = propose(bench, project_id)

    accept(bench, project_id, placement_id)

    assert bench.last(facts.SlotBooked)["placement_id"] == str(placement_id)


def test_book_slot_told_twice(bench, project_id):
    placement_id, _ = propose(bench, project_id)
    message = accept(bench, project_id, placement_id)

    bench.tell_again(message)
    bench.tell_as_new(message)

    assert slot_facts(bench) == ["SlotHeld", "SlotBooked"]


def test_book_slot_told_late(bench, project_id):
    """After the release: what is free, or another's by now, is not booked."""
    placement_id, _ = propose(bench, project_id)
    release(bench, project_id, placement_id)
    propose(bench, project_id)

    accept(bench, project_id, placement_id)

    assert slot_facts(bench) == ["SlotHeld", "SlotReleased", "SlotHeld"]


def test_a_card_for_a_slot_that_was_never_held_books_nothing(bench, project_id):
    accept(bench, project_id, uuid4())
    accept(bench, uuid4(), uuid4())

    assert slot_facts(bench) == []


# -- release


@pytest.mark.parametrize("is_booked", [False, True])
def test_a_released_placement_frees_its_slot_at_once(bench, project_id, is_booked):
    placement_id, _ = propose(bench, project_id)
    if is_booked:
        accept(bench, project_id, placement_id)

    release(bench, project_id, placement_id, "no_show")
    propose(bench, project_id)

    assert bench.last(facts.SlotReleased)["reason"] == "no_show"
    assert slot_facts(bench)[-1] == "SlotHeld"


def test_release_slot_told_twice(bench, project_id):
    placement_id, _ = propose(bench, project_id)
    message = release(bench, project_id, placement_id)

    bench.tell_again(message)
    bench.tell_as_new(message)

    assert slot_facts(bench) == ["SlotHeld", "SlotReleased"]


def test_release_slot_told_late(bench, host, project_id):
    """After the mentor declined, or when there never was a slot: nothing is left to free."""
    declined, _ = propose(bench, project_id)
    bench.send(
        "decline_placement",
        project_id=project_id,
        placement_id=declined,
        reason="away_that_month",
    )
    propose(bench, project_id)
    refused, _ = propose(bench, project_id)

    for placement_id in (declined, refused, uuid4()):
        release(bench, project_id, placement_id)
    release(bench, uuid4(), uuid4())

    assert slot_facts(bench) == ["SlotHeld", "MentorDeclined", "SlotHeld", "SlotRefused"]
