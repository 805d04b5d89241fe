"""Data that cannot be used are refused: with a 4xx, a stable code, and nothing changed."""

from typing import Any

import pytest

from tests.support.client import Refused, is_problem
from tests.support.scene import Scene

MUCH_TOO_LONG = "ñ" * 1_000
MB = 1024 * 1024


@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize(
    ("who", "method", "path", "body", "code"),
    [
        ("director", "POST", "/organisations", {"country": "Utopia", "name": "X"}, "invalid"),
        (
            "lore",
            "PUT",
            "/rooms/{room}/availability",
            {"available_from": "2027-09-01", "available_to": "2027-06-01"},
            "end_before_start",
        ),
        (
            "director",
            "POST",
            "/people/{student}/offices",
            {"role": "auditor", "valid_from": "2027-01-01", "valid_until": "2029-01-01"},
            "term_too_long",
        ),
        ("student", "PUT", "{exchange}/attendance/yesterday", {"attendance": "present"}, "invalid"),
        ("lore", "PUT", "/projects/{project}/places/2027-13", {"places": 1}, "invalid"),
        ("student", "PUT", "/people/{student}/personal-data", {"data": {"email": "x"}}, "invalid"),
        (
            "student",
            "PUT",
            "/people/{student}/personal-data",
            {"data": {"given_name": MUCH_TOO_LONG}},
            "invalid",
        ),
        (
            "student",
            "PUT",
            "/people/{student}/personal-data",
            {"data": {"given_name": "line\nbreak"}},
            "invalid",
        ),
    ],
)
def test_what_makes_no_sense(
    scene: Scene, who: str, method: str, path: str, body: dict[str, Any], code: str
) -> None:
    refusal = scene.people[who].refused(method, scene.filled(path), **body)

    is_problem(refusal, 422, code)


@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize(
    ("kind", "content", "status", "code"),
    [
        ("photo", b"%PDF-1.7 a photo?", 422, "file_not_accepted"),
        ("passport_copy", b"MZ\x90\x00 a program", 422, "file_not_accepted"),
        ("passport_copy", b"", 422, "file_not_accepted"),
        ("passport_copy", b"%PDF-" + b"x" * (4 * MB), 422, "file_too_large"),
        ("passport_copy", b"%PDF-" + b"x" * (9 * MB), 413, "body_too_large"),
        ("love_letter", b"%PDF-1.7", 422, "invalid"),
    ],
    ids=["pdf as photo", "program", "empty", "over 4 MB", "over 8 MB", "unknown kind"],
)
def test_a_file_that_is_not_accepted(
    scene: Scene, kind: str, content: bytes, status: int, code: str
) -> None:
    student = scene.exchange.student
    path = f"/people/{student.person_id}/documents/{kind}"

    is_problem(Refused(student.send("POST", path, data=content)), status, code)


@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize(
    ("content", "content_type", "status", "code"),
    [
        (b"{", "application/json", 400, "not_json_content"),
        (b'["a list"]', "application/json", 400, "not_json_content"),
        (b'{"country": "\xff"}', "application/json", 400, "not_json_content"),
        (b'{"country": "\\ud83e"}', "application/json", 400, "not_json_content"),
        (b'{"country": "Z\\u0000"}', "application/json", 422, "invalid"),
        (b"[" * 100_000, "application/json", 400, "not_json_content"),
        (b'{"country": "ZZ"}', "text/plain", 415, "json_expected"),
        (b"country=ZZ&name=X", "application/x-www-form-urlencoded", 415, "json_expected"),
        (b" " * (9 * MB), "application/json", 413, "body_too_large"),
        (b"", "application/json", 422, "invalid"),
    ],
    ids=[
        "broken",
        "no object",
        "not UTF-8",
        "half a character",
        "NUL",
        "deeply nested",
        "text",
        "form",
        "oversized",
        "empty",
    ],
)
def test_a_body_that_cannot_be_read(
    scene: Scene, content: bytes, content_type: str, status: int, code: str
) -> None:
    headers = {"Content-Type": content_type}
    director = scene.people["director"]

    answer = director.send("POST", "/organisations", data=content, headers=headers)

    is_problem(Refused(answer), status, code)


@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize(
    "query",
    [
        {"limit": "0"},
        {"limit": "many"},
        {"cursor": "nonsense"},
        {"colour": "green"},
        {"sort": "beauty"},
        {"month": "July"},
        {"q": "nul\0"},
        {"q": MUCH_TOO_LONG},
        {"after": "projects:never"},
        {"after": "nobody:1"},
    ],
    ids=lambda query: next(iter(query)),
)
def test_a_question_that_cannot_be_asked(scene: Scene, query: dict[str, str]) -> None:
    refusal = Refused(scene.world.api.send("GET", "/projects", params=query))

    assert refusal.code in {"invalid", "cursor_unusable"}
    is_problem(refusal, 422, refusal.code)
