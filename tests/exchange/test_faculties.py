"""Faculties of a sample season out of a list of universities."""

from pathlib import Path

import pytest

from exchange.importing.faculties import faculties_from
from exchange.importing.table import Unreadable
from exchange.season.world import COUNTRIES
from tests.support.universities import PORTO, many_rows, with_flaws, write_list

BY_CODE = {country.code: country for country in COUNTRIES}
PORTUGAL, GERMANY = BY_CODE["PT"], BY_CODE["DE"]


@pytest.fixture
def universities(tmp_path: Path) -> Path:
    return write_list(tmp_path / "universities.csv", with_flaws(many_rows(300)))


def test_they_are_universities_of_the_country(universities: Path) -> None:
    chosen = faculties_from(universities, seed=1)(PORTUGAL, 5)

    assert len({faculty.name for faculty in chosen}) == 5
    assert all(faculty.name.startswith("Universidade de São Tomé") for faculty in chosen)
    assert {faculty.city for faculty in chosen} <= {"Évora", ""}


def test_the_same_seed_chooses_the_same_whatever_was_chosen_before(universities: Path) -> None:
    first, second = faculties_from(universities, seed=1), faculties_from(universities, seed=1)

    first(BY_CODE["GR"], 3)

    assert first(PORTUGAL, 3) == second(PORTUGAL, 3)


def test_another_seed_chooses_others(universities: Path) -> None:
    assert faculties_from(universities, seed=1)(PORTUGAL, 10) != faculties_from(
        universities, seed=2
    )(PORTUGAL, 10)


def test_a_country_without_universities_has_invented_ones(universities: Path) -> None:
    chosen = faculties_from(universities, seed=1)(GERMANY, 3)

    assert [faculty.city for faculty in chosen] == list(GERMANY.cities[:3])


def test_too_few_universities_are_made_up_for_by_invented_ones(tmp_path: Path) -> None:
    file = write_list(tmp_path / "universities.csv", [PORTO, PORTO, ("PT", "", "", "", "")])

    chosen = faculties_from(file, seed=1)(PORTUGAL, 3)

    assert [faculty.name for faculty in chosen][:1] == ["Universidade do Porto"]
    assert len({faculty.name for faculty in chosen}) == 3


def test_an_unreadable_list_is_refused(tmp_path: Path) -> None:
    file = write_list(tmp_path / "universities.csv", [], header=["name"])

    with pytest.raises(Unreadable):
        faculties_from(file, seed=1)
