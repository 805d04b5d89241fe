"""A counter-step: the command that restores what was before another one.

It is kept nowhere but in the page that offers it: sealed for one person, for a quarter of an hour,
with the key under which it is carried out once. Whoever holds it can read it, and on its way to the
page it lies in a cookie: so it says ids, days, codes and numbers, and nothing that somebody wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID, uuid4

from flask import request, url_for

from gateway.api.context import now, seals
from gateway.api.routes import ROUTES
from gateway.web.context import visitor
from gateway.web.errors import UndoNotYours
from gateway.web.registry.page import endpoint_of
from gateway.web.session.flashes import Undo
from services.hosting.commands import Command
from services.hosting.wire import from_wire, to_wire

PURPOSE = "undo"
LIFE = timedelta(minutes=15)
COMMANDS = {(route.service, route.command.command_name()): route.command for route in ROUTES}
"""What can be a counter-step: whatever a person can send."""


@dataclass(frozen=True)
class CounterStep:
    """A command with its data, to be sent as the visitor's own.

    ``version`` is that of the thing after what was done, where a value is set back: whoever has
    changed it since does not lose that.
    """

    service: str
    command: type[Command]
    data: Mapping[str, Any]
    version: int | None = None

    def button(self, back: str) -> Undo:
        """What takes the visitor's last step back, and leads to an address of ours."""
        return Undo(_address(), SealedStep(self, back, uuid4().hex, now() + LIFE).closed())


@dataclass(frozen=True)
class SealedStep:
    """A counter-step with what belongs to its button: the way back, its key, until when."""

    step: CounterStep
    back: str
    key: str
    until: datetime

    @property
    def is_over(self) -> bool:
        """Whether it is too late."""
        return now() >= self.until

    def closed(self) -> str:
        """For the visitor, as a form can hold it."""
        step = self.step
        named = [step.service, step.command.command_name(), step.data, step.version]
        content = [visitor().person_id, *named, self.back, self.key, self.until]
        return seals().closed(PURPOSE, to_wire(content).decode())

    @classmethod
    def opened(cls, closed: str) -> Self:
        """The step that was sealed for the visitor. Raises UndoNotYours."""
        content = seals().opened(PURPOSE, closed)
        if content is None:
            raise UndoNotYours
        person_id, service, name, data, version, back, key, until = from_wire(content.encode())
        if UUID(person_id) != visitor().person_id:
            raise UndoNotYours
        step = CounterStep(service, COMMANDS[service, name], data, version)
        return cls(step, back, key, datetime.fromisoformat(until))


def _address() -> str:
    """Where the visitor's counter-steps are sent: who came by a link has one exchange only."""
    if visitor().is_by_link:
        about = {"exchange_id": (request.view_args or {})["exchange_id"]}
        return url_for(endpoint_of("tasks.undo"), **about)
    return url_for(endpoint_of("account.undo"))
