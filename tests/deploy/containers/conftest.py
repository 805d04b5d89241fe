"""Fixtures of the rehearsals: an engine of their own, the images, the stack as it runs.

They end with the one module that uses them: tests after it have the machine for themselves.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from tests.deploy.containers.compose_file import image_names
from tests.deploy.containers.engine import Engine, why_not_here
from tests.deploy.containers.images import (
    RELEASE,
    build_product,
    forget_what_was_cut_off,
    provide,
    tidy_up,
)
from tests.deploy.containers.ingredients import NotToBeHad, alone, fetched
from tests.deploy.containers.stack import Stack, prepared
from tests.support.sample_season import NOW, SampleSeason

PRODUCT = "ifmsa/exchange"


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """The engine, with all images."""
    with alone():
        if reason := why_not_here():
            pytest.skip(f"No containers are rehearsed on this machine: {reason}")
        ingredients = _fetched()
        with Engine(ingredients["compose"]) as engine:
            forget_what_was_cut_off(engine)
            provide(engine, ingredients, image_names())
            build_product(engine, PRODUCT, RELEASE)
            yield engine
            tidy_up(engine, PRODUCT)


def _fetched() -> Mapping[str, Path]:
    try:
        return fetched()
    except NotToBeHad as error:
        pytest.fail(f"No containers can be rehearsed without this:\n{error}", pytrace=False)


@pytest.fixture(scope="module")
def stack(
    engine: Engine, sample_season: SampleSeason, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stack]:
    """The home in containers, on the day after the season's, with the season in it."""
    folder = tmp_path_factory.mktemp("stack")
    stack = prepared(engine, folder, sample_season, NOW + timedelta(days=1))
    try:
        stack.up()
        stack.wait_until_ready()
        yield stack
    finally:
        stack.lose()
