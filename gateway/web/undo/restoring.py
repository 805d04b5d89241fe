"""What a counter-step is made of: how it was before, what was filled in, and the answer."""

from collections.abc import Callable, Mapping
from typing import Any

from gateway.views.keyset import Row
from gateway.web.undo.step import CounterStep

Values = Mapping[str, Any]
Restoring = Callable[[Row, Values, Values], CounterStep | None]
"""The command that restores how it was before; None where there is nothing to restore."""


def nothing(_before: Row, _filled: Values, _answer: Values) -> None:
    """There is no way back."""


def has_changed(before: Row, answer: Values) -> bool:
    """Whether it is otherwise now: what was so already is not taken back."""
    return bool(answer["version"] > before["version"])
