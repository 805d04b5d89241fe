"""The search finds exchanges by number, for whom they are theirs; nobody by name."""

import pytest
from sqlalchemy import true

from gateway.views.keyset import Row
from services.contracts.roles import Actor
from tests.gateway.web.season_bench import SeasonBench
from tests.gateway.web.web_bench import Browser, text_of


@pytest.fixture(scope="module")
def at_work(bench: SeasonBench) -> Row:
    row = bench.views.tasks.page(_actor(bench), None, 1, is_over=False)[0]
    return dict(row)


def _actor(bench: SeasonBench) -> Actor:
    return Actor(bench.id_of("mentor (at work)"))


@pytest.fixture(scope="module")
def mentor(bench: SeasonBench) -> Browser:
    return bench.browser("mentor (at work)")


def found_by(browser: Browser, text: str) -> str:
    return str(browser.open("/search", query_string={"q": text}).get_data(as_text=True))


def test_an_exchange_is_found_by_the_beginning_of_its_number(mentor: Browser, at_work: Row) -> None:
    for text in (at_work["number"], at_work["number"][:-3].lower()):
        assert f'href="/tasks/{at_work["exchange_id"]}"' in found_by(mentor, text)


def test_an_exchange_of_others_is_not_found(bench: SeasonBench, at_work: Row) -> None:
    for browser in (bench.browser(), bench.browser("provider (Porto)")):
        assert str(at_work["exchange_id"]) not in found_by(browser, at_work["number"])


def test_two_letters_are_too_few_to_look_for(mentor: Browser, at_work: Row) -> None:
    assert str(at_work["exchange_id"]) not in found_by(mentor, at_work["number"][:2])


def test_nobody_is_found_by_name(bench: SeasonBench, mentor: Browser, at_work: Row) -> None:
    task = text_of(mentor.open(f"/tasks/{at_work['exchange_id']}"))
    name = task.split("Mentor")[0].split()[-1]

    assert name in task
    assert str(at_work["exchange_id"]) not in found_by(mentor, name)


def test_numbers_and_labels_that_begin_so_are_found_and_no_more_than_asked(
    bench: SeasonBench,
) -> None:
    label = bench.views.lodging.labelled("residence", true(), 3)
    assert len(label) == 3
    assert all(row["label"].startswith("Residence") for row in label)
    assert len(bench.views.exchanges.numbered("2027-", true(), 4)) == 4
