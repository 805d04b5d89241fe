"""Reading events in many threads."""

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


def test_threads_that_need_a_decoder_at_the_same_moment_all_get_a_whole_one() -> None:
    program = [sys.executable, "-m", "tests.eventlog.decoders_at_once"]
    assert subprocess.run(program, cwd=REPOSITORY, timeout=120, check=False).returncode == 0
