"""Waiting for what is applied, in this process and in others."""

from itertools import islice
from threading import Thread

from services.eventlog.progress import LONGEST_PAUSE_SECONDS, Progress, pauses

LONG = 60.0


def test_looks_come_soon_at_first_and_never_far_apart() -> None:
    assert list(islice(pauses(), 6)) == [0.005, 0.01, 0.02, 0.04, 0.05, 0.05]


def test_what_another_process_applies_is_noticed_without_being_told() -> None:
    looks = iter([False] * 5 + [True])

    assert Progress().wait_until(lambda: next(looks), LONG)


def test_what_took_too_long_is_not_waited_for() -> None:
    assert not Progress().wait_until(lambda: False, LONGEST_PAUSE_SECONDS / 10)


def test_who_waits_is_woken_by_what_is_applied_here() -> None:
    progress = Progress()
    teller = Thread(target=progress.tell)
    teller.start()

    assert progress.wait_for_next(0, LONG) == 1
    teller.join()
