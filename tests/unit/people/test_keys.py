"""Keys: what is sealed with one cannot be read with another, or in another place."""

import pytest
from cryptography.exceptions import InvalidTag

from services.people.vault.keys import DataKey, MasterKey, MasterKeyUnusableError, new_master_key


@pytest.fixture
def master():
    return MasterKey.from_text(new_master_key())


def fresh(master: MasterKey, about: str = "somebody") -> DataKey:
    return master.unwrapped(master.new_wrapped_key(about), about)


def test_what_was_sealed_is_read_with_the_same_key(master):
    key = fresh(master)

    assert key.unseal(key.seal("Zoë 🦉".encode(), "name"), "name").decode() == "Zoë 🦉"


def test_the_same_text_is_never_sealed_the_same_way(master):
    key = fresh(master)

    assert key.seal(b"text", "name") != key.seal(b"text", "name")


def test_another_persons_key_does_not_read_it(master):
    sealed = fresh(master).seal(b"text", "name")

    with pytest.raises(InvalidTag):
        fresh(master).unseal(sealed, "name")


def test_a_seal_is_bound_to_its_place(master):
    key = fresh(master)

    with pytest.raises(InvalidTag):
        key.unseal(key.seal(b"text", "name"), "phone")


def test_a_wrapped_key_is_bound_to_its_person(master):
    with pytest.raises(MasterKeyUnusableError):
        master.unwrapped(master.new_wrapped_key("somebody"), "somebody else")


def test_another_master_key_does_not_unwrap(master):
    with pytest.raises(MasterKeyUnusableError):
        MasterKey.from_text(new_master_key()).unwrapped(master.new_wrapped_key("x"), "x")


def test_equal_texts_are_found_only_with_the_same_master_key(master):
    assert master.lookup("a@b.org") == master.lookup("a@b.org")
    assert master.lookup("a@b.org") != MasterKey.from_text(new_master_key()).lookup("a@b.org")


@pytest.mark.parametrize("text", ["", "c2hvcnQ=", "not base64!"])
def test_a_malformed_master_key_is_refused(text):
    with pytest.raises(MasterKeyUnusableError):
        MasterKey.from_text(text)
