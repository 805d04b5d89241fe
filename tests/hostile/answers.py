"""What every answer of the API must be like, whoever asks for whatever."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from schemathesis import Case, GenerationMode, Response

from tests.hostile.living_season import ANONYMOUS, SECRET, LivingSeason
from tools.handbook.errors import MODULES, failures_in

DOCUMENTED = {
    (failure.code, failure.status) for module in MODULES.values() for failure in failures_in(module)
}
MALFORMED = {
    "bad_request",
    "entity_tag_unusable",
    "idempotency_key_unusable",
    "invalid",
    "json_expected",
    "not_json_content",
}
CANNOT_BE_DESCRIBED = {"time_zone", "start", "end"}
"""Fields whose rules are a list of the world's places, or a relation to another field."""

LOOKS = {"people.view_personal_data", "people.view_people"}
"""The operations that answer with personal data."""

NEVER_SEES: Mapping[str, tuple[str, ...]] = {
    "student": ("passport_number",),
    "contact_person": ("email", "passport_number"),
    "mentor": SECRET,
    "provider": SECRET,
    "lore": ("passport_number",),
    "nore_in": (),
    "nore_out": (),
    "director": ("phone", "passport_number"),
    "auditor": SECRET,
    "operator": SECRET,
    ANONYMOUS: SECRET,
}
"""What of somebody else is not for a role, for whatever purpose."""


def is_no_fault(response: Response) -> None:
    """Nothing is broken on our side; not to have heard of something yet is no fault."""
    if response.status_code >= 500:
        assert response.json()["code"] == "not_yet_seen", response.text


def is_told_as_a_problem(response: Response) -> None:
    """What is refused is refused as RFC 9457 has it, with a code that is documented."""
    if response.status_code < 400:
        return
    problem = response.json()
    assert response.headers["content-type"] == ["application/problem+json"]
    assert (problem["code"], response.status_code) in DOCUMENTED, problem
    assert problem["status"] == response.status_code
    assert problem["type"].endswith(f":{problem['code']}")
    assert problem["detail"]


def is_only_for_the_signed_in(role: str, case: Case, response: Response) -> None:
    """Who is not signed in gets nothing where one must be, and is told so."""
    if role == ANONYMOUS and case.operation.definition.raw["security"]:
        is_refused = response.status_code >= HTTPStatus.BAD_REQUEST
        is_told = response.status_code == HTTPStatus.UNAUTHORIZED
        assert is_told if is_allowed(case) else is_refused, response.text


def is_allowed(case: Case) -> bool:
    """Whether the request is one that the description allows."""
    return bool(case.meta) and case.meta.generation.mode is GenerationMode.POSITIVE


def is_as_described(case: Case, response: Response) -> None:
    """What the description allows is not refused as malformed."""
    if response.status_code < 400 or not is_allowed(case):
        return
    problem = response.json()
    faulty = set(_names(problem["details"].get("fields", {})))
    assert problem["code"] not in MALFORMED or faulty & CANNOT_BE_DESCRIBED, problem


def _names(faults: Any) -> list[str]:
    if not isinstance(faults, dict):
        return []
    return [*faults, *(name for inner in faults.values() for name in _names(inner))]


def keeps_secrets(season: LivingSeason, role: str, case: Case, response: Response) -> None:
    """Nobody is told what is not theirs to know of somebody else."""
    is_look = case.operation.definition.raw["operationId"] in LOOKS
    hidden = NEVER_SEES[role] if is_look else SECRET
    for person_id, secrets in season.secrets.items():
        if person_id != season.people.get(role):
            seen = [kind for kind in hidden if kind in secrets and secrets[kind] in response.text]
            assert not seen, f"{role} sees {seen} of {person_id}"
