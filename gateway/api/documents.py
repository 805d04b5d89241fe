"""Files of the vault as files: any client can send and fetch them without base64."""

from base64 import b64decode, b64encode
from uuid import UUID

from flask import Response, request
from flask_smorest import Blueprint

from gateway.api.blueprints import BASE
from gateway.api.commands import add, area_blueprint, data_of, send
from gateway.api.context import current_actor, signed_in_person
from gateway.api.routes.description import description_of
from gateway.api.routes.route import Area
from services.hosting.wire import to_wire
from services.people.schemas import StoreDocument, ViewDocument

FILES = Area("people", "Files", "Documents of the vault, sent and fetched as files.")
STORE = FILES.ask("POST", "/people/<uuid:person_id>/documents/<string:kind>", StoreDocument)
FETCH = FILES.ask("GET", "/documents/<uuid:document_id>", ViewDocument)
ROUTES = (STORE, FETCH)

ANY_FILE = {"content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}
STORED = {"description": "What was stored; its address is in `Location`."}


def documents_blueprint() -> Blueprint:
    """The blueprint of the vault's files. The body of a request or answer is the file itself."""
    made = area_blueprint(FILES)
    file = {"required": True, **ANY_FILE}
    named = [*description_of(STORE)["parameters"], "IdempotencyKey"]
    add(made, STORE, _store, parameters=named, requestBody=file, responses={"201": STORED})
    add(made, FETCH, _fetch, responses={"200": {"description": "The file", **ANY_FILE}})
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
    data = data_of(ViewDocument, {"document_id": document_id})
    found = send("people", ViewDocument, data, current_actor())
    # Never shown in place: a file of somebody else has no business in our pages' origin.
    attached = {"Content-Disposition": f'attachment; filename="{found["kind"]}"'}
    content = b64decode(found["content"])
    return Response(content, 200, attached, content_type=found["content_type"])
