"""The disclosure table: least privilege, and nothing in it that does not exist."""

from uuid import uuid4

import pytest

from services.contracts.roles import Role
from services.people.vault.disclosure import (
    MAY_SEE,
    NAMES,
    NEEDS_CONSENT,
    Purpose,
    Relation,
    Tie,
    document,
    visible,
)
from services.people.vault.personal_data import DOCUMENT_KINDS, FIELDS

EVERYTHING = FIELDS | {document(kind) for kind in DOCUMENT_KINDS}
TRAVEL = {"arrival", "departure"}


def seen_by(*relations: Relation, purpose: Purpose):
    return visible([Tie(relation, Role.LORE, uuid4()) for relation in relations], purpose)


def test_the_table_names_only_what_there_is():
    named = {field for row in MAY_SEE.values() for seen in row.values() for field in seen}

    assert named <= EVERYTHING


def test_every_relation_and_every_purpose_stands_in_the_table():
    assert set(MAY_SEE) == set(Relation)
    assert {purpose for row in MAY_SEE.values() for purpose in row} == set(Purpose)


def test_what_needs_consent_exists():
    for consents in NEEDS_CONSENT.values():
        assert set(consents) | set(consents.values()) <= FIELDS


def test_people_see_everything_about_themselves():
    assert seen_by(Relation.SELF, purpose=Purpose.OWN) == EVERYTHING


def test_nobody_sees_anything_without_a_tie():
    assert visible([], Purpose.APPLICATION) == frozenset()


def test_a_purpose_that_is_not_the_relations_shows_nothing():
    assert seen_by(Relation.PROVIDER, purpose=Purpose.APPLICATION) == frozenset()


def test_a_contact_person_sees_name_phone_and_arrival_only():
    seen = {field for fields in MAY_SEE[Relation.CONTACT_PERSON].values() for field in fields}

    assert seen == NAMES | {"phone"} | TRAVEL


def test_a_mentor_sees_name_languages_letters_and_diary_only():
    seen = {field for fields in MAY_SEE[Relation.MENTOR].values() for field in fields}
    letters = ("curriculum_vitae", "motivation_letter", "recommendation_letter", "diary")

    assert seen == NAMES | {"languages"} | {document(kind) for kind in letters}


def test_a_provider_sees_first_name_and_diet_only():
    assert MAY_SEE[Relation.PROVIDER] == {Purpose.HOUSING: {"given_name", "diet"}}


@pytest.mark.parametrize("relation", sorted(set(Relation) - {Relation.SELF}))
def test_nobody_else_sees_passport_data_for_arrival(relation):
    assert not seen_by(relation, purpose=Purpose.ARRIVAL) & {"passport_number", "birth_date"}


def test_who_holds_two_relations_sees_what_both_show():
    both = seen_by(Relation.SENDING, Relation.HOSTING_NATIONAL, purpose=Purpose.APPLICATION)

    assert "passport_number" in both
