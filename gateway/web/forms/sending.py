"""Sending a command from a page: checked by its schema, in the visitor's name."""

from typing import Any

from gateway.api.context import backend, correlation_id, position_to_see
from gateway.web.context import visitor
from services.contracts.roles import Actor
from services.hosting.commands import Command, load


def send(
    service: str,
    command: type[Command],
    data: dict[str, Any],
    *,
    actor: Actor | None = None,
    key: str = "",
    expected_version: int | None = None,
) -> Any:
    """The answer to a command or query. Raises Refusal.

    Under a ``key`` a command is carried out once. The answer to a command says under ``after``
    what the next page has to wait for.
    """
    load(command, data)
    sender = actor or visitor().actor
    answer = backend().send(
        service,
        command.command_name(),
        data,
        sender,
        command_id=f"{sender.name}:web:{key}" if key else None,
        correlation_id=correlation_id(),
        after=position_to_see(service),
        expected_version=expected_version,
    )
    if isinstance(answer, dict) and "position" in answer:
        answer["after"] = f"{service}:{answer.pop('position')}"
    return answer
