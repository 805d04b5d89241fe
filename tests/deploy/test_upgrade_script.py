"""What the script of an upgrade does when the engine does not answer it; the rest is rehearsed."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.deploy.containers.compose_file import REPOSITORY

SCRIPT = REPOSITORY / "deploy/compose/upgrade.sh"
DOCKER = """#!/bin/sh
echo "$@" >>"{calls}"
case "$*" in "{failing}"*) exit 1 ;; "compose ps"*) echo container ;; esac
"""
CHANGES = ("compose up", "stop", "rm")


@pytest.mark.parametrize(
    "failing", ["compose run --rm migrate", "compose ps", "compose ps --quiet gateway"]
)
def test_an_upgrade_that_the_engine_does_not_answer_changes_nothing(
    failing: str, tmp_path: Path
) -> None:
    docker, calls = tmp_path / "docker", tmp_path / "calls"
    docker.write_text(DOCKER.format(calls=calls, failing=failing))
    docker.chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"

    ended = subprocess.run([SCRIPT], env={**os.environ, "PATH": path}, check=False)

    assert ended.returncode != 0
    asked = calls.read_text().splitlines()
    assert [call for call in asked if call.startswith(failing)]
    assert not [call for call in asked if call.startswith(CHANGES)]
