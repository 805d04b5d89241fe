"""Fixtures for tests with a browser."""

from collections.abc import Iterator

import pytest

from tests.browser.house import House, open_house
from tests.support.sample_season import SampleSeason


@pytest.fixture(scope="session")
def house(sample_season: SampleSeason, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The sample season behind a browser; one for each worker."""
    with open_house(sample_season, tmp_path_factory.mktemp("house") / "data") as made:
        yield made
