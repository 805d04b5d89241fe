"""Commands: their shape, who may send them, and how an order travels to a service."""

import hashlib
import json
import re
from dataclasses import dataclass
from dataclasses import fields as fields_of
from datetime import date
from functools import cache
from typing import Any, ClassVar
from uuid import UUID

from marshmallow import RAISE, Schema, ValidationError, fields

from services.contracts.errors import Invalid
from services.contracts.roles import Actor, Grant, Role

WhoMay = dict[Role, str | None]
Answers = dict[str, fields.Field[Any]]


class Command(Schema):
    """A command or query: fields are its data, ``by`` says who may send it.

    ``by`` maps a role to the attribute that names its unit (officer roles) or its person
    (personal roles); None where the role holds for the whole programme. ``answers`` are the
    fields that a command's answer has beside the aggregate's id and version. A query that
    ``is_repeatable`` may be sent again when no answer came, for example because it changes nothing.
    Commands always may: each is carried out once under its id.
    """

    class Meta:
        unknown = RAISE

    by: ClassVar[WhoMay] = {}
    answers: ClassVar[Answers] = {}
    is_repeatable: ClassVar[bool] = False

    @classmethod
    @cache
    def command_name(cls) -> str:
        """The RPC name, for example ``offer_room``."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


def commands_of(module: dict[str, Any]) -> dict[str, type[Command]]:
    """The commands that a module defines, by their names."""
    return {
        value.command_name(): value
        for value in module.values()
        if isinstance(value, type)
        and issubclass(value, Command)
        and value.__module__ == module["__name__"]
    }


@dataclass(frozen=True)
class Order:
    """A command on its way: the data as JSON, and who sends it in which conversation.

    ``command_id`` makes it safe to repeat: the same id is carried out once.
    ``expected_version`` is the aggregate's version that the sender has seen. ``after`` is a
    position of the service's own facts: a query is answered once its views have seen that.
    """

    data: dict[str, Any]
    actor: Actor
    command_id: str
    correlation_id: str = ""
    causation_id: str = ""
    expected_version: int | None = None
    after: int = 0

    def to_json(self) -> dict[str, Any]:
        """The JSON form, for sending."""
        return {
            "data": self.data,
            "actor": _actor_to_json(self.actor),
            "command_id": self.command_id,
            "correlation_id": self.correlation_id,
            "causation_id": self.causation_id,
            "expected_version": self.expected_version,
            "after": self.after,
        }

    @classmethod
    def from_json(cls, order: dict[str, Any]) -> "Order":
        """The order that was sent in JSON form; what a newer release says beside it is left out."""
        known = {field.name: order[field.name] for field in fields_of(cls) if field.name in order}
        return cls(**{**known, "actor": _actor_from_json(order["actor"])})


def _actor_to_json(actor: Actor) -> dict[str, Any]:
    return {
        "person_id": str(actor.person_id) if actor.person_id else None,
        "is_system": actor.is_system,
        "grants": [
            [
                grant.role,
                str(grant.unit_id) if grant.unit_id else None,
                grant.valid_from.isoformat(),
                grant.valid_until.isoformat(),
            ]
            for grant in actor.grants
        ],
    }


def _actor_from_json(actor: dict[str, Any]) -> Actor:
    return Actor(
        person_id=UUID(actor["person_id"]) if actor["person_id"] else None,
        is_system=actor["is_system"],
        grants=tuple(
            Grant(
                Role(role),
                UUID(unit) if unit else None,
                date.fromisoformat(start),
                date.fromisoformat(end),
            )
            for role, unit, start, end in actor["grants"]
        ),
    )


@cache
def schema_of(command: type[Command]) -> Command:
    """The command's schema; made once, because making it costs more than using it."""
    return command()


def load(command: type[Command], data: dict[str, Any]) -> dict[str, Any]:
    """The command's data with ids, days and moments as objects. Raises Invalid."""
    try:
        loaded: dict[str, Any] = schema_of(command).load(data)
    except ValidationError as error:
        raise Invalid(fields=error.messages) from error
    return loaded


def digest(command: type[Command], data: dict[str, Any]) -> str:
    """A digest of what was asked, to tell a repeated request from another one."""
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(f"{command.command_name()}\n{canonical}".encode()).hexdigest()
