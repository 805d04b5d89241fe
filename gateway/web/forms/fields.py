"""The kinds of form fields: what each reads from a browser, as JSON for a command.

``name`` is the field's place in the command's data, with dots into its parts; ``label`` and
``hint`` are marked texts. What is left empty is left out of the data, or is ``empty``.
"""

from base64 import b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from flask import request
from werkzeug.datastructures import MultiDict

Sent = MultiDict[str, str]


class _Absent:
    """The value of what is left out."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = _Absent()


@dataclass(frozen=True)
class Option:
    """A choice: its value, and what it says in the visitor's language."""

    value: str
    text: str
    hint: str = ""


Options = Callable[[], Iterable[Option]]


@dataclass(frozen=True)
class Field:
    """What all fields have. ``kind`` names the macro that draws it (components/forms.html)."""

    kind: ClassVar[str]
    typed_as: ClassVar[str | None] = None
    name: str
    label: str
    hint: str = ""
    empty: Any = ABSENT
    autocomplete: str = ""

    def read(self, sent: Sent) -> Any:
        """What was filled in, as JSON; ABSENT for nothing."""
        typed = self.typed(sent)
        return typed if typed else self.empty

    def typed(self, sent: Sent) -> Any:
        """What was filled in, as it is shown again when something is wrong."""
        return sent.get(self.name, "").replace("\0", "").replace("\r\n", "\n").strip()

    def shown(self, value: Any) -> Any:
        """A value of the domain as the field shows it."""
        return "" if value is None else str(value)

    @property
    def attributes(self) -> dict[str, str | None]:
        """What a browser is told beside the bounds."""
        return {"type": self.typed_as, "autocomplete": self.autocomplete or None}


@dataclass(frozen=True)
class Text(Field):
    """A text on one line; ``mode`` is what a phone's keyboard offers: text, email, tel, url."""

    kind = "text"
    mode: str = "text"

    @property
    def attributes(self) -> dict[str, str | None]:
        """What a browser is told beside the bounds; words may run in any direction."""
        direction = "auto" if self.mode == "text" else None
        return {**super().attributes, "type": self.mode, "dir": direction}


@dataclass(frozen=True)
class Paragraph(Field):
    """A text on several lines."""

    kind = "paragraph"
    rows: int = 5


@dataclass(frozen=True)
class Secret(Field):
    """A password: never shown again, not even changed by a space."""

    kind = "secret"
    typed_as = "password"

    def read(self, sent: Sent) -> Any:
        """What was typed, as it is."""
        return sent.get(self.name, "")

    def typed(self, sent: Sent) -> Any:
        """Nothing: it has to be typed again."""
        return ""


@dataclass(frozen=True)
class Day(Field):
    """A calendar day."""

    kind = "day"
    typed_as = "date"


@dataclass(frozen=True)
class Month(Field):
    """A month."""

    kind = "month"
    typed_as = "month"


@dataclass(frozen=True)
class Number(Field):
    """A whole number."""

    kind = "number"
    typed_as = "number"

    def read(self, sent: Sent) -> Any:
        """The number; what is none is left to the schema to refuse."""
        return whole(super().read(sent))


def whole(typed: Any) -> Any:
    """The whole number that was typed; anything else as it is."""
    try:
        return int(typed)
    except (TypeError, ValueError):
        return typed


@dataclass(frozen=True)
class YesNo(Field):
    """A box to tick."""

    kind = "yes_no"

    def read(self, sent: Sent) -> Any:
        """Whether it is ticked."""
        return self.name in sent

    def typed(self, sent: Sent) -> Any:
        """Whether it is ticked."""
        return self.name in sent

    def shown(self, value: Any) -> Any:
        """Whether it is ticked."""
        return bool(value)


@dataclass(frozen=True)
class OneOf(Field):
    """One out of some: a list, or as ``radio`` all of them side by side."""

    kind = "one_of"
    options: Options = tuple
    is_radio: bool = False
    none: str = ""


@dataclass(frozen=True)
class OneNumber(OneOf):
    """One number out of some, such as a mark."""

    def read(self, sent: Sent) -> Any:
        """The number that was chosen."""
        return whole(super().read(sent))


@dataclass(frozen=True)
class SomeOf(Field):
    """Some out of some: boxes to tick."""

    kind = "some_of"
    options: Options = tuple

    def read(self, sent: Sent) -> Any:
        """The values that are ticked."""
        return self.typed(sent)

    def typed(self, sent: Sent) -> Any:
        """The values that are ticked."""
        return sent.getlist(self.name)

    def shown(self, value: Any) -> Any:
        """The values that are ticked."""
        return [str(one) for one in value or ()]


@dataclass(frozen=True)
class Ranked(SomeOf):
    """Some out of some, best first: moved by dragging, by keys, or by plain buttons."""

    kind = "ranked"
    MOVE: ClassVar[str] = "move"

    def typed(self, sent: Sent) -> Any:
        """The values in their order, after the move that a button asks for."""
        values = sent.getlist(self.name)
        name, _, move = sent.get(self.MOVE, "").partition(" ")
        return moved(values, *move.partition(" ")[::2]) if name == self.name else values


def moved(values: list[str], way: str, value: str) -> list[str]:
    """The values with one of them a place ``up`` or ``down``, or taken ``out``."""
    if value not in values:
        return values
    at = values.index(value)
    others = [one for one in values if one != value]
    if way == "out":
        return others
    place = max(at - 1, 0) if way == "up" else at + 1
    return [*others[:place], value, *others[place:]]


@dataclass(frozen=True)
class File(Field):
    """A file, as the vault takes it: in base64."""

    kind = "file"
    typed_as = "file"
    accepts: str = ".pdf,.jpg,.jpeg,.png,.docx"

    def read(self, sent: Sent) -> Any:
        """The content of the file that was chosen."""
        chosen = request.files.get(self.name)
        content = chosen.read() if chosen else b""
        return b64encode(content).decode("ascii") if content else self.empty

    def typed(self, sent: Sent) -> Any:
        """Nothing: a browser has to choose a file again."""
        return ""
