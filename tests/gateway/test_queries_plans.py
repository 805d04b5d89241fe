"""No question reads or sorts all of what grows with the programme, however large it becomes.

Every question is asked, the statements that answer it are caught, and SQLite is asked how it
goes about them. What grows is found by an index, or read in the order of an index up to the
end of the page; and what is cut into pages is not sorted first.
"""

from uuid import UUID

import pytest
from sqlalchemy import Engine

from gateway.api.queries.catalogue_shapes import SORTS as PROJECT_SORTS
from gateway.api.queries.exchange_shapes import SORTS as EXCHANGE_SORTS
from tests.gateway.queries_bench import World
from tests.gateway.query_plans import caught, forget_answers, plan, plans, read_whole
from tests.gateway.test_queries import QUESTIONS

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


def engine_of(world: World) -> Engine:
    return world.api.store.live.engine


def plans_of(world: World, address: str, who: UUID) -> list[tuple[str, list[str]]]:
    """How each statement that answers a question is gone about."""
    forget_answers(world.api.app)
    with caught(engine_of(world)) as statements:
        assert world.get(address, who).status_code in (200, 403, 404)
    assert statements
    return plans(engine_of(world), statements)


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_that_grows_is_read_whole(world: World, address: str) -> None:
    asking = [world.auditor, world.season.student, world.stranger]
    whole = [
        (table, sql)
        for who in asking
        for sql, lines in plans_of(world, address, who)
        for table in read_whole(lines, is_page="LIMIT" in sql)
    ]
    assert bool(whole) == (address in READS_ALL), whole


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_sees_everything_gets_pages_that_were_not_sorted_first(
    world: World, address: str
) -> None:
    sorted_first = [
        sql
        for sql, lines in plans_of(world, address, world.auditor)
        if "LIMIT" in sql and any("TEMP B-TREE" in line for line in lines)
    ]
    assert bool(sorted_first) == (address in SORTS_SOME), sorted_first


def test_a_scan_is_recognised(world: World) -> None:
    exchanges = world.api.store.live.exchanges.exchanges.name
    unsorted = plan(engine_of(world), f"SELECT * FROM {exchanges} WHERE reason = 'x' LIMIT 3")
    in_order = plan(engine_of(world), f"SELECT * FROM {exchanges} ORDER BY stage_since LIMIT 3")
    by_nothing = plan(engine_of(world), f"SELECT * FROM {exchanges} ORDER BY reason LIMIT 3")

    assert read_whole(unsorted, is_page=True) == [exchanges]
    assert read_whole(in_order, is_page=True) == []
    assert read_whole(in_order, is_page=False) == [exchanges]
    assert "USE TEMP B-TREE FOR ORDER BY" in by_nothing
