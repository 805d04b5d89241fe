"""Ids that follow from the seed and the step in which they are made, so that a step that is
done again makes the same ones, whatever was done before it.
"""

from hashlib import sha256
from itertools import count
from uuid import UUID


class SeededIds:
    """Makes ids; each step has a sequence of its own."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self.begin("the beginning")

    def begin(self, step: str) -> None:
        """From now on, ids are those of this step, from its first one on."""
        self._step = step
        self._numbers = count()

    def __call__(self) -> UUID:
        """The next id of the step."""
        name = f"{self._seed}/{self._step}/{next(self._numbers)}"
        return UUID(bytes=sha256(name.encode()).digest()[:16], version=4)
