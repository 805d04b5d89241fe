"""Beds and contact persons follow the placements, whatever is told, told twice or told late."""

from threading import Barrier, Thread
from uuid import uuid4

import pytest

from services.contracts import housing as facts
from services.hosting.commands import Order
from services.housing.errors import RoomNeededForStay
from services.housing.schemas import BlockRoom
from services.housing.service import HousingService
from tests.support.actors import person
from tests.support.housing import END, START, UNTIL, housing_side

ANSWERS = (
    facts.BedHeld,
    facts.BedRefused,
    facts.BedBooked,
    facts.BedReleased,
    facts.ContactPersonHeld,
    facts.ContactPersonRefused,
    facts.ContactPersonAssigned,
    facts.ContactPersonReleased,
)


@pytest.fixture
def bench(service_host):
    return service_host(HousingService)


@pytest.fixture
def host(bench):
    return housing_side(bench)


@pytest.fixture
def room_id(host):
    """A room with one bed."""
    return host.open(host.register_provider())


@pytest.fixture
def contact_id(host):
    """A contact person who takes two exchanges at a time."""
    return host.enrol(person())


def answers(bench):
    """The names of what housing has answered to placements, in order."""
    return [envelope.name for envelope in bench.facts(*ANSWERS)]


HELD = ["BedHeld", "ContactPersonHeld"]
TAKEN = ["BedBooked", "ContactPersonAssigned"]
FREED = ["BedReleased", "ContactPersonReleased"]


# -- proposed


def test_a_proposed_placement_holds_bed_and_contact_person(bench, host, room_id, contact_id):
    proposal = host.propose(room_id, contact_id)

    bed, guide = bench.last(facts.BedHeld), bench.last(facts.ContactPersonHeld)
    assert bed["bed"] == 1
    for told in (bed, guide):
        assert told["placement_id"] == str(proposal.placement_id)
        assert told["exchange_id"] == str(proposal.exchange_id)
        assert (told["lc_id"], told["nmo_id"]) == (str(host.lc_id), str(host.nmo_id))
        assert (told["start"], told["end"]) == (START.isoformat(), END.isoformat())
        assert told["until"] == UNTIL.isoformat().replace("+00:00", "Z")


def test_effects_say_who_and_because_of_what(bench, host, room_id, contact_id):
    proposal = host.propose(room_id, contact_id)

    [held] = bench.facts(facts.BedHeld)
    assert (held.actor, held.causation_id) == ("system", proposal.message.id)
    assert held.correlation_id == proposal.message.correlation_id


def test_the_second_proposal_for_the_last_bed_is_refused(bench, host, room_id, contact_id):
    host.propose(room_id, contact_id)
    second = host.propose(room_id, contact_id)

    assert answers(bench) == [*HELD, "BedRefused", "ContactPersonHeld"]
    assert bench.last(facts.BedRefused) == {
        "room_id": str(room_id),
        "placement_id": str(second.placement_id),
        "exchange_id": str(second.exchange_id),
        "reason": "no_free_bed",
    }


def test_a_contact_person_who_is_fully_loaded_is_refused(bench, host, contact_id):
    room_id = host.open(host.register_provider(), beds=3)
    for _ in range(3):
        last = host.propose(room_id, contact_id)

    assert bench.last(facts.ContactPersonRefused) == {
        "contact_person_id": str(contact_id),
        "placement_id": str(last.placement_id),
        "exchange_id": str(last.exchange_id),
        "reason": "contact_person_fully_loaded",
    }


def test_a_placement_with_unknown_room_and_contact_person_is_refused(bench, host):
    host.propose(uuid4(), uuid4())

    assert bench.last(facts.BedRefused)["reason"] == "room_unknown"
    assert bench.last(facts.ContactPersonRefused)["reason"] == "contact_person_unknown"


def test_a_placement_of_another_committee_is_refused(bench, host, room_id, contact_id):
    host.propose(room_id, contact_id, hosting_lc_id=uuid4())

    assert bench.last(facts.BedRefused)["reason"] == "room_of_another_committee"
    assert bench.last(facts.ContactPersonRefused)["reason"] == "contact_person_of_another_committee"


def test_a_refusal_does_not_stop_what_comes_after(bench, host, room_id, contact_id):
    host.propose(uuid4(), uuid4())
    host.propose(room_id, contact_id)

    assert answers(bench)[-2:] == HELD


def test_placement_proposed_told_twice(bench, host, room_id, contact_id):
    proposal = host.propose(room_id, contact_id)

    bench.tell_again(proposal.message)
    bench.tell_as_new(proposal.message)

    assert answers(bench) == HELD


def test_a_refused_placement_told_twice_stays_refused(bench, host, room_id, contact_id):
    first = host.propose(room_id, contact_id)
    second = host.propose(room_id, contact_id)
    host.release(first)

    bench.tell_again(second.message)
    bench.tell_as_new(second.message)

    assert answers(bench).count("BedRefused") == 1
    assert answers(bench).count("BedHeld") == 1


