"""Charts: bars of the right length, a world in which every country of the season has its tile."""

from exchange.season.world import COUNTRIES
from gateway.web.drawing import chart, world
from gateway.web.drawing.qr import qr_code


def test_the_longest_bar_is_whole_and_nothing_has_none() -> None:
    lengths = [bar.length for bar in chart.bars([("a", 4), ("b", 1), ("c", 0)])]

    assert lengths == [100, 25, 0]


def test_without_values_there_is_no_length() -> None:
    assert [bar.length for bar in chart.bars([("a", 0)])] == [0]
    assert chart.bars([]) == []
    assert chart.sparkline([]) == ""


def test_parts_stand_one_after_the_other_and_fill_the_whole() -> None:
    first, second = chart.stacked([("a", 3, "done"), ("b", 1, "late")])

    assert (first.start, first.length, second.start, second.length) == (0, 75, 75, 25)


def test_a_funnel_is_in_the_middle() -> None:
    _, narrow = chart.funnel([("a", 10), ("b", 5)])

    assert (narrow.start, narrow.length) == (25, 50)


def test_a_sparkline_goes_from_side_to_side() -> None:
    assert chart.sparkline([0, 2], height=10) == "M0.0 10.0 L100.0 0.0"


def test_every_country_of_a_season_has_a_tile_of_its_own() -> None:
    places = [(tile.column, tile.row) for tile in world.places()]
    codes = [tile.code for tile in world.places()]

    assert {country.code for country in COUNTRIES} <= set(codes)
    assert len(set(places)) == len(places) == len(set(codes))


def test_tiles_have_levels_by_quarters_of_the_most() -> None:
    levels = {t.code: t.level for t in world.tiles({"PT": 8, "FR": 2, "DE": 5}) if t.value}

    assert levels == {"PT": 4, "FR": 1, "DE": 3}
    assert all(tile.level == 0 for tile in world.tiles({}))


def test_a_qr_code_is_a_picture_with_a_name() -> None:
    drawn = qr_code("https://example.org/certificates/X", "An <address>")

    assert drawn.startswith("<svg")
    assert "An &lt;address&gt;" in drawn
    assert "style=" not in drawn
