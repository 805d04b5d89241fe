"""Files of the vault as files: any client can send and fetch them without base64."""

from base64 import b64decode, b64encode
from typing import Any
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint

from gateway.api.blueprints import BASE, blueprint
from gateway.api.commands import send
from gateway.api.context import current_actor, signed_in_person
from gateway.api.openapi import BEARER
from gateway.api.requests import query_of
from services.hosting.wire import to_wire
from services.people.schemas import StoreDocument, ViewDocument

TAG = "Personal data"
ANY_FILE = {"*/*": {"schema": {"type": "string", "format": "binary"}}}
STORE: dict[str, Any] = {
    "operationId": "people.store_document",
    "summary": StoreDocument.__doc__,
    "description": "The body is the file itself.",
    "security": [{BEARER: []}],
    "parameters": ["IdempotencyKey", "CorrelationId"],
    "requestBody": {"required": True, "content": ANY_FILE},
    "responses": {"201": {"description": "What was stored, with its `document_id`"}},
}
FETCH: dict[str, Any] = {
    "operationId": "people.view_document",
    "summary": "Look at a document for a purpose. The look is recorded.",
    "security": [{BEARER: []}],
    "parameters": [
        "CorrelationId",
        {"in": "query", "schema": ViewDocument(exclude=["document_id"])},
    ],
    "responses": {"200": {"description": "The file", "content": ANY_FILE}},
}
COMMANDS = (StoreDocument, ViewDocument)


def documents_blueprint() -> Blueprint:
    """The blueprint of the vault's files."""
    made = blueprint("documents", "Files of the vault.")
    made.add_url_rule(
        "/people/<uuid:person_id>/documents/<string:kind>",
        "store",
        made.doc(**STORE)(_store),
        methods=["POST"],
        tags=[TAG],
    )
    made.add_url_rule(
        "/documents/<uuid:document_id>", "fetch", made.doc(**FETCH)(_fetch), tags=[TAG]
    )
    return made


def _store(person_id: UUID, kind: str) -> Response:
    signed_in_person()
    content = b64encode(request.get_data()).decode("ascii")
    data = {"person_id": str(person_id), "kind": kind, "content": content}
    stored = send("people", StoreDocument, data, current_actor())
    location = {"Location": f"{BASE}/documents/{stored['document_id']}"}
    return Response(to_wire(stored), 201, location, content_type="application/json")


def _fetch(document_id: UUID) -> Response:
    signed_in_person()
    data = {**query_of(ViewDocument), "document_id": str(document_id)}
    found = send("people", ViewDocument, data, current_actor())
    # Never shown in place: a file of somebody else has no business in our pages' origin.
    attached = {"Content-Disposition": f'attachment; filename="{found["kind"]}"'}
    content = b64decode(found["content"])
    return Response(content, 200, attached, content_type=found["content_type"])
