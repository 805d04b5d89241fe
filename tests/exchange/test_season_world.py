"""What a season is made of has enough of everything for its full size."""

from random import Random
from unicodedata import name
from zoneinfo import ZoneInfo

import pytest

from exchange.season.build import invented_faculties
from exchange.season.scale import FULL, SAMPLE, Scale
from exchange.season.subjects import topics
from exchange.season.world import COUNTRIES
from services.contracts.shapes import LEARNING_OBJECTIVES, PROJECT_TYPES


def committees(scale: Scale) -> list[int]:
    return [scale.committees_of(number) for number in range(scale.organisations)]


def test_a_full_season_has_the_size_of_the_programme() -> None:
    assert len(COUNTRIES) == len({country.code for country in COUNTRIES}) == FULL.organisations
    assert 290 <= sum(committees(FULL)) <= 310
    assert len(set(committees(FULL))) > 4
    assert (FULL.projects, FULL.students) == (3_000, 2_400)


@pytest.mark.parametrize("scale", [SAMPLE, FULL])
def test_no_faculty_and_no_title_comes_twice(scale: Scale) -> None:
    for country, count in zip(COUNTRIES, committees(scale), strict=False):
        names = {faculty.name for faculty in invented_faculties(country, count)}
        assert len(names) == count
    titles = [topic.title for topic in topics(scale.projects, Random(1))]
    assert len(set(titles)) == len(titles) == scale.projects


def test_topics_are_of_known_kinds() -> None:
    for topic in topics(FULL.projects, Random(1)):
        assert topic.subject.type in PROJECT_TYPES
        assert set(topic.subject.objectives) <= set(LEARNING_OBJECTIVES)


def test_countries_have_what_people_and_terms_need() -> None:
    for country in COUNTRIES:
        assert ZoneInfo(country.time_zone)
        assert len(country.currency) == 3
        assert min(map(len, (country.cities, country.given_names, country.family_names))) >= 5


def test_people_have_names_in_many_scripts() -> None:
    native = [text for country in COUNTRIES for text in country.native_names]
    scripts = {name(letter).split()[0] for text in native for letter in text if letter.isalpha()}
    assert {"ARABIC", "CYRILLIC", "GREEK", "HEBREW", "ARMENIAN", "GEORGIAN", "DEVANAGARI",
            "THAI", "HANGUL", "CJK"} <= scripts  # fmt: skip
