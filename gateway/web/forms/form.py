"""A form: which command it fills in, by which fields, and what its button says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gateway.web.forms.fields import Field
from gateway.web.forms.filled import Filled
from gateway.web.forms.rules import Rules, rules_of
from services.hosting.commands import Command


@dataclass(frozen=True)
class Form:
    """How a person fills a command in.

    ``button`` is a marked text. ``blames`` says at which field a refusal is shown, by its code.
    A form ``by_the_gateway`` is sent by the system itself: nobody is signed in yet. ``further`` are
    the rules of fields that the command does not have: they are left out of its data.
    """

    service: str
    command: type[Command]
    fields: tuple[Field, ...]
    button: str
    blames: Mapping[str, str] = field(default_factory=dict)
    by_the_gateway: bool = False
    further: Mapping[str, Rules] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Tells the forms of one page apart."""
        return self.command.command_name()

    @property
    def has_files(self) -> bool:
        """Whether a file goes with it."""
        return any(one.kind == "file" for one in self.fields)

    def rules(self, name: str) -> Rules:
        """What is said about a field: by the command's schema, or by the form itself."""
        return self.further.get(name) or rules_of(self.command, name)

    def asked(
        self, values: Mapping[str, Any] | None = None, *, version: int | None = None
    ) -> Filled:
        """The form as it came, or else with the values that are known, by the fields' names.

        ``version`` is the version of what is changed: sent on stale data, it is refused.
        """
        return Filled.of(self, values or {}, version)
