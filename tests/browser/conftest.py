"""Fixtures for tests with a browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.house import House, a_browser, open_house
from tests.support.sample_season import SampleSeason


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; one for each worker."""
    with a_browser() as made:
        yield made


@pytest.fixture(scope="session")
def house(
    sample_season: SampleSeason, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """The sample season behind a browser; one for each worker."""
    with open_house(sample_season, tmp_path_factory.mktemp("house") / "data", browser) as made:
        yield made
