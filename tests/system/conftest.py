"""Fixtures of the stories: a running home, shared by the tests of a module, and its world."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.support.running_home import Home, one_process
from tests.support.scene import Scene, a_scene
from tests.support.world import World, world_of

A_MONDAY_IN_WINTER = datetime(2027, 1, 11, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """A home that runs. The stories told in it do not know which one it is."""
    with one_process(tmp_path_factory.mktemp("home") / "data", A_MONDAY_IN_WINTER) as running:
        yield running


@pytest.fixture(scope="module")
def world(home: Home) -> Iterator[World]:
    """Everybody who uses the home."""
    with world_of(home) as everybody:
        yield everybody


@pytest.fixture(scope="module")
def scene(world: World) -> Scene:
    """Everybody and everything that a bad request can be about."""
    return a_scene(world)


@pytest.fixture
def nothing_changes(home: Home, scene: Scene) -> Iterator[None]:
    """Whatever the test does, no log grows and the exchange keeps its version."""
    tag, positions = scene.tag, home.positions()
    yield
    assert home.positions() == positions
    assert scene.tag == tag
