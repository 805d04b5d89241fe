"""Personal data: any script is welcome, what no field can mean is refused."""

from datetime import date

import pytest
from marshmallow import ValidationError

from services.people.vault.personal_data import PersonalData, display_name


def loaded(**data):
    return PersonalData().load(data)


@pytest.mark.parametrize(
    "name",
    ["Zoë", "李小龍", "محمد", "אברהם", "Νίκος", "O'Brien-Łukasz", "👩🏽‍⚕️", "X Æ A-12", "नेहा"],
)
def test_names_in_any_script_are_kept_as_typed(name):
    assert loaded(native_name=name) == {"native_name": name}


def test_equivalent_spellings_of_a_name_become_one():
    assert loaded(given_name="Zoe\u0308") == loaded(given_name="Zo\u00eb")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("given_name", ""),
        ("given_name", " \u00a0"),
        ("given_name", "Z\x00oe"),
        ("given_name", "\ud800"),
        ("given_name", "two\nlines"),
        ("given_name", "x" * 201),
        ("given_name", 7),
        ("email", "nobody"),
        ("email", "two@@example.org"),
        ("email", "with space@example.org"),
        ("email", "x@localhost"),
        ("phone", "call me"),
        ("birth_date", "31.12.2000"),
        ("nationality", "Portugal"),
        ("nationality", "PT\n"),
        ("language", "English!"),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "../../etc/passwd"),
        ("time_zone", "Europe"),
        ("languages", [{"language": "en", "level": "fluent"}]),
        ("arrival", {"place": "Porto"}),
        ("emergency_contact", {"name": None, "phone": "112233"}),
        ("shoe_size", "42"),
    ],
)
def test_what_a_field_cannot_mean_is_refused(field, value):
    with pytest.raises(ValidationError) as refused:
        loaded(**{field: value})

    assert list(refused.value.messages) == [field]


def test_internationalised_addresses_are_taken():
    assert loaded(email="用户@例子.中国") == {"email": "用户@例子.中国"}


def test_absent_fields_are_not_touched_and_null_removes_one():
    assert loaded(phone=None) == {"phone": None}


def test_several_lines_are_allowed_where_somebody_explains():
    assert loaded(allergies="nuts\nshellfish") == {"allergies": "nuts\nshellfish"}


def test_parts_are_typed():
    arrival = {"day": "2027-07-01", "time": "07:45", "place": "Porto", "number": "TP 123"}

    assert loaded(arrival=arrival)["arrival"]["day"] == date(2027, 7, 1)


def test_a_person_is_called_by_both_names():
    assert display_name({"given_name": "Zoë", "family_name": "Brandão"}) == "Zoë Brandão"


def test_a_person_without_latin_names_is_called_by_the_native_one():
    assert display_name({"native_name": "李小龍"}) == "李小龍"


def test_a_person_without_any_name_is_called_nothing():
    assert display_name({}) == ""
