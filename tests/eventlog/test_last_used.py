"""What was used last is kept, at most so many."""

from services.eventlog.last_used import LastUsed


def test_what_was_used_longest_ago_makes_room() -> None:
    kept: LastUsed[str, int] = LastUsed(most=2)
    kept.keep("first", 1)
    kept.keep("second", 2)
    kept.get("first")
    kept.keep("third", 3)

    assert [kept.get(key) for key in ("first", "second", "third")] == [1, None, 3]


def test_what_is_kept_again_replaces_what_was_kept() -> None:
    kept: LastUsed[str, int] = LastUsed(most=2)
    kept.keep("one", 1)
    kept.keep("one", 2)

    assert kept.get("one") == 2
