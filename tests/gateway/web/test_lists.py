"""Long lists: addresses of filters, all pages, and files that no spreadsheet carries out."""

import pytest
from flask import Flask

from gateway.views.keyset import Row
from gateway.web.lists.addresses import toggled, with_arguments
from gateway.web.lists.slices import AT_ONCE, every
from gateway.web.lists.tables import Column, csv_of
from tests.gateway.web.web_bench import WebBench

LETTER = Column("Letter", lambda row: row["letter"])


@pytest.fixture
def app(web: WebBench) -> Flask:
    return web.app


def test_a_value_is_added_or_taken_away_and_the_list_begins_anew(app: Flask) -> None:
    with app.test_request_context("/projects?country=PT&cursor=x&q=a+b"):
        assert toggled("country", "FR") == "/projects?country=PT&country=FR&q=a+b"
        assert toggled("country", "PT") == "/projects?q=a+b"


def test_an_address_without_arguments_is_plain(app: Flask) -> None:
    with app.test_request_context("/projects?q="):
        assert with_arguments() == "/projects"
        assert with_arguments(q="ü&") == "/projects?q=%C3%BC%26"


class Numbers:
    """An order over whole numbers."""

    @staticmethod
    def place_of(row: Row) -> tuple[int]:
        return (row["number"],)


@pytest.mark.parametrize("count", [0, 1, AT_ONCE, AT_ONCE + 1, 3 * AT_ONCE])
def test_every_row_is_read_once(count: int) -> None:
    def read(after: tuple[int, ...] | None, limit: int) -> list[Row]:
        first = after[0] + 1 if after else 0
        return [{"number": n} for n in range(first, min(count, first + limit + 1))]

    rows = list(every(Numbers(), read))  # type: ignore[arg-type]

    assert [row["number"] for row in rows] == list(range(count))


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_a_cell_that_looks_like_a_formula_is_a_text(app: Flask, formula: str) -> None:
    with app.test_request_context("/"):
        content = csv_of("letters", [LETTER], [{"letter": formula}]).get_data(as_text=True)

    assert f"'{formula}" in content.replace('"', "")


def test_a_file_has_any_script_and_says_so(app: Flask) -> None:
    with app.test_request_context("/"):
        answer = csv_of("letters", [LETTER], [{"letter": "Ünïcode, 漢字"}, {"letter": None}])

    assert answer.get_data(as_text=True) == '\ufeffLetter\r\n"Ünïcode, 漢字"\r\n""\r\n'
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="letters.csv"' in answer.headers["Content-Disposition"]
