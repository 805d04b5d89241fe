"""Refusals are on the page of refusals, and say what they should."""

from collections import Counter
from importlib import import_module

from services.contracts.errors import Refusal
from services.hosting.service_list import NAMES
from tools.handbook.errors import MODULES, refusals_in


def test_every_refusal_is_in_a_module_that_the_page_reads() -> None:
    import_module("gateway.app")
    for name in NAMES:
        import_module(f"services.{name}.service")

    known = {refusal for module in MODULES.values() for refusal in refusals_in(module)}

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
