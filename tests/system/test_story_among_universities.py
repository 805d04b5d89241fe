"""The whole story once more, in a home that holds hundreds of imported universities.

The list goes in through the command line, in all scripts and with its flaws, as an officer would
do it; the story's own organisations and committees live among them.
"""

from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from exchange.main import main
from tests.support.client import eventually
from tests.support.running_home import one_process
from tests.support.universities import many_rows, with_flaws, write_list
from tests.support.world import World, world_of
from tests.system import test_story
from tests.system.conftest import A_MONDAY_IN_WINTER

ROWS = 300


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The world of a home into which the universities were imported before it was started."""
    folder = tmp_path_factory.mktemp("home")
    listed = write_list(folder / "universities.csv", with_flaws(many_rows(ROWS)))
    options = ["--create-organisations", "--data", str(folder / "data")]
    done = CliRunner().invoke(main, ["import", "universities", str(listed), *options])
    assert done.exit_code == 1, done.output  # rows that cannot be mended are rejected, by row
    with (
        one_process(folder / "data", A_MONDAY_IN_WINTER) as running,
        world_of(running) as everybody,
    ):
        yield everybody


def test_the_whole_story_among_universities(world: World) -> None:
    test_story.test_from_the_application_form_to_the_recognition(world)


@pytest.mark.parametrize(
    ("country", "written"), [("JP", "桜花大学"), ("EG", "جامعة النيل"), ("PT", "São Tomé")]
)
def test_the_imported_faculties_are_found_as_they_are_written(
    world: World, country: str, written: str
) -> None:
    found = eventually(lambda: world.api.get("/committees", q=written)["items"], bool)
    assert {committee["country"] for committee in found} == {country}
    assert all(written in committee["faculty"] for committee in found)
