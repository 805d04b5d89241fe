"""Failures are on the page of failures, and say what they should."""

from collections import Counter
from importlib import import_module

from services.contracts.errors import Failure, Fault, Refusal
from services.hosting.service_list import NAMES
from tools.handbook.errors import MODULES, failures_in


def test_every_failure_is_in_a_module_that_the_page_reads() -> None:
    import_module("gateway.app")
    for name in NAMES:
        import_module(f"services.{name}.service")

    known = {failure for module in MODULES.values() for failure in failures_in(module)}

    ours = {failure for failure in subclasses_of(Failure) if is_ours(failure)}
    assert ours - {Fault, Refusal} <= known


def subclasses_of(kind: type[Failure]) -> set[type[Failure]]:
    direct = set(kind.__subclasses__())
    return direct | {below for child in direct for below in subclasses_of(child)}


def is_ours(failure: type[Failure]) -> bool:
    return failure.__module__.startswith(("services.", "gateway."))


def test_a_code_means_one_thing_in_one_service() -> None:
    for name in NAMES:
        codes = Counter(failure.code for failure in failures_in(f"services.{name}.errors"))
        assert [code for code, count in codes.items() if count > 1] == []


def test_every_failure_says_something_of_its_own_and_ends_its_sentences() -> None:
    for module in ("gateway.api.errors", *(f"services.{name}.errors" for name in NAMES)):
        for failure in failures_in(module):
            assert failure.says.endswith((".", "!")), failure
