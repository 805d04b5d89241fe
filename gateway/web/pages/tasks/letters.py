"""What a student wrote to be taken: curriculum vitae and letters, for the mentor to read."""

from base64 import b64decode
from typing import Any
from uuid import UUID

from flask import Response

from gateway.api.queries.shapes import found
from gateway.views.keyset import Row
from gateway.web.answers import file
from gateway.web.forms.sending import send
from gateway.web.pages.tasks.area import TASKS
from gateway.web.pages.tasks.whose import PURPOSES, task_of
from gateway.web.registry.audience import SIGNED_IN_OR_BY_LINK
from services.contracts.errors import NotPermitted
from services.contracts.roles import Role
from services.people.schemas import ListDocuments, ViewDocument

PURPOSE = PURPOSES[Role.MENTOR]
ENDINGS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "text/plain": "txt",
}


def letters_of(task: Row) -> list[dict[str, Any]]:
    """The documents that the mentor of a task may read; none before and after that time."""
    asked = {"person_id": str(task["student_id"]), "purpose": PURPOSE}
    try:
        documents: list[dict[str, Any]] = send("people", ListDocuments, asked)["documents"]
    except NotPermitted:
        return []
    return documents


@TASKS.file("/tasks/<uuid:exchange_id>/documents/<uuid:document_id>", seen_by=SIGNED_IN_OR_BY_LINK)
def document(exchange_id: UUID, document_id: UUID) -> Response:
    """One of these documents; of another student, or of another kind, there is none."""
    task = task_of(exchange_id, Role.MENTOR)
    theirs = (one for one in letters_of(task) if str(one["document_id"]) == str(document_id))
    known = found(next(theirs, None), "document", document_id)
    asked = {"document_id": str(document_id), "purpose": PURPOSE}
    answer = send("people", ViewDocument, asked)
    ending = ENDINGS.get(known["content_type"], "docx")
    return file(b64decode(answer["content"]), known["content_type"], f"{known['kind']}.{ending}")
