"""Prompts: who sends them waits between attempts to reach the broker, whatever is due."""

import socket
from collections.abc import Iterator
from typing import Any

import pytest

from services.hosting.distributed import prompts
from services.hosting.distributed.prompts import PromptSender
from tests.distributed.conftest import Running
from tests.support.client import PATIENCE

A_LONG_TIME = 600.0
A_MOMENT = 0.5


@pytest.fixture
def lost_broker() -> Iterator[socket.socket]:
    """An address at which somebody hangs up on everybody."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


def hang_up(listener: socket.socket, within: float) -> None:
    """Wait for somebody to connect, and send them away. Raises TimeoutError."""
    listener.settimeout(within)
    listener.accept()[0].close()


def test_a_prompt_that_is_due_does_not_make_its_sender_try_without_a_pause(
    lost_broker: socket.socket, running: Running[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "AGAIN_SECONDS", A_LONG_TIME)
    port = lost_broker.getsockname()[1]
    sender = PromptSender("people", f"amqp://somebody:secret@127.0.0.1:{port}/nowhere")
    sender.prompt()

    running(sender)

    hang_up(lost_broker, within=PATIENCE)
    with pytest.raises(TimeoutError):
        hang_up(lost_broker, within=A_MOMENT)
