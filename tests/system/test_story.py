"""The whole story over HTTP: one student, from the application form to the recognition at home."""

from datetime import timedelta
from functools import partial

from tests.support.client import eventually
from tests.support.partners import FREE_OF, Offer, Partners, an_offer, partners
from tests.support.story import StudentExchange
from tests.support.world import World

TITLE = "Microglia in Parkinson's disease, à Łódź"
NAME = {"given_name": "Małgorzata", "family_name": "Żółć", "native_name": "Małgorzata Żółć"}
TRAIN = {"time": "14:35", "place": "Campanhã", "number": "AP 131"}
TRAVEL = {
    "phone": "+48 600 100 200",
    "emergency_contact": {"name": "Ołeh Żółć", "phone": "+48 600 100 201"},
    "insurance": {"insurer": "Travellers' Mutual"},
}
STAGES = [
    "ApplicationFormAssigned",
    "ApplicationSubmitted",
    "ApplicationForwarded",
    "ApplicationReceived",
    "AssignedToCommittee",
    "PlacementProposed",
    "PlacementCompleted",
    "CardOfAcceptanceIssued",
    "InvitationLetterIssued",
    "CardOfConfirmationSubmitted",
    "PreDepartureTrainingAttended",
    "VisaSettled",
    "ClearedToTravel",
    "StudentArrived",
    "ProjectStarted",
    "MidAppraisalSigned",
    "EndAppraisalSigned",
    "ProjectEnded",
    "EvaluationSubmitted",
    "CertificateIssued",
    "RecognitionRecorded",
]


def test_from_the_application_form_to_the_recognition(world: World) -> None:
    between = partners(world)
    offer = an_offer(between.committee, between.period, title=TITLE)
    the_host_is_ready(world, between, offer)

    exchange = StudentExchange(between, offer)
    the_student_applies(exchange)
    the_host_considers_the_form(exchange)
    the_committee_finds_a_place(exchange)
    the_host_accepts(exchange)
    the_student_prepares(exchange)
    the_student_arrives(exchange)
    the_student_works(exchange)
    the_work_ends(exchange)
    code = the_exchange_is_completed(exchange)
    everybody_can_verify(world, exchange, code)
    the_faculty_recognises(exchange)
    the_director_looks_back(world, exchange)

    assert [name for name in exchange.happened() if name in STAGES] == STAGES
    assert exchange.seen()["next"] is None


def the_host_is_ready(world: World, between: Partners, offer: Offer) -> None:
    catalogue = world.api.get("/projects", nmo=between.hosting.nmo_id)
    assert [item["project_id"] for item in catalogue["items"]] == [offer.project_id]
    terms = world.api.get(f"/organisations/{between.hosting.nmo_id}/conditions")
    assert terms["items"][0]["season"] == between.period.season
    assert between.is_free(offer)
    assert between.places() == {"open": 2, "assigned": 0, "used": 0, "lost": 0}


def the_student_applies(exchange: StudentExchange) -> None:
    """The data and the documents go into the vault, the form to the sending organisation."""
    student = exchange.student
    assert exchange.stage == "assigned"
    assert exchange.partners.places()["assigned"] == 1

    student.put(f"/people/{student.person_id}/personal-data", data=NAME)
    exchange.submit()

    assert exchange.stage == "submitted"
    own = student.get(f"/people/{student.person_id}/personal-data", purpose="own")["data"]
    assert NAME.items() <= own.items()


def the_host_considers_the_form(exchange: StudentExchange) -> None:
    exchange.forward()

    about = f"/people/{exchange.student.person_id}/personal-data"
    seen = exchange.hosting.eventually_sees(about, purpose="application")["data"]
    assert seen["family_name"] == NAME["family_name"]

    exchange.receive()
    assert exchange.stage == "received"
    exchange.assign_to_committee()
    assert exchange.seen(by=exchange.lore)["next"]["what"] == "propose_placement"


def the_committee_finds_a_place(exchange: StudentExchange) -> None:
    """Slot, bed and contact person are held at once; the mentor reads the letter and agrees."""
    exchange.propose()

    documents = f"/people/{exchange.student.person_id}/documents"
    letters = exchange.offer.mentor.eventually_sees(documents, purpose="placement")["documents"]
    assert {letter["kind"] for letter in letters} == {"motivation_letter", "curriculum_vitae"}

    exchange.confirm_by_mentor()
    exchange.reaches("placed")
    for what in FREE_OF:  # told by those who hold it, not by who tells of the placement
        eventually(partial(exchange.partners.free, what), lambda free: not free)


def the_host_accepts(exchange: StudentExchange) -> None:
    exchange.accept()

    seen = exchange.seen()
    assert (seen["stage"], seen["is_acceptance_late"]) == ("accepted", False)
    exchange.hosting.post(f"{exchange.path}/invitation-letter", passport_verified=True)
    assert exchange.seen()["invited_at"] is not None


