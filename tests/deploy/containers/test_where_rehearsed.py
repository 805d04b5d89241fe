"""Where containers cannot be rehearsed, one line says why."""

import pytest

from tests.deploy.containers.engine import why_not_here


def test_a_machine_on_which_nothing_is_installed_says_what_it_lacks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)
    monkeypatch.setenv("PATH", "/nowhere")
    reason = why_not_here()
    assert reason.startswith("not installed: ")
    assert "mmdebstrap" in reason


def test_who_is_not_root_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert why_not_here() == "only root may start an engine of its own"
