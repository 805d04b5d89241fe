"""What stays until a process ends is not looked through for garbage."""

import gc
from typing import Any

import pytest

from exchange.kept_for_good import kept_for_good


def is_looked_through(thing: Any) -> bool:
    return any(one is thing for one in gc.get_objects())


def test_what_was_made_meanwhile_is_not_looked_through_and_what_comes_after_is() -> None:
    with kept_for_good():
        assert not gc.isenabled()
        before = [object()]
    after = [object()]

    assert gc.isenabled()
    assert not is_looked_through(before)
    assert is_looked_through(after)


def test_garbage_is_looked_for_again_when_it_cannot_be_made() -> None:
    with pytest.raises(ZeroDivisionError), kept_for_good():
        raise ZeroDivisionError

    assert gc.isenabled()
