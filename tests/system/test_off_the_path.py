"""The ways off the path, each as it is lived by those concerned, over HTTP."""

from datetime import timedelta

from tests.support.client import eventually
from tests.support.partners import Offer, Partners, an_offer, partners
from tests.support.story import StudentExchange
from tests.support.world import World

WEEKS_OF_A_HUNDRED_DAYS = 20


def one_student(world: World) -> StudentExchange:
    """An exchange whose form is with the student; the host has an offer for it."""
    between = partners(world)
    return StudentExchange(between, an_offer(between.committee, between.period))


def is_free_again(between: Partners, offer: Offer) -> None:
    """Wait until slot, bed and contact person are all free."""
    eventually(lambda: between.is_free(offer), bool)


# -- before the placement --------------------------------------------------------------------------


def test_a_returned_form_is_the_students_again(world: World) -> None:
    exchange = one_student(world)
    exchange.submit()

    exchange.sending.post(f"{exchange.path}/return", reason="photo_unreadable")

    seen = exchange.seen()
    assert (seen["stage"], seen["reason"]) == ("returned", "photo_unreadable")
    assert (seen["reason_by"], seen["next"]["who"]) == ("sending", "student")

    exchange.to_received()
    exchange.hosting.post(f"{exchange.path}/return", reason="letter_missing")

    seen = exchange.seen()
    assert (seen["stage"], seen["reason_by"]) == ("returned", "hosting")
    assert exchange.to_received().stage == "received"


def test_a_rejected_student_leaves_the_contract_place_to_others(world: World) -> None:
    exchange = one_student(world).to_received()
    assert exchange.partners.places()["assigned"] == 1

    exchange.hosting.post(f"{exchange.path}/rejection", reason="no_capacity")

    seen = exchange.seen()
    assert (seen["stage"], seen["reason"]) == ("rejected", "no_capacity")
    assert exchange.partners.places() == {"open": 2, "assigned": 0, "used": 0, "lost": 0}
    eventually(exchange.messages, lambda told: told[:1] == ["application_rejected"])


# -- the placement ---------------------------------------------------------------------------------


def test_a_refused_bed_lets_go_of_slot_and_contact_person(world: World) -> None:
    """Another student has the last bed. What was held for the second one is free again."""
    first = one_student(world).to_placed()
    between = first.partners
    offer = an_offer(between.committee, between.period)
    second = StudentExchange(between, offer).to_placing()

    second.propose(room_id=first.offer.room_id)

    placement = eventually(second.placement, lambda seen: seen["state"] == "released")
    assert (placement["refused_by"], placement["reason"]) == ("bed", "no_free_bed")
    assert second.stage == "placing"
    is_free_again(between, offer)

    second.propose()
    second.confirm_by_mentor()
    second.reaches("placed")


def test_a_mentor_who_declines_lets_go_of_bed_and_contact_person(world: World) -> None:
    exchange = one_student(world).to_placing()
    exchange.propose()
    slot = f"/projects/{exchange.offer.project_id}/placements/{exchange.placement_id}"

    exchange.offer.mentor.post(f"{slot}/refusal", reason="away_that_month")

    placement = eventually(exchange.placement, lambda seen: seen["state"] == "released")
    assert (placement["refused_by"], placement["reason"]) == ("mentor", "away_that_month")
    is_free_again(exchange.partners, exchange.offer)


def test_what_nobody_decides_in_time_is_let_go_of(world: World) -> None:
    exchange = one_student(world).to_placed()

    world.move_to(world.today + timedelta(days=22))

    placement = eventually(exchange.placement, lambda seen: seen["state"] == "released")
    assert placement["reason"] == "expired"
    assert exchange.stage == "placing"
    is_free_again(exchange.partners, exchange.offer)


