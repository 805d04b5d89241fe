"""The requests that are measured, as bytes."""

import json
from typing import Any
from uuid import uuid4

from benchmarks.http.load import Request
from tests.support.client import BASE

ROOM = {
    "label": "Residence B, room 214",
    "kind": "room",
    "beds": 2,
    "is_private": False,
    "furnished": True,
    "kitchen": True,
    "heating": True,
    "minutes_to_hospital": 15,
    "diets_served": ["vegetarian", "halal"],
}


def a_request(method: str, path: str, body: Any = None, **headers: str) -> bytes:
    """A request of HTTP/1.1 with a JSON body, or none."""
    content = b"" if body is None else json.dumps(body).encode()
    given = {"Host": "127.0.0.1", "Content-Length": str(len(content))}
    if content:
        given["Content-Type"] = "application/json"
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in (given | headers).items()]
    return "\r\n".join([f"{method} {path} HTTP/1.1", *lines, "", ""]).encode() + content


def get(path: str, token: str = "", **headers: str) -> Request:
    """The same question again and again, asked by somebody or by nobody."""
    asked = a_request("GET", BASE + path, **_signed(token), **headers)
    return lambda *_: asked


def get_anew(path: str, source: str, token: str = "") -> Request:
    """A question that was not asked lately: each time one must have seen another of the facts.

    Whoever asks goes through three times as many as answers are remembered, far from the others.
    """

    def request(connection: int, number: int) -> bytes:
        position = (number + 375 * connection) % 3_000 + 1
        return a_request("GET", f"{BASE}{path}?after={source}:{position}", **_signed(token))

    return request


def _signed(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def _command(method: str, path: str, body: Any, token: str) -> bytes:
    """A command as a mobile application sends it: with a key that makes repeating it safe."""
    headers = {"Idempotency_Key": str(uuid4()), **_signed(token)}
    return a_request(method, BASE + path, body, **headers)


def open_places(projects: list[dict[str, Any]], token: str) -> Request:
    """Some places more or less in a month; every connection for a project of its own."""

    def request(connection: int, number: int) -> bytes:
        project = projects[connection]
        month = project["months"][number // 2 % len(project["months"])]["month"]
        path = f"/projects/{project['project_id']}/places/{month}"
        return _command("PUT", path, {"places": 10 + number % 2}, token)

    return request


def offer_room(provider_id: str, token: str) -> Request:
    """A room more, each time; the committee's officer gets a message."""
    path = f"/providers/{provider_id}/rooms"
    return lambda *_: _command("POST", path, ROOM, token)


def set_load_limit(contact_persons: list[str], token: str) -> Request:
    """Another limit than before, each time; every connection for a contact person of its own."""

    def request(connection: int, number: int) -> bytes:
        path = f"/contact-persons/{contact_persons[connection]}/load-limit"
        return _command("PUT", path, {"load_limit": number % 20 + 1}, token)

    return request


def insert_row() -> Request:
    """A row with what the offer of a room says."""
    asked = a_request("POST", "/rows", ROOM)
    return lambda *_: asked


def select_rows() -> Request:
    """A page of rows."""
    asked = a_request("GET", "/rows?limit=20")
    return lambda *_: asked
