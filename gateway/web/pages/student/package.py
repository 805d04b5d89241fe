"""Everything that is held about the visitor in one archive: JSON, and the documents as files."""

import json
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile

from gateway.api.context import views
from gateway.views.keyset import Row
from gateway.web.context import visitor
from gateway.web.pages.student.drafts import Draft
from gateway.web.pages.student.own import own_data, own_exchanges
from gateway.web.pages.student.texts import own_document, own_documents
from services.hosting.wire import to_wire

IN_MEMORY = 8 * 1024 * 1024
"""A larger archive is written to the disk while it is made."""

MOST_FACTS = 1_000
ENDINGS = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "text/plain": "txt",
}
OTHER = "docx"


def packed() -> IO[bytes]:
    """The archive, from its beginning."""
    kept: IO[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by who sends it
    with ZipFile(kept, "w", ZIP_DEFLATED) as archive:
        documents = own_documents()
        archive.writestr("data.json", _pretty(_everything(documents)))
        for about in documents:
            found = own_document(about["document_id"])
            archive.writestr(_name_of(about), found["content"])
    kept.seek(0)
    return kept


def _everything(documents: list[dict[str, Any]]) -> dict[str, Any]:
    files = [{**about, "file": _name_of(about)} for about in documents]
    return {
        "person_id": visitor().person_id,
        "personal_data": own_data(),
        "documents": files,
        "exchanges": [_exchange(row) for row in own_exchanges()],
        "messages": views().inbox.page(_me(), None, MOST_FACTS),
    }


def _me() -> Any:
    return visitor().person_id


def _exchange(row: Row) -> dict[str, Any]:
    exchange_id = row["exchange_id"]
    return {
        **row,
        "draft": vars(Draft.of(exchange_id)),
        "timeline": views().timeline.page(exchange_id, None, MOST_FACTS),
        "logbook": views().logbook.of(exchange_id),
        "boarding": views().boarding.of(exchange_id),
        "certificate": views().certificates.of_exchange(exchange_id),
    }


def _name_of(about: dict[str, Any]) -> str:
    ending = ENDINGS.get(about["content_type"], OTHER)
    return f"documents/{about['kind']}-{about['document_id']}.{ending}"


def _pretty(content: dict[str, Any]) -> str:
    return json.dumps(json.loads(to_wire(content)), indent=2, ensure_ascii=False)
