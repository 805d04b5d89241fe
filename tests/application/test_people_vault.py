"""The vault through the service: what is set, who sees it, and that every look is recorded."""

import base64
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import MetaData, select

from services.contracts import people as facts
from services.contracts.errors import Invalid, NotFound, NotPermitted, StaleVersion
from services.contracts.roles import Role
from services.hosting.stores import SQLiteStores
from services.people.errors import (
    AddressInUse,
    FileNotAccepted,
    NotYoursToSee,
    TooManyDocuments,
)
from services.people.service import PeopleService
from services.people.vault.keys import MasterKeyUnusableError, new_master_key
from tests.support.actors import officer, person
from tests.support.bench import Bench
from tests.support.people import PASSWORD, PDF

ZOE = {"given_name": "Zoë", "family_name": "Brandão", "phone": "+351 912 345 678"}


def set_data(bench, actor, person_id, **data):
    return bench.send("set_personal_data", actor=actor, person_id=person_id, data=data)


# -- setting


@pytest.mark.parametrize("who", ["lore", "nore_out", "nore_in", "director"])
def test_personal_data_are_set_by_the_officers_of_the_home(side, bench, who):
    person_id = side.register()

    set_data(bench, getattr(side, who), person_id, **ZOE)

    assert bench.last(facts.PersonalDataChanged)["fields_changed"] == sorted(ZOE)


def test_personal_data_are_set_and_seen_by_the_person(side, bench):
    person_id = side.register()
    data = {**ZOE, "native_name": "李小龍", "languages": [{"language": "pt", "level": "C2"}]}

    set_data(bench, person(person_id), person_id, **data)

    assert side.look(person(person_id), person_id, "own") == data


@pytest.mark.parametrize("actor", [person(), officer(Role.LORE, uuid4()), officer(Role.AUDITOR)])
def test_personal_data_are_not_set_by_others(side, bench, actor):
    person_id = side.register()

    with pytest.raises(NotPermitted):
        set_data(bench, actor, person_id, **ZOE)

    assert bench.facts(facts.PersonalDataChanged) == []


def test_absent_fields_stay_and_null_removes_one(side, bench):
    person_id = side.register(**ZOE)

    set_data(bench, side.lore, person_id, phone=None, family_name="Lopes")

    assert side.look(person(person_id), person_id, "own") == {
        "given_name": "Zoë",
        "family_name": "Lopes",
    }


def test_an_unknown_field_is_refused_and_nothing_is_set(side, bench):
    person_id = side.register()

    with pytest.raises(Invalid):
        set_data(bench, side.lore, person_id, **ZOE, shoe_size=42)

    assert side.look(person(person_id), person_id, "own") == {}


def test_data_that_were_changed_meanwhile_are_not_overwritten(side, bench):
    person_id = side.register(**ZOE)

    with pytest.raises(StaleVersion):
        bench.send(
            "set_personal_data", person_id=person_id, data={"phone": None}, expected_version=1
        )

    assert side.look(person(person_id), person_id, "own") == ZOE


def test_two_people_do_not_share_an_address_however_it_is_cased(side, bench):
    side.register(email="Zoe@Example.org")

    with pytest.raises(AddressInUse):
        set_data(bench, side.lore, side.register(), email="zoe@example.ORG")


def test_a_refused_address_leaves_everything_as_it_was(side, bench):
    side.register(email="zoe@example.org")
    person_id = side.register(email="max@example.org")

    with pytest.raises(AddressInUse):
        set_data(bench, side.lore, person_id, email="zoe@example.org", phone="112233")

    assert side.look(person(person_id), person_id, "own") == {"email": "max@example.org"}


def test_an_address_that_somebody_gave_up_can_be_used(side, bench):
    first = side.register(email="zoe@example.org")
    set_data(bench, side.lore, first, email="zoe@example.com")

    assert side.register(email="zoe@example.org") != first


# -- nothing personal lies outside the seals


def everything_stored(bench: Bench) -> bytes:
    """All that lies in the service's databases, as bytes."""
    if isinstance(bench.stores, SQLiteStores):
        return b"".join(file.read_bytes() for file in Path(bench.stores.folder).iterdir())
    tables = MetaData()
    tables.reflect(bench.host.engine)
    with bench.host.engine.connect() as connection:
        rows = [row for t in tables.sorted_tables for row in connection.execute(select(t))]
    return repr([[bytes(v) if isinstance(v, memoryview) else v for v in r] for r in rows]).encode()


