"""Where files lie that need not outlive the machine: in memory, if there is enough of it."""

import shutil
from pathlib import Path

MEMORY = Path("/dev/shm")
ENOUGH = 4 << 30
"""The databases of a whole run come to three quarters of a GB."""


def memory_with_room() -> Path | None:
    """The folder of files in memory; ``None`` where there is none, or hardly any room in it."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ENOUGH:
        return MEMORY
    return None
