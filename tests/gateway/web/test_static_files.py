"""Style sheets, scripts and icons: kept for ever, compressed, small."""

import gzip
import re
from pathlib import Path

import pytest

from gateway.web import static_files
from gateway.web.static_files import FOLDER, LAYERS, StaticFiles
from tests.gateway.web.web_bench import Browser

LARGEST_STYLE = 20_000
PHYSICAL = re.compile(
    r"\b(margin|padding|border|inset)-(left|right)|text-align: (left|right)|\bfloat:"
)


@pytest.fixture(scope="module")
def static() -> StaticFiles:
    return StaticFiles()


def test_files_are_kept_for_ever_under_what_is_in_them(
    stranger: Browser, static: StaticFiles
) -> None:
    response = stranger.open(static.address("exchange.css"), headers={"Accept-Encoding": "gzip"})

    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Content-Encoding"] == "gzip"
    assert b"--brand" in gzip.decompress(response.data)


def test_an_older_name_is_answered_but_not_kept(stranger: Browser) -> None:
    response = stranger.open("/static/000000000000/exchange.css")

    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-cache")


def test_there_is_no_way_out_of_the_folder(stranger: Browser) -> None:
    for name in ("..%2fstatic_files.py", "nothing.css", "tokens.css"):
        assert stranger.open(f"/static/x/{name}").status_code == 404


def test_style_is_small() -> None:
    style = gzip.compress(static_files._joined_style().encode(), 9)

    assert len(style) < LARGEST_STYLE


def test_every_layer_is_in_the_style() -> None:
    layers = {file.stem for file in FOLDER.glob("css/*.css")}

    assert layers == {*LAYERS, "dark"}


@pytest.mark.parametrize("file", sorted(FOLDER.glob("css/*.css")), ids=lambda file: file.stem)
def test_style_knows_no_left_and_right(file: Path) -> None:
    assert PHYSICAL.findall(file.read_text()) == []


def test_colours_are_named_in_one_place() -> None:
    for file in FOLDER.glob("css/*.css"):
        if file.stem not in ("tokens", "dark", "print"):
            assert re.findall(r"#[0-9a-f]{6}\b", file.read_text()) == [], file.name


def test_every_icon_that_is_shown_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'<symbol id="(\w+)"', (FOLDER / "icons.svg").read_text()))
    shown = {
        name
        for file in FOLDER.parent.glob("templates/**/*.html")
        for name in re.findall(r'\bicon\("(\w+)"', file.read_text())
    }

    assert shown
    assert shown <= sprite
