"""How the building of a season is told."""

import pytest

from exchange.progress import Lines, Pace, Telling, telling


def test_the_pace_is_that_since_it_was_begun() -> None:
    pace = Pace(begun_share=0.5, begun_events=1_000, seconds=100)

    assert pace.words(0.75, 3_000) == "3,000 events, 20/s, 0:01:40, 0:01:40 left"


def test_nothing_is_foretold_from_the_very_first_steps() -> None:
    assert Pace(0.5, 1_000, 1).words(0.505, 1_100) == "1,100 events, 100/s, 0:00:01"


def test_without_a_terminal_there_is_a_line_every_few_per_cent(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with telling() as tell:
        for share in range(101):
            tell("Projects", share / 100, share)

    lines = capsys.readouterr().out.splitlines()
    shares = [line.split("%")[0].strip() for line in lines]
    assert shares == [str(share) for share in range(0, 101, 5)]
    assert lines[1].startswith("  5 %  Projects       5 events, ")


def test_what_was_done_before_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    tell = Telling(Lines())
    tell("Exchanges", 0.43, 9_000)
    tell("Exchanges", 0.44, 9_100)

    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if "Continuing" in line] == ["Continuing at 43 %."]
