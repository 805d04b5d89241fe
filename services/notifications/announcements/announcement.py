"""A line of the table: about this fact, these are told this."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.contracts.fact import Fact
from services.notifications.announcements.recipients import Known, Recipient

Condition = Callable[[Mapping[str, Any]], bool]


def always(_data: Mapping[str, Any]) -> bool:
    """The condition of most lines."""
    return True


def where(field: str, value: Any) -> Condition:
    """The condition that a field of the fact has this value."""
    return lambda data: bool(data[field] == value)


@dataclass(frozen=True)
class Announcement:
    """Tell ``to`` about ``fact`` with the text ``template``, which may say ``saying``.

    ``saying`` names fields of the fact; only ids, days, numbers and codes, because they stand
    in the log for ever. Of two lines that reach the same person for one fact, the first counts.
    """

    fact: type[Fact]
    template: str
    to: tuple[Recipient, ...]
    saying: tuple[str, ...] = ()
    when: Condition = always
    is_for_the_mail: bool = False
    """Whether only a mail helps: who cannot sign in has no inbox."""

    def persons(self, data: Mapping[str, Any], known: Known, today: date) -> Iterator[UUID]:
        """Whom this line tells, given the fact's data, today."""
        for recipient in self.to:
            yield from recipient.persons(data, known, today)

    def parameters(self, data: Mapping[str, Any]) -> dict[str, str]:
        """What the text is told, as texts that stay the same in every language."""
        return {name: _plain(data[name]) for name in self.saying if data[name] is not None}


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
