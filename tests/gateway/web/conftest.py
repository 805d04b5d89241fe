"""Fixtures for tests of pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gateway.queries_bench import World
from tests.gateway.web.season_bench import SeasonBench
from tests.gateway.web.web_bench import Browser, WebBench
from tests.support.sample_season import SampleSeason


@pytest.fixture
def web(tmp_path: Path) -> Iterator[WebBench]:
    """The pages over a home with all services."""
    bench = WebBench(tmp_path / "data")
    yield bench
    bench.close()


@pytest.fixture
def stranger(web: WebBench) -> Browser:
    """Somebody who is not signed in."""
    return web.browser()


@pytest.fixture
def ana(web: WebBench) -> Browser:
    """Somebody who is signed in and holds no role."""
    return web.browser("ana@example.org")


@pytest.fixture(scope="module")
def bench(
    sample_season: SampleSeason, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SeasonBench]:
    """The pages over a copy of the sample season."""
    made = SeasonBench(sample_season.copied_to(tmp_path_factory.mktemp("season") / "data"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The pages over views that were told a whole story; for tests that only read."""
    bench = WebBench(tmp_path_factory.mktemp("web"))
    yield World(bench)
    bench.close()
