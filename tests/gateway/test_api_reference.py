"""The generated pages say what the code says."""

from collections import Counter
from collections.abc import Callable
from importlib import import_module

import pytest

from services.contracts.errors import Refusal
from services.hosting.service_list import NAMES
from tests.gateway.api_reference import DOCS, PAGES, refusals_in

HOW = "Run: python -m tests.gateway.api_reference"


@pytest.mark.parametrize(("name", "make"), PAGES.items())
def test_the_page_is_true(name: str, make: Callable[[], str]) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == make(), HOW


def test_every_refusal_is_in_a_module_that_the_page_reads() -> None:
    import_module("gateway.app")
    for name in NAMES:
        import_module(f"services.{name}.service")
    modules = {"services.contracts.errors", "gateway.api.errors"}
    modules |= {f"services.{name}.errors" for name in NAMES}

    known = {refusal for module in modules for refusal in refusals_in(module)}

    assert {refusal for refusal in subclasses_of(Refusal) if is_ours(refusal)} <= known


def subclasses_of(kind: type[Refusal]) -> set[type[Refusal]]:
    direct = set(kind.__subclasses__())
    return direct | {below for child in direct for below in subclasses_of(child)}


def is_ours(refusal: type[Refusal]) -> bool:
    return refusal.__module__.startswith(("services.", "gateway."))


def test_a_code_means_one_thing_in_one_service() -> None:
    for name in NAMES:
        codes = Counter(refusal.code for refusal in refusals_in(f"services.{name}.errors"))
        assert [code for code, count in codes.items() if count > 1] == []


def test_every_refusal_says_something_of_its_own_and_ends_its_sentences() -> None:
    for module in ("gateway.api.errors", *(f"services.{name}.errors" for name in NAMES)):
        for refusal in refusals_in(module):
            assert refusal.says.endswith((".", "!")), refusal
