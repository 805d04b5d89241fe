"""What a process of the home imports and draws up stays until it ends.

To look through all of it for garbage takes a gateway a sixth of a second, in which it answers
nobody, and is done again and again while it is imported.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def kept_for_good() -> Iterator[None]:
    """Do not look for garbage during a block, nor ever in what it leaves behind."""
    gc.disable()
    try:
        yield
        gc.collect()
        gc.freeze()
    finally:
        gc.enable()
