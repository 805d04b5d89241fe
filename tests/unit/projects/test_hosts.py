"""Organisations, committees and mentors: one of each, whoever registers them."""

from unicodedata import normalize
from uuid import uuid4

import pytest

from services.projects.domain import LocalCommittee, Mentor, NationalOrganisation
from services.projects.errors import MentorOfAnotherCommittee, OrcidInvalid

NMO = NationalOrganisation.create_id("research", "PT")


def a_mentor(orcid: str = "") -> Mentor:
    return Mentor.registered(
        person_id=uuid4(), lc_id=uuid4(), nmo_id=NMO, department="Neurology", orcid=orcid
    )


def test_a_country_has_one_organisation_in_a_programme():
    organisation = NationalOrganisation(programme="research", country="PT", name="ANEM")

    assert organisation.id == NMO
    assert NationalOrganisation.create_id("research", "ES") != NMO


def test_another_programme_has_its_own_organisation():
    assert NationalOrganisation.create_id("clinical", "PT") != NMO


def test_the_ids_of_organisations_never_change():
    assert str(NMO) == "545f7b57-f3c9-537c-963f-f65596c2f9e4"


def test_a_faculty_has_one_committee_in_an_organisation():
    committee = LocalCommittee(
        nmo_id=NMO, country="PT", faculty="Universidade do Porto", city="Porto", web_page=""
    )

    assert committee.id == LocalCommittee.create_id(NMO, "Universidade do Porto")
    assert committee.id != LocalCommittee.create_id(uuid4(), "Universidade do Porto")


@pytest.mark.parametrize(
    "spelling",
    [
        "UNIVERSITÉ DE LIÈGE",
        normalize("NFD", "Université de Liège"),
        "  Université  de Liège ",
    ],
)
def test_a_faculty_is_the_same_in_every_case_composition_and_spacing(spelling):
    assert LocalCommittee.create_id(NMO, spelling) == LocalCommittee.create_id(
        NMO, "Université de Liège"
    )


def test_faculties_with_different_accents_are_different():
    assert LocalCommittee.create_id(NMO, "Universität Zürich") != LocalCommittee.create_id(
        NMO, "Universitat Zurich"
    )


def test_a_person_is_a_mentor_of_a_committee_once():
    mentor = a_mentor()

    assert mentor.id == Mentor.create_id(mentor.lc_id, mentor.person_id)
    assert mentor.id != Mentor.create_id(uuid4(), mentor.person_id)


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0097", "0000-0002-1694-233X", ""])
def test_an_orcid_with_the_right_check_digit_or_none_is_taken(orcid):
    assert a_mentor(orcid).orcid == orcid


@pytest.mark.parametrize(
    "orcid",
    [
        "0000-0002-1825-0098",  # wrong check digit
        "0000-0002-1825-0079",  # two digits swapped
        "0000-0002-1694-2330",  # a digit for the X
        "0000000218250097",  # without its groups
        "0000-0002-1825-009",  # too short
        "\u0660000-0002-1825-0097",  # digits of another script
        "https://orcid.org/0000-0002-1825-0097",
    ],
)
def test_an_orcid_with_a_wrong_check_digit_or_form_is_refused(orcid):
    with pytest.raises(OrcidInvalid):
        a_mentor(orcid)


def test_the_mentor_of_another_committee_is_refused():
    mentor = a_mentor()

    mentor.must_belong_to(mentor.lc_id)
    with pytest.raises(MentorOfAnotherCommittee):
        mentor.must_belong_to(uuid4())