def test_no_value_password_or_token_lies_readable_in_any_database(side, bench):
    person_id = side.who_signs_in("hidden-address@example.org", "hidden-password-1")
    set_data(bench, side.lore, person_id, given_name="hidden-name", phone="0123456789")
    side.store(person_id, "diary", base64.b64encode(b"hidden-diary").decode())
    secrets = [
        bench.send("invite", person_id=person_id)["token"],
        bench.send("sign_in", email="hidden-address@example.org", password="hidden-password-1")[
            "refresh_token"
        ],
    ]
    side.look(side.lore, person_id, "administration")
    bench.send("contact_card", person_id=person_id, purpose="mail")

    stored = everything_stored(bench)

    assert str(side.lc_id).encode() in stored or side.lc_id.bytes in stored
    for text in ("hidden-", "0123456789", *secrets):
        assert text.encode() not in stored


def test_the_vault_opens_again_only_with_its_master_key(side, bench, service_host):
    person_id = side.register(**ZOE)
    key = bench.host.use_cases.tools.settings

    again = service_host(PeopleService, settings=key)
    seen = again.send(
        "view_personal_data", actor=person(person_id), person_id=person_id, purpose="own"
    )

    assert seen["data"] == ZOE
    with pytest.raises(MasterKeyUnusableError):
        service_host(PeopleService, settings={"master_key": new_master_key()})


def test_there_is_no_default_master_key(service_host):
    with pytest.raises(MasterKeyUnusableError):
        service_host(PeopleService)


# -- looking


def test_every_look_is_recorded_with_who_why_and_what(side, bench):
    person_id = side.register(**ZOE, birth_date="2004-02-29")

    side.look(side.lore, person_id, "administration", "given_name", "birth_date", "gender")

    look = bench.last(facts.PersonalDataViewed)
    assert UUID(look.pop("look_id"))
    assert look == {
        "person_id": str(person_id),
        "viewer_id": str(side.lore.person_id),
        "viewer_role": "lore",
        "unit_id": str(side.lc_id),
        "purpose": "administration",
        "fields_viewed": ["birth_date", "given_name"],
    }


def test_a_look_by_being_somebody_is_recorded_without_a_unit(side, bench):
    person_id = side.register(**ZOE)

    side.look(person(person_id), person_id, "own", "given_name")

    look = bench.last(facts.PersonalDataViewed)
    assert (look["viewer_role"], look["unit_id"]) == ("self", None)


def test_without_a_list_a_look_shows_all_that_the_purpose_covers(side):
    person_id = side.register(**ZOE, passport_number="X1234567")

    assert side.look(side.lore, person_id, "administration") == ZOE


def test_what_the_purpose_does_not_cover_is_refused_and_no_look(side, bench):
    person_id = side.register(**ZOE, passport_number="X1234567")

    with pytest.raises(NotYoursToSee) as refused:
        side.look(side.lore, person_id, "administration", "given_name", "passport_number")

    assert refused.value.details["fields"] == "passport_number"
    assert bench.facts(facts.PersonalDataViewed) == []


def test_a_purpose_that_is_not_the_officers_is_refused(side):
    with pytest.raises(NotYoursToSee):
        side.look(side.lore, side.register(**ZOE), "own")


@pytest.mark.parametrize("actor", [person(), officer(Role.LORE, uuid4()), officer(Role.OPERATOR)])
def test_who_has_nothing_to_do_with_a_person_sees_nothing(side, actor):
    with pytest.raises(NotPermitted):
        side.look(actor, side.register(**ZOE), "administration")


def test_an_auditor_sees_names_only(side):
    person_id = side.register(**ZOE)

    assert set(side.look(officer(Role.AUDITOR), person_id, "audit")) == {
        "given_name",
        "family_name",
    }


def test_a_list_shows_those_who_are_the_officers_to_see(side, bench):
    ours, unknown = side.register(**ZOE), uuid4()
    stranger = bench.send("register_person")["id"]

    answer = bench.send(
        "view_people",
        actor=side.lore,
        person_ids=[ours, stranger, unknown, ours],
        purpose="administration",
        fields_asked=["given_name"],
    )

    assert [(seen["person_id"], seen["data"]) for seen in answer["people"]] == [
        (str(ours), {"given_name": "Zoë"})
    ]
    assert len(bench.facts(facts.PersonalDataViewed)) == 1


def test_an_unknown_person_is_not_found(side):
    with pytest.raises(NotFound):
        side.look(side.director, uuid4(), "administration")


# -- reaching somebody


