"""Texts and files of the visitor in the vault: letters, diary, documents."""

from base64 import b64decode, b64encode
from hashlib import sha256
from typing import Any

from gateway.web.context import visitor
from gateway.web.forms.sending import send
from services.people.schemas import ListDocuments, StoreDocument, ViewDocument

OWN = "own"


def keep_text(kind: str, text: str) -> str:
    """Put a text into the vault; its id. The same text is kept once, however often it is sent."""
    content = text.encode()
    data = {
        "person_id": str(visitor().person_id),
        "kind": kind,
        "content": b64encode(content).decode("ascii"),
    }
    key = f"{kind}-{sha256(content).hexdigest()[:32]}"
    return str(send("people", StoreDocument, data, key=key)["document_id"])


def own_document(document_id: str) -> dict[str, Any]:
    """A document of the visitor, its content as bytes. Raises NotFound, NotPermitted."""
    found = send("people", ViewDocument, {"document_id": document_id, "purpose": OWN})
    return {**found, "content": b64decode(found["content"])}


def own_documents() -> list[dict[str, Any]]:
    """What lies in the vault, in the order in which it came."""
    asked = {"person_id": str(visitor().person_id), "purpose": OWN}
    documents: list[dict[str, Any]] = send("people", ListDocuments, asked)["documents"]
    return documents


def latest_by_kind() -> dict[str, dict[str, Any]]:
    """The latest document of each kind: what is uploaded once serves every form."""
    return {document["kind"]: document for document in own_documents()}
