"""Fixtures of the rehearsals: an engine of their own, the images, the stack as it runs."""

import os
from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.deploy.containers.compose_file import image_names
from tests.deploy.containers.engine import Engine, alone, why_not_here
from tests.deploy.containers.images import RELEASE, build_product, provide, tidy_up
from tests.deploy.containers.stack import Stack, prepared
from tests.support.sample_season import NOW, SampleSeason

PRODUCT = "ifmsa/exchange"

# An engine, images and a season take many minutes: `make rehearse` asks for them, `make test` not.
collect_ignore = [] if os.environ.get("REHEARSE") else ["test_home_in_containers.py"]


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """The engine, with all images."""
    with alone():
        if reason := why_not_here():
            pytest.skip(f"No containers are rehearsed on this machine: {reason}")
        with Engine() as engine:
            provide(engine, image_names())
            build_product(engine, PRODUCT, RELEASE)
            yield engine
            tidy_up(engine, PRODUCT)


@pytest.fixture(scope="session")
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
        stack.compose("down", "--volumes", "--timeout", "20")
