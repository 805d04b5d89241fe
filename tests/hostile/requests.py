"""Requests made from the description of the API, sent by somebody of each role."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import given
from schemathesis import APIOperation, Case, GenerationMode, Response

from gateway.api.blueprints import BASE
from tests.hostile import answers
from tests.hostile.living_season import LivingSeason
from tests.support.effort import effort

BY_OUR_OWN_RULES = ("positive_data_acceptance", "ignored_auth", "not_a_server_error")
"""Checks that know nothing of our codes and roles; ``answers`` checks the same closer."""

RARELY_GIVEN = ("If-Match", "Idempotency-Key")
NEVER_GIVEN = ("after", "cursor")
"""What an earlier answer gives: an invented one only ends the request too early."""


def operations(
    season: LivingSeason, is_wanted: Callable[[str, str], bool]
) -> Iterator[APIOperation]:
    """The operations in the API's description, by method and service or area."""
    config = schemathesis.Config()
    config.projects.default.generation.allow_x00 = False  # JSON Schema has no words for it
    schema = schemathesis.openapi.from_wsgi(f"{BASE}/openapi.json", season.app, config=config)
    for found in schema.get_all_operations():
        operation = found.ok()
        if is_wanted(operation.method, operation.definition.raw["operationId"].partition(".")[0]):
            yield operation


def is_answered_well(
    season: LivingSeason,
    operation: APIOperation,
    mode: GenerationMode,
    examples: int,
) -> None:
    """Send generated requests, each as everybody; every answer must be as ``answers`` says."""

    @effort(examples, may_shrink=False)
    @given(operation.as_strategy(mode))
    def send(case: Case) -> None:
        _make_real(season, case)
        for role in season.roles:
            response = case.call(headers=season.headers(role))
            season.go_on()
            _check(season, role, case, response)

    send()


def _make_real(season: LivingSeason, case: Case) -> None:
    for part in (case.path_parameters, case.query):
        if isinstance(part, dict):
            part.update(season.ids.put_into(part))
    if isinstance(case.body, dict):
        case.body = season.ids.put_into(case.body)
    if answers.is_allowed(case):
        _leave_out(case.headers, RARELY_GIVEN)
        _leave_out(case.query, NEVER_GIVEN)


def _leave_out(part: Any, names: tuple[str, ...]) -> None:
    for name in names:
        if part and name in part:
            del part[name]


def _check(season: LivingSeason, role: str, case: Case, response: Response) -> None:
    answers.is_no_fault(response)
    answers.is_told_as_a_problem(response)
    answers.is_only_for_the_signed_in(role, case, response)
    answers.is_as_described(case, response)
    answers.keeps_secrets(season, role, case, response)
    others = [schemathesis.checks.CHECKS.get_one(name) for name in BY_OUR_OWN_RULES]
    case.validate_response(response, excluded_checks=others)


def each_by_itself(
    subtests: pytest.Subtests, season: LivingSeason, wanted: Any, mode: GenerationMode, tries: int
) -> None:
    """The test of each wanted operation, reported by its name."""
    found = list(operations(season, wanted))
    assert found
    for operation in found:
        with subtests.test(operation.label):
            is_answered_well(season, operation, mode, tries)