def test_placement_proposed_told_late(bench, host, room_id, contact_id):
    """After the room was withdrawn and the contact person has retired, both are refused."""
    bench.send("withdraw_room", actor=host.lore, room_id=room_id, reason="sold")
    bench.send("retire_contact_person", actor=host.lore, contact_person_id=contact_id)

    host.propose(room_id, contact_id)

    assert bench.last(facts.BedRefused)["reason"] == "room_no_longer_offered"
    assert bench.last(facts.ContactPersonRefused)["reason"] == "contact_person_has_retired"


def test_placement_proposed_told_after_it_has_lapsed(bench, host, room_id, contact_id):
    """The hold is taken and let go of again: who proposed it also says when it is over."""
    bench.clock.move_to(UNTIL)
    bench.clock.advance(days=1)

    proposal = host.propose(room_id, contact_id)
    host.release(proposal, "expired")

    assert answers(bench) == [*HELD, *FREED]


# -- accepted


def test_the_card_of_acceptance_books_and_assigns(bench, host, room_id, contact_id):
    proposal = host.propose(room_id, contact_id)

    host.accept(proposal)

    assert answers(bench) == [*HELD, *TAKEN]
    assert bench.last(facts.BedBooked)["placement_id"] == str(proposal.placement_id)
    assert bench.last(facts.ContactPersonAssigned)["exchange_id"] == str(proposal.exchange_id)


def test_card_of_acceptance_issued_told_twice(bench, host, room_id, contact_id):
    message = host.accept(host.propose(room_id, contact_id))

    bench.tell_again(message)
    bench.tell_as_new(message)

    assert answers(bench) == [*HELD, *TAKEN]


def test_card_of_acceptance_issued_told_late(bench, host, room_id, contact_id):
    """A hold does not run out by itself: the card that was issued in time is honoured."""
    proposal = host.propose(room_id, contact_id)
    bench.clock.move_to(UNTIL)
    bench.clock.advance(days=30)

    host.accept(proposal)

    assert answers(bench) == [*HELD, *TAKEN]


def test_a_card_for_what_is_not_held_comes_to_nothing(bench, host, room_id, contact_id):
    proposal = host.propose(room_id, contact_id)
    host.release(proposal)

    host.accept(proposal)

    assert answers(bench) == [*HELD, *FREED]


# -- released


@pytest.mark.parametrize("is_accepted", [False, True])
def test_a_released_placement_frees_bed_and_contact_person(
    bench, host, room_id, contact_id, is_accepted
):
    proposal = host.propose(room_id, contact_id)
    if is_accepted:
        host.accept(proposal)

    host.release(proposal, "student_cancelled")
    host.propose(room_id, contact_id)

    assert bench.last(facts.BedReleased)["reason"] == "student_cancelled"
    assert bench.last(facts.ContactPersonReleased)["reason"] == "student_cancelled"
    assert answers(bench)[-4:] == [*FREED, *HELD]


def test_placement_released_told_twice(bench, host, room_id, contact_id):
    message = host.release(host.propose(room_id, contact_id))

    bench.tell_again(message)
    bench.tell_as_new(message)

    assert answers(bench) == [*HELD, *FREED]


def test_placement_released_told_late(bench, host, room_id, contact_id):
    """The student has moved in meanwhile: the stay is ended by those who see it, not undone."""
    proposal = host.propose(room_id, contact_id)
    host.accept(proposal)
    bench.clock.move_to(UNTIL.replace(month=7))
    bench.send("hand_over_keys", actor=host.lore, exchange_id=proposal.exchange_id)

    host.release(proposal, "no_show")

    assert answers(bench) == [*HELD, *TAKEN, "ContactPersonReleased"]


def test_what_was_never_held_is_not_released(bench, host):
    proposal = host.propose(uuid4(), uuid4())

    host.release(proposal, "room_unknown")

    assert answers(bench) == ["BedRefused", "ContactPersonRefused"]


def test_only_the_held_half_of_a_placement_is_released(bench, host, room_id):
    proposal = host.propose(room_id, uuid4())

    host.release(proposal, "contact_person_unknown")

    assert answers(bench) == ["BedHeld", "ContactPersonRefused", "BedReleased"]


# -- at the same moment


def test_a_block_and_a_proposal_for_the_same_days_never_both_succeed(
    bench, host, room_id, contact_id
):
    """Two writers of one room at once: one comes first, the other is refused."""
    period = {"start": "2027-07-10", "end": "2027-07-12"}
    order = Order({"room_id": str(room_id), **period}, host.lore, "block")
    at_once, refused = Barrier(2), []

    def block():
        at_once.wait()
        try:
            bench.host.handle(BlockRoom, order.to_json())
        except RoomNeededForStay as refusal:
            refused.append(refusal)

    blocker = Thread(target=block)
    blocker.start()
    at_once.wait()
    host.propose(room_id, contact_id)
    blocker.join()

    is_held = "BedHeld" in answers(bench)
    assert is_held is bool(refused)
    assert is_held is not ("RoomBlocked" in bench.names())
