"""The README's shell commands, executed as they stand, the way a newcomer would.

In a copy of the project in an empty folder, with an empty home and no virtual environment. Only
``make test`` is left out: it is what runs this test.
"""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

ROOT = Path(__file__).parents[2]
NOT_HERE = "make test"
START_SECONDS = 900


def shell_commands() -> list[str]:
    """Every line of every shell block."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def queries() -> list[str]:
    return [command for command in shell_commands() if command.startswith("curl")]


@pytest.fixture(scope="module")
def fresh_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("fresh") / "exchange"
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in names.split("\0"):
        if name and (ROOT / name).exists():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    return copy


def clean_environment(home: Path) -> dict[str, str]:
    """No virtual environment, no caches, none of the variables of this run of the tests."""
    ours = (
        "VIRTUAL_ENV",
        "VENV",
        "PYTHON",
        "PYTEST",
        "MAKE",
        "MFLAGS",
        "ARGS",
        "WORKERS",
        "EXCHANGE",
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    venv = os.environ.get("VIRTUAL_ENV") or str(ROOT / os.environ.get("VENV", ".venv"))
    path = [part for part in kept["PATH"].split(":") if not part.startswith(venv)]
    return {**kept, "HOME": str(home), "PATH": ":".join(path)}


@pytest.fixture(scope="module")
def running(fresh_copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """``make run``, up and serving; what it printed until then."""
    process = subprocess.Popen(
        ["make", "run"],
        cwd=fresh_copy,
        env=clean_environment(tmp_path_factory.mktemp("home")),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    printed: list[str] = []
    is_up, has_ended = Event(), Event()

    def read() -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                printed.append(line)
                if "Stop it with Ctrl-C" in line:
                    is_up.set()
        has_ended.set()
        is_up.set()

    reader = Thread(target=read)
    reader.start()
    try:
        assert is_up.wait(START_SECONDS), "".join(printed)
        assert not has_ended.is_set(), "".join(printed)
        yield printed
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(60)
        reader.join(60)


def test_the_readme_has_the_two_commands() -> None:
    assert {"make run", NOT_HERE} <= set(shell_commands())


@pytest.mark.timeout(START_SECONDS + 120)
def test_make_run_ends_with_the_address_and_how_to_sign_in(running: list[str]) -> None:
    output = "".join(running)
    assert "The Exchange is running at http://127.0.0.1:8000" in output
    for role in ("director", "nore_in", "lore", "student", "mentor"):
        assert role in output


@pytest.mark.timeout(START_SECONDS + 120)
@pytest.mark.parametrize("command", queries())
def test_every_further_command_of_the_readme_works(running: list[str], command: str) -> None:
    done = subprocess.run(shlex.split(command), capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    assert "status" not in answer, answer  # a problem has one (RFC 9457)
    assert answer


def test_no_shell_command_is_left_out() -> None:
    assert set(shell_commands()) == {"make run", NOT_HERE, *queries()}
