"""Every question of the API, asked by somebody of each role with any data, is answered well."""

import pytest
from schemathesis import GenerationMode

from tests.hostile.living_season import LivingSeason
from tests.hostile.requests import each_by_itself


def is_question(method: str, _: str) -> bool:
    return method == "get"


def test_questions_that_the_description_allows(
    season: LivingSeason, subtests: pytest.Subtests
) -> None:
    each_by_itself(subtests, season, is_question, GenerationMode.POSITIVE, tries=3)


def test_questions_that_the_description_forbids(
    season: LivingSeason, subtests: pytest.Subtests
) -> None:
    each_by_itself(subtests, season, is_question, GenerationMode.NEGATIVE, tries=2)
