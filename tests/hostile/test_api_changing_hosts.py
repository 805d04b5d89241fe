"""Every change to people, hosts, projects and messages, sent by somebody of each role."""

import pytest
from schemathesis import GenerationMode

from tests.hostile.living_season import LivingSeason
from tests.hostile.requests import each_by_itself


def is_wanted(method: str, area: str) -> bool:
    return method != "get" and area not in {"applications", "housing"}


def test_changes_that_the_description_allows(
    season: LivingSeason, subtests: pytest.Subtests
) -> None:
    each_by_itself(subtests, season, is_wanted, GenerationMode.POSITIVE, tries=3)


def test_changes_that_the_description_forbids(
    season: LivingSeason, subtests: pytest.Subtests
) -> None:
    each_by_itself(subtests, season, is_wanted, GenerationMode.NEGATIVE, tries=2)
