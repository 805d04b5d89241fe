"""Which files the vault takes. A file's type is told by its content, never by its name.

PDF, JPG, PNG and DOCX up to 4 MB is what national members ask for (the domain, section 4);
plain text is added for letters and the diary, which students type in.
"""

from collections.abc import Callable
from io import BytesIO
from unicodedata import category
from zipfile import BadZipFile, ZipFile

from services.people.errors import FileNotAccepted, FileTooLarge

LARGEST_FILE = 4 * 1024 * 1024

PDF = "application/pdf"
JPEG = "image/jpeg"
PNG = "image/png"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = "text/plain"

IMAGES = frozenset({JPEG, PNG})
ANY_FILE = frozenset({PDF, JPEG, PNG, DOCX, TEXT})
LINE_CONTROLS = frozenset("\t\n\r")


def accepted_type(kind: str, content: bytes, accepted: frozenset[str]) -> str:
    """The media type of the content. Raises FileTooLarge, FileNotAccepted."""
    if len(content) > LARGEST_FILE:
        raise FileTooLarge(size=len(content), maximum=LARGEST_FILE)
    found = next((name for name, matches in _TESTS.items() if matches(content)), None)
    if found is None or found not in accepted:
        raise FileNotAccepted(kind=kind, accepted=", ".join(sorted(accepted)))
    return found


def _is_docx(content: bytes) -> bool:
    """A ZIP archive with the parts of a word-processing package (ECMA-376 part 2)."""
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        names = ZipFile(BytesIO(content)).namelist()
    except BadZipFile:
        return False
    return "[Content_Types].xml" in names and any(name.startswith("word/") for name in names)


def _is_text(content: bytes) -> bool:
    """UTF-8 with something to read in it, and no control characters but line ends and tabs."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return False
    has_controls = any(category(c) == "Cc" and c not in LINE_CONTROLS for c in text)
    return bool(text.strip()) and not has_controls


_TESTS: dict[str, Callable[[bytes], bool]] = {
    PDF: lambda content: content.startswith(b"%PDF-"),
    JPEG: lambda content: content.startswith(b"\xff\xd8\xff"),
    PNG: lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"),
    DOCX: _is_docx,
    TEXT: _is_text,
}
