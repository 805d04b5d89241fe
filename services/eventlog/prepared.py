"""Statements as drivers take them; PostgreSQL plans each once in the life of a connection."""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import count
from typing import Any, NamedTuple

from sqlalchemy import Dialect
from sqlalchemy.types import TypeEngine

NAMED = re.compile(r"%\((\w+)\)s")
"""A parameter in a statement for PostgreSQL's driver; for SQLite's they have no names."""

PARAMETER = re.compile("%s|%%")
KNOWN = "prepared_statements"


class Kind(NamedTuple):
    """A kind of statement: how it is prepared, and how it is run with parameters."""

    prepare: str
    run: str


@lru_cache(maxsize=1_000)
def kind_of(sql: str, types: Sequence[str] = ()) -> Kind:
    """The kind of a statement of the driver's, which has ``%s`` for each value.

    ``types`` says what the values are, where that does not show in what the driver makes of them.
    """
    places = (f"${number}" for number in count(1))
    numbered = PARAMETER.sub(lambda found: next(places) if found[0] == "%s" else "%", sql)
    name = f"kept_{hashlib.sha256(sql.encode()).hexdigest()[:32]}"
    plain = ["%s"] * PARAMETER.findall(sql).count("%s")
    values = [f"%s::{kind}" for kind in types] or plain
    return Kind(
        f"PREPARE {name} AS {numbered}",
        f"EXECUTE {name}({', '.join(values)})" if values else f"EXECUTE {name}",
    )


def for_driver(compiled: Any) -> tuple[str, Sequence[str]]:
    """A compiled statement as the driver takes it, and the names of its values in their order."""
    sql = str(compiled)
    return NAMED.sub("%s", sql), compiled.positiontup or NAMED.findall(sql)


def writer(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    """What makes values of a kind for the driver; None where it takes them as they are."""
    return kind.dialect_impl(dialect).bind_processor(dialect)


def prepare(info: dict[Any, Any], cursor: Any, wanted: Iterable[Kind]) -> None:
    """Prepare what the connection, by its ``info``, does not know.

    That lasts even if the transaction fails.
    """
    known: set[Kind] = info.setdefault(KNOWN, set())
    for kind in wanted:
        if kind not in known:
            cursor.execute(kind.prepare)
            known.add(kind)
