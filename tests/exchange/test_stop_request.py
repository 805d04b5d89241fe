"""Being asked to stop, however often and at whatever moment."""

import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
ASKS_ITSELF = """
import os, signal, threading
from exchange.stop_request import StopRequest

stopping = StopRequest()
assert not stopping.is_there()
assert not stopping.wait(0.01)

def ask():
    for _ in range(20_000):
        os.kill(os.getpid(), signal.{signal})

asking = threading.Thread(target=ask, daemon=True)
asking.start()
while asking.is_alive():
    assert stopping.wait()
assert stopping.is_there()
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_who_is_asked_over_and_over_stops(name: str) -> None:
    asked = [sys.executable, "-c", ASKS_ITSELF.format(signal=name)]
    subprocess.run(asked, cwd=REPOSITORY, check=True, timeout=120)
