"""Seals: only ours, for one purpose, by any key that still verifies."""

import pytest

from gateway.security.seals import Seals
from gateway.security.signing_keys import SigningKeys

OLD, NEW = b"an older key, of thirty-two bytes", b"a newer key, of thirty-two bytes!"


@pytest.fixture
def seals() -> Seals:
    return Seals(SigningKeys(OLD))


def test_what_was_closed_is_opened_for_the_same_purpose_only(seals: Seals) -> None:
    closed = seals.closed("flash", "Saved. ✓")

    assert seals.opened("flash", closed) == "Saved. ✓"
    assert seals.opened("form", closed) is None


@pytest.mark.parametrize("changed", ["", ".", "x.y", "é.é", "U2F2ZWQ.", "=.="])
def test_what_was_changed_is_not_opened(seals: Seals, changed: str) -> None:
    assert seals.opened("flash", changed) is None


def test_texts_are_not_run_together(seals: Seals) -> None:
    seal = seals.seal("form", "ab", "c")

    assert seals.fits(seal, "form", "ab", "c")
    assert not seals.fits(seal, "form", "a", "bc")


def test_an_older_key_verifies_and_a_forgotten_one_does_not(seals: Seals) -> None:
    closed = seals.closed("flash", "Saved.")

    assert Seals(SigningKeys(NEW, [OLD])).opened("flash", closed) == "Saved."
    assert Seals(SigningKeys(NEW)).opened("flash", closed) is None
