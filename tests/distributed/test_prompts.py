"""Prompts: who sends them waits between attempts to reach the broker, whatever is due."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

from services.hosting.distributed import prompts
from services.hosting.distributed.prompts import PromptSender
from tests.distributed.conftest import Running

A_LONG_TIME = 600.0
A_MOMENT = 0.5


@pytest.fixture
def lost_broker() -> Iterator[socket.socket]:
    """An address at which somebody hangs up on everybody."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


def attempts(listener: socket.socket) -> int:
    """How often somebody tries to connect until nobody does for a moment."""
    number = 0
    listener.settimeout(A_MOMENT)
    with suppress(TimeoutError):
        while number < 10:
            listener.accept()[0].close()
            number += 1
    return number


def test_a_prompt_that_is_due_does_not_make_its_sender_try_without_a_pause(
    lost_broker: socket.socket, running: Running[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prompts, "AGAIN_SECONDS", A_LONG_TIME)
    port = lost_broker.getsockname()[1]
    sender = PromptSender("people", f"amqp://somebody:secret@127.0.0.1:{port}/nowhere")
    sender.prompt()

    running(sender)

    assert attempts(lost_broker) == 1
