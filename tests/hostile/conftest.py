"""Fixtures of the hostile tests."""

from collections.abc import Iterator

import pytest

from tests.hostile.living_season import LivingSeason, living_season


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivingSeason]:
    """A season of the file's own, for its requests change it."""
    with living_season(tmp_path_factory.mktemp("season")) as season:
        yield season