def test_the_product_learns_how_to_reach_somebody_and_records_it(side, bench):
    person_id = side.register(**ZOE, email="zoe@example.org", language="pt")

    card = bench.send("contact_card", person_id=person_id, purpose="notification")

    assert card == {
        "person_id": str(person_id),
        "display_name": "Zoë Brandão",
        "email": "zoe@example.org",
        "language": "pt",
        "time_zone": None,
    }
    look = bench.last(facts.PersonalDataViewed)
    assert (look["viewer_id"], look["viewer_role"]) == (None, "system")
    assert look["purpose"] == "notification"


def test_a_question_that_the_broker_hands_over_again_is_one_look(side, bench):
    question = {"person_id": side.register(**ZOE), "purpose": "notification"}

    cards = [bench.send("contact_card", command_id="asked", **question) for _ in range(2)]
    bench.send("contact_card", command_id="asked later", **question)

    assert cards[0] == cards[1]
    assert len(bench.facts(facts.PersonalDataViewed)) == 2


def test_a_contact_card_is_for_the_product_only(side, bench):
    with pytest.raises(NotPermitted):
        bench.send(
            "contact_card", actor=side.lore, person_id=side.register(), purpose="notification"
        )


# -- documents


def test_a_document_is_stored_listed_and_seen(side, bench):
    person_id = side.register()
    document_id = side.store(person_id, "passport_copy", actor=person(person_id))

    assert bench.last(facts.DocumentStored) == {
        "document_id": str(document_id),
        "person_id": str(person_id),
        "kind": "passport_copy",
        "content_type": "application/pdf",
        "size": len(base64.b64decode(PDF)),
    }
    own = {"actor": person(person_id), "purpose": "own"}
    listed = bench.send("list_documents", person_id=person_id, **own)
    seen = bench.send("view_document", document_id=document_id, **own)
    assert [known["document_id"] for known in listed["documents"]] == [str(document_id)]
    assert (seen["content"], seen["content_type"]) == (PDF, "application/pdf")
    assert bench.last(facts.PersonalDataViewed)["fields_viewed"] == ["document:passport_copy"]


def test_a_repeated_request_changes_data_once_for_the_log(side, bench):
    data = {"person_id": side.register(), "data": {"phone": "+351 222 000 111"}}
    before = len(bench.facts(facts.PersonalDataChanged))

    first, again = (bench.send("set_personal_data", **data, command_id="k-1") for _ in range(2))

    assert first == again
    assert len(bench.facts(facts.PersonalDataChanged)) == before + 1


def test_a_repeated_request_stores_a_document_once(side, bench):
    person_id = side.register()

    first, again = (side.store(person_id, "terms", command_id="k-1") for _ in range(2))

    assert first == again
    assert len(bench.facts(facts.DocumentStored)) == 1


def test_documents_are_stored_by_the_officers_of_the_home(side):
    assert side.store(side.register(), "terms", actor=side.lore)


def test_documents_are_not_stored_by_others(side):
    with pytest.raises(NotPermitted):
        side.store(side.register(), "terms", actor=officer(Role.LORE, uuid4()))


@pytest.mark.parametrize("content", ["not base64!", "", None, 7])
def test_content_that_is_no_file_is_refused(side, bench, content):
    with pytest.raises(Invalid):
        side.store(side.register(), "terms", content)

    assert bench.facts(facts.DocumentStored) == []


def test_a_kind_of_document_that_is_not_kept_is_refused(side):
    with pytest.raises(Invalid):
        side.store(side.register(), "shopping_list")


def test_a_photo_is_an_image(side):
    with pytest.raises(FileNotAccepted):
        side.store(side.register(), "photo")


def test_the_number_of_documents_is_bounded(side, monkeypatch):
    monkeypatch.setattr("services.people.vault.documents.MOST_DOCUMENTS", 1)
    person_id = side.register()
    side.store(person_id, "terms")

    with pytest.raises(TooManyDocuments):
        side.store(person_id, "terms")


def test_a_document_that_is_not_the_actors_to_see_is_neither_listed_nor_shown(side, bench):
    person_id = side.register()
    document_id = side.store(person_id, "passport_copy")
    asked = {"actor": side.lore, "purpose": "administration"}

    assert bench.send("list_documents", person_id=person_id, **asked)["documents"] == []
    with pytest.raises(NotYoursToSee):
        bench.send("view_document", document_id=document_id, **asked)


def test_an_unknown_document_is_not_found(side, bench):
    with pytest.raises(NotFound):
        bench.send("view_document", document_id=uuid4(), purpose="own")


def test_the_password_is_not_among_what_is_seen(side):
    person_id = side.who_signs_in("zoe@example.org")

    assert PASSWORD not in repr(side.look(person(person_id), person_id, "own"))
