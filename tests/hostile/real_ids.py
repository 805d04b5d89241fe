"""Real ids in the place of invented ones, so that requests come past "there is no such thing"."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from exchange.home import ExchangeHome

ONE_IN = 4
"""Of so many ids one stays invented."""

ALSO_CALLED = {
    "nmo": "nmo_id",
    "sending": "nmo_id",
    "hosting": "nmo_id",
    "committee": "lc_id",
    "project": "project_id",
    "provider": "provider_id",
    "student": "student_id",
    "backup_id": "contact_person_id",
    "successor_id": "contact_person_id",
    "letter_id": "document_id",
    "before": "message_id",
    "person_ids": "person_id",
}


class RealIds:
    """The ids that a home's facts name, by what they are called there."""

    def __init__(self, known: dict[str, list[str]]) -> None:
        self._known = known

    @classmethod
    def told_by(cls, home: ExchangeHome) -> "RealIds":
        """The ids in all published facts of a home."""
        known: dict[str, dict[str, None]] = {}
        for host in home.hosts.values():
            for fact in host.published.since(0, 1_000_000):
                for name, value in _named_values(fact.data):
                    if _is_id(value):
                        known.setdefault(name, {})[value] = None
        return cls({name: list(values) for name, values in known.items()})

    def of(self, name: str) -> list[str]:
        """The ids with a name."""
        return self._known.get(ALSO_CALLED.get(name, name), [])

    def put_into(self, value: Any, name: str = "") -> Any:
        """The value, with real ids where it has invented ones: the same one for the same."""
        if isinstance(value, dict):
            return {inner: self.put_into(part, inner) for inner, part in value.items()}
        if isinstance(value, list):
            return [self.put_into(part, name) for part in value]
        known = self.of(name)
        return (
            self._instead_of(UUID(value).int, known) or value if known and _is_id(value) else value
        )

    @staticmethod
    def _instead_of(invented: int, known: list[str]) -> str | None:
        number, kind = divmod(invented, ONE_IN)
        return known[number % len(known)] if kind else None


def _named_values(data: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(data, dict):
        for inner, value in data.items():
            yield from _named_values(value, inner)
    elif isinstance(data, list):
        for value in data:
            yield from _named_values(value, name)
    else:
        yield name, data


def _is_id(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(UUID(value))
    except ValueError:
        return False
