"""`exchange healthy`: what an engine of containers asks a part of the distributed home."""

from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner, Result

from exchange import healthy as asking
from exchange.main import main
from exchange.up.ports import free_port
from services.hosting.distributed.process_port import ProcessPort
from tests.support.client import PATIENCE


def healthy(**settings: str) -> Result:
    given = {f"EXCHANGE_{name.upper()}": address for name, address in settings.items()}
    return CliRunner().invoke(main, ["healthy"], env=given)


@pytest.fixture
def troubles() -> dict[str, Any]:
    return {}


@pytest.fixture
def port(troubles: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Where a part tells its health, on every address as in a container. It is waited for."""
    monkeypatch.setattr(asking, "PATIENCE_SECONDS", PATIENCE)
    number = free_port()
    part = ProcessPort(("0.0.0.0", number), lambda: (troubles, {}), lambda: None)
    part.start()
    yield number
    part.stop()


@pytest.mark.parametrize("setting", ["health", "listen"])
def test_a_part_that_is_ready_is_healthy_wherever_it_listens(setting: str, port: int) -> None:
    elsewhere = {"health": f"0.0.0.0:{free_port()}", "listen": f"0.0.0.0:{free_port()}"}

    asked = healthy(**{**elsewhere, setting: f"0.0.0.0:{port}"})

    assert asked.exit_code == 0
    assert '"status":"ready"' in asked.output


def test_a_part_that_is_not_ready_is_not_and_says_why(port: int, troubles: dict[str, Any]) -> None:
    troubles["broker"] = "broker_out_of_reach"

    asked = healthy(health=f"127.0.0.1:{port}")

    assert asked.exit_code == 1
    assert "broker_out_of_reach" in asked.output


def test_a_part_that_does_not_answer_is_not() -> None:
    nobody = f"127.0.0.1:{free_port()}"

    asked = healthy(health=nobody, listen=nobody)

    assert asked.exit_code == 1
    assert "Nothing answers" in asked.output


def test_an_address_that_cannot_be_used_is_named() -> None:
    asked = healthy(health="9100")

    assert asked.exit_code == 1
    assert "EXCHANGE_HEALTH cannot be used as it is" in asked.output
