"""No question reads or sorts all of what grows with the programme, however large it becomes.

Every question is asked, the statements that answer it are caught, and SQLite is asked how it
goes about them. What grows is found by an index, or read in the order of an index up to the
end of the page; and what is cut into pages is not sorted first.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import event

from gateway.api.context import EXTENSION
from gateway.api.queries.catalogue_shapes import SORTS as PROJECT_SORTS
from gateway.api.queries.exchange_shapes import SORTS as EXCHANGE_SORTS
from services.eventlog.last_used import LastUsed
from tests.gateway.queries_bench import World
from tests.gateway.test_queries import QUESTIONS

Statement = tuple[str, Any]

# What does not grow with exchanges, projects, people or facts: hosts are few, seasons fewer.
HOSTS = ("organisations", "committees", "conditions")

FILTERED = [
    *(f"/projects?sort={sort}" for sort in PROJECT_SORTS),
    *(f"/projects/all?sort={sort}" for sort in PROJECT_SORTS),
    "/projects?places_left=1",
    "/projects?committee={lc}",
    "/projects?nmo={nmo}",
    "/projects?country=PT",
    "/projects?month=2027-07&objective=lab_work",
    "/projects?q=neuro",
    "/projects/all?state=drafted",
    *(f"/exchanges?sort={sort}" for sort in EXCHANGE_SORTS),
    "/exchanges?stage=accepted&season=2026-2027",
    "/exchanges?month=2027-07",
    "/exchanges?committee={lc}",
    "/exchanges?late=acceptance",
    "/board?month=2027-07&committee={lc}",
    "/board?month=2027-07&committee={lc}&missing=mentor&missing=visa",
    "/committees?q=porto",
    "/contracts?season=2026-2027",
    "/contracts?nmo={nmo}",
    "/rooms?committee={lc}",
    "/rooms?state=open",
    "/contact-persons?committee={lc}",
    "/inbox?unread=true",
    "/statistics?season=2026-2027",
    "/statistics/late-cards?season=2026-2027",
]
ADDRESSES = [*(address for address, _, _ in QUESTIONS), *FILTERED]

READS_ALL = {
    "/projects/facets": "counts all open projects by what they can be narrowed down by",
    "/statistics": "counts all projects, exchanges and contracts",
    "/statistics?season=2026-2027": "counts all projects, and a season's exchanges and contracts",
    "/statistics/late-cards": "counts all cards of acceptance; of a season, that season's",
}
"""Questions that count everything because that is what is asked. All are kept for a minute, or
for a few people."""

SORTS_SOME = {
    "/exchanges?month=2027-07": "only a month's",
    "/exchanges?stage=accepted&season=2026-2027": "only what stands at a stage of a season",
    "/exchanges?committee={lc}": "only a committee's",
    "/contracts?nmo={nmo}": "only an organisation's",
    "/conditions?season=2026-2027": "one for each host",
    "/committees?q=porto": "only what has the words",
}
"""Lists that are sorted before they are cut into pages; why they are short."""


@contextmanager
def caught(world: World) -> Iterator[list[Statement]]:
    """The statements that are sent to the gateway's database meanwhile."""
    statements: list[Statement] = []

    def catch(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        statements.append((statement, parameters))

    engine = world.api.store.live.engine
    event.listen(engine, "before_cursor_execute", catch)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", catch)


def forget_answers(world: World) -> None:
    """Public answers are given again without asking the database."""
    parts = world.api.app.extensions
    parts[EXTENSION] = replace(parts[EXTENSION], answers=LastUsed(1))


def plan(world: World, statement: Statement) -> list[str]:
    with world.api.store.live.engine.connect() as connection:
        sql, parameters = statement
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters)
        return [row.detail for row in rows]


def plans(world: World, address: str, who: UUID) -> list[tuple[str, list[str]]]:
    """How each statement that answers a question is gone about."""
    forget_answers(world)
    with caught(world) as statements:
        assert world.get(address, who).status_code in (200, 403, 404)
    assert statements
    return [(s[0], plan(world, s)) for s in statements if s[0].startswith("SELECT")]


WHOLE = re.compile(
    r"(?P<read>SCAN|SEARCH) (?P<table>\S+)(?P<index> USING .*INDEX \S+)?(?P<by> \(.*\))?"
)


def read_whole(lines: list[str], *, is_page: bool) -> list[str]:
    """The growing tables that are read from end to end. A page ends what is read in order."""
    reads = [found for line in lines if (found := WHOLE.match(line))]
    return [
        read["table"]
        for read in reads
        if is_growing(read["table"]) and is_whole(read) and not (is_page and read["index"])
    ]


def is_whole(read: re.Match[str]) -> bool:
    """Nearly all projects are in one state: to look for it is to read them all."""
    return read["read"] == "SCAN" or read["by"] == " (state=?)"


def is_growing(table: str) -> bool:
    """Whether it is one of the views' tables (not what a statement made itself), and grows."""
    name = re.fullmatch(r"gateway_(\w+)_g\d+", table)
    return name is not None and name[1] not in HOSTS


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_that_grows_is_read_whole(world: World, address: str) -> None:
    asking = [world.auditor, world.season.student, world.stranger]
    whole = [
        (table, sql)
        for who in asking
        for sql, lines in plans(world, address, who)
        for table in read_whole(lines, is_page="LIMIT" in sql)
    ]
    assert bool(whole) == (address in READS_ALL), whole


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_sees_everything_gets_pages_that_were_not_sorted_first(
    world: World, address: str
) -> None:
    sorted_first = [
        sql
        for sql, lines in plans(world, address, world.auditor)
        if "LIMIT" in sql and any("TEMP B-TREE" in line for line in lines)
    ]
    assert bool(sorted_first) == (address in SORTS_SOME), sorted_first


def test_a_scan_is_recognised(world: World) -> None:
    exchanges = world.api.store.live.exchanges.exchanges.name
    unsorted = plan(world, (f"SELECT * FROM {exchanges} WHERE reason = 'x' LIMIT 3", ()))
    in_order = plan(world, (f"SELECT * FROM {exchanges} ORDER BY stage_since LIMIT 3", ()))
    by_nothing = plan(world, (f"SELECT * FROM {exchanges} ORDER BY reason LIMIT 3", ()))

    assert read_whole(unsorted, is_page=True) == [exchanges]
    assert read_whole(in_order, is_page=True) == []
    assert read_whole(in_order, is_page=False) == [exchanges]
    assert "USE TEMP B-TREE FOR ORDER BY" in by_nothing
