"""Fixtures of the stories: running homes, shared by tests as far as time allows."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.distributed_home import distributed
from tests.support.running_home import RunningHome, one_process
from tests.support.scene import Scene, a_scene
from tests.support.world import World, world_of

A_MONDAY_IN_WINTER = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module", params=["one_process", "distributed"])
def world(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """Everybody in a running home, and the time there. Its stories do not know which home it is."""
    folder = tmp_path_factory.mktemp("home")
    with _home(request, folder) as home, world_of(home) as everybody:
        yield everybody


def _home(request: pytest.FixtureRequest, folder: Path) -> AbstractContextManager[RunningHome]:
    if request.param == "one_process":
        return one_process(folder / "data", A_MONDAY_IN_WINTER)
    servers = (request.getfixturevalue(name) for name in ("postgres", "rabbit"))
    return distributed(folder, A_MONDAY_IN_WINTER, *servers)


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """All that a bad request can be about, in a home whose time nobody moves."""
    folder = tmp_path_factory.mktemp("scene") / "data"
    with one_process(folder, A_MONDAY_IN_WINTER) as home, world_of(home) as everybody:
        yield a_scene(everybody)


@pytest.fixture
def nothing_changes(scene: Scene) -> Iterator[None]:
    """Whatever the test does, no log grows and the exchange keeps its version."""
    tag, positions = scene.tag, scene.world.home.positions()
    yield
    assert scene.world.home.positions() == positions
    assert scene.tag == tag
