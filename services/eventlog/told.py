"""A fact as its reader sees it: the envelope, and the data typed by the contract."""

from collections.abc import Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from marshmallow import ValidationError

from services.contracts.envelope import Envelope
from services.contracts.fact import Fact
from services.eventlog.unreadable import unusable


@cache
def _schema(fact: type[Fact]) -> Fact:
    return fact()


_TYPED: WeakKeyDictionary[Envelope, Mapping[str, Any]] = WeakKeyDictionary()
"""Many are told of one envelope; its data are typed for the first of them."""


class Told:
    """A fact that was told to a reaction or a view."""

    def __init__(self, fact: type[Fact], envelope: Envelope) -> None:
        self.fact = fact
        self.envelope = envelope
        self.id = envelope.id
        self.time = envelope.time

    @cached_property
    def data(self) -> Mapping[str, Any]:
        """The fact's data with ids, days and moments as objects; unknown fields are left out.

        Raises StoredEventUnreadable for data that break the contract.
        """
        typed = _TYPED.get(self.envelope)
        if typed is None:
            typed = _TYPED[self.envelope] = self._typed()
        return typed

    def _typed(self) -> Mapping[str, Any]:
        try:
            return MappingProxyType(_schema(self.fact).load(self.envelope.data))
        except ValidationError as error:
            raise unusable(self.envelope, error) from None

    @property
    def subject(self) -> UUID:
        """The id of the aggregate that the fact is about."""
        return UUID(self.envelope.subject)

    def __getitem__(self, name: str) -> Any:
        return self.data[name]

    def pick(self, *names: str) -> dict[str, Any]:
        """Some of the data, as keyword arguments."""
        return {name: self.data[name] for name in names}
