"""The generated pages of the handbook say what the code says."""

from collections.abc import Callable

import pytest

from tools.handbook.pages import DOCS, PAGES


@pytest.mark.parametrize(("name", "make"), PAGES.items())
def test_the_page_is_true(name: str, make: Callable[[], str]) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == make(), "Run: make docs"
