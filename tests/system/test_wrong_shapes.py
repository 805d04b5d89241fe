"""No command takes what its description does not allow: every one of the API is tried.

The description (OpenAPI) names the commands, so that none can be forgotten.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.support.client import BASE, Account, Refused, is_problem
from tests.support.scene import NOBODY, Scene

WRITING = ("post", "put", "delete")
IN_ADDRESSES = {
    "day": "2027-07-05",
    "start": "2027-07-05",
    "end": "2027-07-06",
    "month": "2027-07",
    "season": "2027-2028",
    "kind": "photo",
}
NO_TYPE_AT_ALL = {"neither": ["a number", "nor a text"]}
FAR_TOO_LONG = "x" * 200_000
OF_ONE_FORMAT = {"enum", "format", "pattern"}

Shape = dict[str, Any]


@dataclass(frozen=True)
class Operation:
    """A command over HTTP, and the shape of its body by the description."""

    method: str
    path: str
    properties: Shape
    shapes: dict[str, Shape]

    def faults(self, by: Account, body: dict[str, Any]) -> dict[str, Any]:
        """What is found wrong with the values in a body."""
        answer = by.send(self.method, self.path, json=body)
        assert answer.status_code == 422, f"{self.method} {self.path}: {answer.text}"
        refusal = Refused(answer)
        assert refusal.code == "invalid", f"{self.method} {self.path}: {refusal.code}"
        faults: dict[str, Any] = refusal.details["fields"]
        return faults

    def body_of(self, text: str) -> dict[str, Any]:
        """A body with this text wherever some text may stand."""
        return filled_with(text, {"properties": self.properties}, self.shapes) or {}


def filled_with(text: str, shape: Shape, shapes: dict[str, Shape]) -> Any:
    """A value of a shape, with a text wherever some text may stand; None where none may."""
    if "$ref" in shape:
        return filled_with(text, shapes[shape["$ref"].rpartition("/")[2]], shapes)
    if "items" in shape:
        item = filled_with(text, shape["items"], shapes)
        return [item] if item else None
    if "properties" in shape:
        parts = {
            name: filled_with(text, part, shapes) for name, part in shape["properties"].items()
        }
        return {name: part for name, part in parts.items() if part} or None
    return text if "string" in shape.get("type", ()) and not OF_ONE_FORMAT & shape.keys() else None


def is_refused(value: Any, faults: Any) -> bool:
    """Whether faults were found in every part of a value, or in the value as a whole."""
    if not isinstance(faults, dict):
        return bool(faults)
    parts = {str(n): part for n, part in enumerate(value)} if isinstance(value, list) else value
    return all(is_refused(part, faults.get(name)) for name, part in parts.items())


@pytest.fixture(scope="module")
def operations(scene: Scene) -> list[Operation]:
    """Every command that takes a JSON body."""
    found = list(described(scene.world.api.get("/openapi.json")))
    assert len(found) > 50
    return found


def described(document: dict[str, Any]) -> Iterator[Operation]:
    """The commands in an OpenAPI document."""
    shapes = document["components"]["schemas"]
    for path, item in document["paths"].items():
        for method in WRITING:
            content = item.get(method, {}).get("requestBody", {}).get("content", {})
            if shape := content.get("application/json", {}).get("schema"):
                known = shapes[shape["$ref"].rpartition("/")[2]] if "$ref" in shape else shape
                yield Operation(method.upper(), address(path), known["properties"], shapes)


def address(path: str) -> str:
    """The path with something in place of each parameter."""
    parts = path.removeprefix(BASE).split("/")
    filled = [
        IN_ADDRESSES.get(part.strip("{}"), NOBODY) if part.startswith("{") else part
        for part in parts
    ]
    return "/".join(filled)


@pytest.mark.usefixtures("nothing_changes")
def test_a_value_of_another_type(scene: Scene, operations: list[Operation]) -> None:
    for operation in operations:
        body = dict.fromkeys(operation.properties, NO_TYPE_AT_ALL)

        faults = operation.faults(scene.people["director"], body)

        assert faults.keys() == body.keys(), f"{operation.method} {operation.path}"


@pytest.mark.usefixtures("nothing_changes")
@pytest.mark.parametrize("text", [FAR_TOO_LONG, "nul\0"], ids=["far too long", "NUL"])
def test_a_text_that_cannot_be_kept(scene: Scene, operations: list[Operation], text: str) -> None:
    for operation in operations:
        if body := operation.body_of(text):
            faults = operation.faults(scene.people["director"], body)

            assert is_refused(body, faults), f"{operation.method} {operation.path}: {faults}"


@pytest.mark.usefixtures("nothing_changes")
def test_half_a_character(scene: Scene, operations: list[Operation]) -> None:
    """JSON can write half of a character down; nothing can keep it."""
    headers = {"Content-Type": "application/json"}
    for operation in operations:
        body = json.dumps(operation.body_of("\ud83e"), ensure_ascii=True)
        if "ud83e" in body:
            answer = scene.people["director"].send(
                operation.method, operation.path, data=body, headers=headers
            )

            is_problem(Refused(answer), 400, "not_json_content")


@pytest.mark.usefixtures("nothing_changes")
def test_a_field_that_is_not_described(scene: Scene, operations: list[Operation]) -> None:
    for operation in operations:
        faults = operation.faults(scene.people["director"], {"surprise": 1})

        assert "surprise" in faults, f"{operation.method} {operation.path}"
