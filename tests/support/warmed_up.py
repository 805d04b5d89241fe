"""Imported by the process that homes are forked from: whatever is done once is done by then.

A home is opened and closed here, so that libraries have looked up, compiled and kept what they
need: a home that is forked afterwards opens in a third of the time.
"""

import gc
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.killable_home import Place, serving

with TemporaryDirectory() as _folder:
    _place = Place(Path(_folder) / "data")
    for _ in range(2):  # what is created the first time is found the second time
        with serving(_place, 0, datetime.now(UTC)):
            pass
gc.freeze()