def test_a_late_acceptance_needs_a_justification_and_is_flagged(world: World) -> None:
    exchange = one_student(world).to_placing()
    world.move_to(exchange.period.start - timedelta(weeks=7))
    exchange.propose()
    exchange.confirm_by_mentor()
    exchange.reaches("placed")

    refusal = exchange.lore.refused("POST", f"{exchange.path}/card-of-acceptance")

    assert (refusal.status, refusal.code) == (409, "late_acceptance_unjustified")
    assert exchange.stage == "placed"

    exchange.accept(justification="mentor_answered_late")

    seen = exchange.seen()
    assert (seen["stage"], seen["is_acceptance_late"]) == ("accepted", True)
    assert seen["justification"] == "mentor_answered_late"
    ledger = exchange.sending.get("/statistics/late-cards")["items"]
    late = {host["nmo_id"]: (host["late"], host["justified"]) for host in ledger}
    assert late[exchange.partners.hosting.nmo_id] == (1, 1)


# -- before the arrival ----------------------------------------------------------------------------


def test_a_cancellation_after_the_acceptance_frees_everything(world: World) -> None:
    exchange = one_student(world).to_accepted()
    assert not exchange.partners.is_free(exchange.offer)

    exchange.student.post(
        f"{exchange.path}/cancellation", cancelled_by="student", reason="exam_moved"
    )

    seen = exchange.seen()
    assert (seen["stage"], seen["reason_by"]) == ("cancelled", "student")
    assert exchange.partners.places() == {"open": 2, "assigned": 0, "used": 0, "lost": 0}
    is_free_again(exchange.partners, exchange.offer)
    assert exchange.placement()["reason"] == "cancelled"


def test_who_does_not_come_is_a_no_show_by_the_clock(world: World) -> None:
    exchange = one_student(world).to_accepted()
    exchange.confirm()
    last_day_to_arrive = exchange.period.start + timedelta(days=1)

    world.move_to(last_day_to_arrive)
    assert exchange.stage == "confirmed"
    world.move_to(last_day_to_arrive + timedelta(days=1))

    exchange.reaches("no_show")
    lost = {"open": 1, "assigned": 0, "used": 0, "lost": 1}
    eventually(exchange.partners.places, lambda places: places == lost)
    is_free_again(exchange.partners, exchange.offer)
    refusal = exchange.offer.contact_person.refused("POST", f"{exchange.path}/keys")
    assert (refusal.status, refusal.code) == (404, "stay_unknown")


# -- the attendance --------------------------------------------------------------------------------


def test_an_attendance_of_79_percent_earns_no_certificate_and_of_80_it_does(world: World) -> None:
    between = partners(world, weeks=WEEKS_OF_A_HUNDRED_DAYS)
    offer = an_offer(between.committee, between.period, students=2)
    enough, too_little = (StudentExchange(between, offer).to_accepted() for _ in range(2))
    world.move_to(between.period.start)
    for exchange in (enough, too_little):
        exchange.hand_over_keys()
        exchange.start_work()
    world.move_to(between.period.end)
    for exchange, present_days in ((enough, 80), (too_little, 79)):
        complete_the_logbook(exchange, present_days)

    refusal = too_little.lore.refused("POST", f"{too_little.path}/certificate")
    assert (refusal.status, refusal.code) == (409, "certificate_requirements_missing")
    assert refusal.details == {"missing": "attendance"}
    too_little.lore.post(f"{too_little.path}/certificate-refusal")
    seen = too_little.seen()
    assert (seen["stage"], seen["reason"]) == ("not_certified", "attendance_below_threshold")

    refusal = enough.lore.refused("POST", f"{enough.path}/certificate-refusal")
    assert refusal.code == "certificate_is_due"
    code = enough.certify()
    assert world.api.get(f"/certificates/{code}")["present_days"] == 80


def complete_the_logbook(exchange: StudentExchange, present_days: int) -> None:
    """Write down the whole period, so many days of it as present, and end it."""
    for number, day in enumerate(exchange.period.working_days):
        answer = exchange.attend(day, "present" if number < present_days else "absent")
    assert answer["may_still_miss"] == present_days - 80
    exchange.end()
    exchange.evaluate()
