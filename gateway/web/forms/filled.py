"""A form with its values: shown to be filled in, read when it is sent, carried out once.

Every form has a key of its own, under which its command is carried out once, however often the
button is pressed. What is refused is shown again, with what was typed and what is the matter.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from flask import request

from gateway.web.context import visitor
from gateway.web.forms.faults import NEEDED, by_field, in_words, refusal_in_words
from gateway.web.forms.fields import ABSENT, Ranked
from gateway.web.forms.sending import send
from gateway.web.language import gettext
from services.contracts.errors import Invalid, NotFound, NotPermitted, NotSignedIn, Refusal
from services.contracts.roles import SYSTEM
from services.hosting.commands import Command

if TYPE_CHECKING:
    from gateway.web.forms.form import Form

KEY, VERSION, NAME = "form_key", "form_version", "form_name"
LONGEST_KEY = 60
NOT_FOR_THE_FORM = (NotFound, NotPermitted, NotSignedIn)
STALE, KEY_USED = "stale_version", "command_id_reused"


class Filled:
    """A form on a page. ``values`` are as the fields show them, ``faults`` by field."""

    def __init__(self, form: "Form", values: dict[str, Any], key: str, version: str) -> None:
        self.form = form
        self.values = values
        self.key = key
        self.version = version
        self.current_version = version
        self.is_sent = False
        self.refusal: Refusal | None = None
        self.faults: dict[str, list[str]] = {}

    @classmethod
    def of(cls, form: "Form", known: Mapping[str, Any], version: int | None) -> "Filled":
        """The form as it was sent with the present request; or else with what is known."""
        current = "" if version is None else str(version)
        if request.method != "POST" or request.form.get(NAME) != form.name:
            values = {field.name: field.shown(known.get(field.name)) for field in form.fields}
            return cls(form, values, str(uuid4()), current)
        values = {field.name: field.typed(request.form) for field in form.fields}
        key = request.form.get(KEY, "")[:LONGEST_KEY] or str(uuid4())
        sent = cls(form, values, key, request.form.get(VERSION, "")[:LONGEST_KEY])
        sent.current_version = current
        sent.is_sent = Ranked.MOVE not in request.form
        return sent

    @property
    def status(self) -> int:
        """The status of a page with this form."""
        return self.refusal.status if self.refusal else 200

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What is the matter, each with the field it is about (or none), for the summary."""
        at_fields = [(name, text) for name, texts in self.faults.items() for text in texts]
        return at_fields or ([("", refusal_in_words(self.refusal))] if self.refusal else [])

    def carry_out(self, **known: Any) -> Any:
        """Send the command with what was filled in and what is known; its answer.

        None when it is refused: then the form knows why, and is shown again.
        Raises NotFound, NotPermitted, NotSignedIn.
        """
        form = self.form
        return self.carry_out_by(
            lambda data: self._send(form.service, form.command, data, self.key, self.version),
            **known,
        )

    def carry_out_by(self, run: Callable[[dict[str, Any]], Any], **known: Any) -> Any:
        """The same where no service is asked: ``run`` is given the data, and may refuse."""
        return self._tried(run, {**self._data(), **known})

    def then(self, service: str, command: type[Command], **data: Any) -> Any:
        """Send a further command of the same form, once and on any version; like `carry_out`."""
        key = f"{self.key}-{command.command_name()}"
        return self._tried(lambda sent: self._send(service, command, sent, key, ""), data)

    def _tried(self, run: Callable[[dict[str, Any]], Any], data: dict[str, Any]) -> Any:
        try:
            self._check_further()
            return run(data)
        except NOT_FOR_THE_FORM as refusal:
            if refusal.code not in self.form.blames:
                raise
            self._take(refusal)
        except Refusal as refusal:
            self._take(refusal)
        return None

    def _send(self, service: str, command: type[Command], data: Any, key: str, version: str) -> Any:
        return send(
            service,
            command,
            data,
            actor=SYSTEM if self.form.by_the_gateway else visitor().actor,
            key=key,
            expected_version=int(version) if version.isdigit() else None,
        )

    def _check_further(self) -> None:
        """What the command's schema cannot say. Raises Invalid."""
        further = self.form.further.items()
        empty = [name for name, rules in further if rules.is_required and not self.values[name]]
        if empty:
            raise Invalid(fields={name: [NEEDED] for name in empty})

    def _data(self) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for field in self.form.fields:
            value = field.read(request.form)
            if value is not ABSENT and field.name not in self.form.further:
                _put(data, field.name.split("."), value)
        return data

    def _take(self, refusal: Refusal) -> None:
        """Keep why it was refused, and make the form ready to be sent again."""
        self.refusal = refusal
        if refusal.code in (STALE, KEY_USED):
            self.key, self.version = str(uuid4()), self.current_version
        if refusal.code in self.form.blames:
            self.faults = {self.form.blames[refusal.code]: [refusal_in_words(refusal)]}
        elif isinstance(refusal, Invalid):
            self._take_faults(refusal.details.get("fields", {}))

    def _take_faults(self, messages: Any) -> None:
        names = [field.name for field in self.form.fields]
        for place, message in by_field(messages):
            at = next((n for n in names if place == n or place.startswith(f"{n}.")), "")
            is_empty = at and self.values[at] in ("", [])
            text = gettext(NEEDED) if is_empty and self.form.rules(at).is_required else ""
            told = self.faults.setdefault(at, [])
            if (said := text or in_words(message)) not in told:
                told.append(said)


def _put(data: dict[str, Any], path: list[str], value: Any) -> None:
    for part in path[:-1]:
        data = data.setdefault(part, {})
    data[path[-1]] = value
