"""Work that keeps a processor busy for long, such as hashing a password.

Among ordinary threads it is simply done. In a green process it would keep everybody else
waiting, so it is done in a thread of the system there.
"""

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

Runner = Callable[..., Any]


def _here(run: Callable[..., T], *arguments: Any) -> T:
    return run(*arguments)


_runner: list[Runner] = [_here]


def run_apart(run: Callable[..., T], *arguments: Any) -> T:
    """What the function returns or raises, wherever it is run."""
    result: T = _runner[0](run, *arguments)
    return result


def let_run_apart_by(runner: Runner) -> None:
    """From now on, heavy work of this process is run by this function."""
    _runner[0] = runner