def the_student_prepares(exchange: StudentExchange) -> None:
    exchange.world.move_to(exchange.period.start - timedelta(weeks=5))
    arrival = {"day": exchange.period.start.isoformat(), **TRAIN}
    vault = f"/people/{exchange.student.person_id}/personal-data"
    exchange.student.put(vault, data={**TRAVEL, "arrival": arrival})
    exchange.confirm()
    assert exchange.stage == "confirmed"

    exchange.sending.post(f"{exchange.path}/pre-departure-training")
    exchange.student.put(f"{exchange.path}/visa", is_needed=True)
    assert exchange.stage == "cleared"

    meals = {"kind": "meals", "meals_per_working_day": 1, "where": "Hospital canteen"}
    exchange.lore.put(f"{exchange.path}/boarding", **meals)
    assert exchange.student.get(f"{exchange.path}/boarding")["where"] == "Hospital canteen"


def the_student_arrives(exchange: StudentExchange) -> None:
    """The contact person knows the train, hands the keys over, and the place is used."""
    exchange.world.move_to(exchange.period.start)
    about = f"/people/{exchange.student.person_id}/personal-data"
    seen = exchange.offer.contact_person.eventually_sees(about, purpose="arrival")["data"]
    assert seen["arrival"]["number"] == TRAIN["number"]

    exchange.hand_over_keys()

    used = {"open": 1, "assigned": 0, "used": 1, "lost": 0}
    eventually(exchange.partners.places, lambda places: places == used)


def the_student_works(exchange: StudentExchange) -> None:
    """Every working day is written down, every week countersigned; the mentor signs half-way."""
    exchange.start_work()
    mentor, path = exchange.offer.mentor, exchange.path
    for number, day in enumerate(exchange.period.working_days, start=1):
        exchange.world.move_to(day, hour=18)
        exchange.attend(day)
        if day.weekday() == 4:
            diary = exchange.upload("diary", f"What I learned until {day}.".encode())
            exchange.student.put(f"{path}/diary/{day}", document_id=diary)
            mentor.post(f"{path}/countersignature", up_to=day.isoformat())
        if number == 10:
            mentor.post(f"{path}/mid-appraisal", score=4)

    logbook = exchange.student.get(f"{path}/logbook")
    assert (logbook["present_days"], logbook["working_days"]) == (20, 20)
    assert logbook["countersigned_up_to"] == exchange.period.working_days[-1].isoformat()
    assert logbook["mid_score"] == 4


def the_work_ends(exchange: StudentExchange) -> None:
    exchange.world.move_to(exchange.period.end)
    exchange.end()
    assert exchange.stage == "ended"

    exchange.offer.contact_person.post(f"{exchange.path}/departure")
    exchange.student.put(f"{exchange.path}/room-rating", rating=4)
    room = exchange.lore.get(f"/rooms/{exchange.offer.room_id}")
    assert (room["stays"][0]["state"], room["rating"]) == ("ended", 4.0)


def the_exchange_is_completed(exchange: StudentExchange) -> str:
    exchange.world.move_to(exchange.period.end + timedelta(days=3))
    exchange.evaluate()
    code = exchange.certify()
    assert exchange.stage == "certified"
    return code


def everybody_can_verify(world: World, exchange: StudentExchange, code: str) -> None:
    certificate = world.api.get(f"/certificates/{code}")

    assert certificate["project_title"] == TITLE
    assert (certificate["present_days"], certificate["working_days"]) == (20, 20)
    assert certificate["objectives"] == ["lab_work", "statistics"]
    assert exchange.student.person_id not in str(certificate)


def the_faculty_recognises(exchange: StudentExchange) -> None:
    exchange.sending.post(
        f"{exchange.path}/recognition", recognised_by="Uniwersytet Łódzki", credits=5
    )

    seen = exchange.seen()
    assert (seen["stage"], seen["credits"]) == ("recognised", 5)
    told = eventually(exchange.messages, lambda found: "recognition_recorded" in found)
    assert "card_of_acceptance_issued" in told


def the_director_looks_back(world: World, exchange: StudentExchange) -> None:
    """The logs of all services tell it, causes before their effects."""
    director, path = world.director(), f"{exchange.path}/history"
    facts = eventually(
        lambda: director.get(path)["facts"],
        lambda told: any("RecognitionRecorded" in fact["type"] for fact in told),
    )

    told = [fact["id"] for fact in facts]
    sources = {fact["source"].rpartition("/")[2] for fact in facts}
    assert sources >= {"applications", "projects", "housing"}
    effects = [fact for fact in facts if fact["causationid"] in told]
    assert effects
    assert all(told.index(fact["causationid"]) < told.index(fact["id"]) for fact in effects)
