"""Several requests at the same moment: one of them wins, and the others are told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

from services.contracts import people as facts
from services.contracts.errors import Refusal
from services.contracts.roles import SYSTEM
from services.hosting.commands import Order
from services.people.errors import AddressInUse
from tests.support.actors import person
from tests.support.people import PASSWORD

AT_ONCE = 4


def all_at_once(bench, command, orders):
    """What each of the orders led to, an answer or a refusal."""
    start = Barrier(len(orders))

    def send(data):
        order = Order(data, SYSTEM, str(uuid4()))
        start.wait()
        try:
            return getattr(bench.service, command)(order.to_json())
        except Refusal as refusal:
            return type(refusal)

    with ThreadPoolExecutor(len(orders)) as threads:
        return list(threads.map(send, orders))


def test_one_address_given_to_several_people_at_once_is_one_persons(side):
    people = [side.register() for _ in range(AT_ONCE)]
    data = {"email": "zoe@example.org"}

    outcomes = all_at_once(
        side.bench,
        "set_personal_data",
        [{"person_id": str(person_id), "data": data} for person_id in people],
    )

    assert outcomes.count(AddressInUse) == AT_ONCE - 1
    assert len(side.bench.facts(facts.PersonalDataChanged)) == 1


def test_one_persons_first_fields_set_at_once_are_all_kept(side):
    person_id = side.register()
    fields = ["given_name", "family_name", "native_name", "medical_school"]

    all_at_once(
        side.bench,
        "set_personal_data",
        [{"person_id": str(person_id), "data": {field: field}} for field in fields],
    )

    assert side.look(person(person_id), person_id, "own") == {field: field for field in fields}
    assert len(side.bench.facts(facts.PersonalDataChanged)) == len(fields)


def test_one_refresh_token_used_at_once_gives_each_a_token_that_goes_on(side):
    side.who_signs_in("zoe@example.org")
    session = side.bench.send("sign_in", email="zoe@example.org", password=PASSWORD)

    outcomes = all_at_once(
        side.bench, "renew_session", [{"refresh_token": session["refresh_token"]}] * AT_ONCE
    )

    tokens = {outcome["refresh_token"] for outcome in outcomes}
    assert len(tokens) == AT_ONCE
    for token in tokens:
        assert side.bench.send("renew_session", refresh_token=token)


def test_one_invitation_accepted_at_once_sets_one_password(side):
    person_id = side.with_account()
    token = side.bench.send("invite", person_id=person_id)["token"]

    outcomes = all_at_once(
        side.bench,
        "accept_invitation",
        [{"token": token, "password": f"{PASSWORD} {n}"} for n in range(AT_ONCE)],
    )

    assert sum(isinstance(outcome, dict) for outcome in outcomes) == 1
