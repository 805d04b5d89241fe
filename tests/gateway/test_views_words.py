"""Search by words, in any script."""

import pytest

from gateway.views.periods import busiest, days_of, months_between
from gateway.views.words import LONGEST_WORD, plain, words_of
from tests.gateway.dates import day


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Łódź", "lodz"),
        ("TROMSØ", "tromso"),
        ("Straße", "strasse"),
        ("São Paulo", "sao paulo"),
        ("ﬁbrosis", "fibrosis"),
        ("Αθήνα", "αθηνα"),
        ("Ångström", "angstrom"),
        ("İstanbul", "istanbul"),
    ],
)
def test_accents_and_case_do_not_matter(written: str, expected: str) -> None:
    assert plain(written) == expected


def test_a_text_is_its_words_each_once() -> None:
    assert words_of("Parkinson's disease; the disease (2nd study)") == [
        "parkinson", "s", "disease", "the", "2nd", "study",
    ]  # fmt: skip


def test_where_no_spaces_are_written_every_sign_is_a_word() -> None:
    assert words_of("東京大学 COVID") == ["東", "京", "大", "学", "covid"]


def test_a_text_without_words_has_none() -> None:
    assert words_of("  — 🙂 _ \u0301\u0000") == []


def test_very_long_words_are_cut() -> None:
    assert words_of("x" * 5_000) == ["x" * LONGEST_WORD]


def test_periods_one_after_the_other_do_not_add_up() -> None:
    stays = [(day(7, 1), day(7, 14)), (day(7, 15), day(7, 31))]

    assert busiest(stays, day(7, 1), day(7, 31)) == 1


def test_periods_that_share_a_day_do_add_up() -> None:
    stays = [(day(7, 1), day(7, 15)), (day(7, 15), day(7, 31)), (day(8, 1), day(8, 2))]

    assert busiest(stays, day(7, 1), day(7, 31)) == 2
    assert busiest(stays, day(7, 16), day(8, 31)) == 1
    assert busiest([], day(7, 1), day(7, 31)) == 0


def test_a_period_touches_the_months_it_has_days_in() -> None:
    assert months_between(day(1, 31), day(3, 1)) == ["2027-01", "2027-02", "2027-03"]
    assert months_between(day(7, 1), day(7, 1)) == ["2027-07"]
    assert days_of("2028-02") == (day(2, 1, 2028), day(2, 29, 2028))
