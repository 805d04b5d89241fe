"""Style sheets, scripts and icons: joined, named by what is in them, compressed once.

All of them lie under ``/static/<digest>/``; the digest is of all of them together, so a browser
keeps what it has for ever, and fetches again when anything has changed. Scripts import each
other by relative addresses, which stay within the same digest.
"""

import gzip
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from flask import Response, request
from werkzeug.exceptions import NotFound

FOLDER = Path(__file__).parent / "static"
STYLE = "exchange.css"
WORKER = "worker.js"
LAYERS = (
    "tokens", "page", "type", "layout", "components", "forms", "charts",
    "student", "tasks", "board", "past", "print",
)  # fmt: skip
"""The parts of the style sheet, in the order in which they build on each other."""

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
FOR_EVER = "public, max-age=31536000, immutable"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s*\n\s*")


@dataclass(frozen=True)
class StaticFile:
    """A file as it is sent."""

    content: bytes
    compressed: bytes
    kind: str


class StaticFiles:
    """Every file that pages refer to, read when the application is made."""

    def __init__(self) -> None:
        contents = {STYLE: _joined_style(), "dark.css": _lean(_read("css/dark.css"))}
        contents |= {file.name: file.read_text() for file in sorted(FOLDER.glob("js/*.js"))}
        contents |= {file.name: file.read_text() for file in sorted(FOLDER.glob("*.svg"))}
        self._files = {name: _file(name, text.encode()) for name, text in contents.items()}
        every = b"".join(file.content for file in self._files.values())
        self.digest = sha256(every).hexdigest()[:12]

    def address(self, name: str) -> str:
        """Where a file lies. Raises KeyError for one that does not exist."""
        assert name in self._files, name
        return f"/static/{self.digest}/{name}"

    def text(self, name: str) -> str:
        """What is in a file. Raises KeyError for one that does not exist."""
        return self._files[name].content.decode()

    def frame(self) -> list[str]:
        """The addresses of all that any page needs, to be kept for the time without network."""
        return [self.address(name) for name in self._files if name != WORKER]

    def answer(self, digest: str, name: str) -> Response:
        """The file. Under an older digest it is sent, too, but not for ever. Raises NotFound."""
        file = self._files.get(name)
        if file is None:
            raise NotFound
        headers = {"Cache-Control": FOR_EVER if digest == self.digest else "no-cache"}
        response = Response(file.content, headers=headers, content_type=file.kind)
        response.vary.add("Accept-Encoding")
        if request.accept_encodings.quality("gzip") > 0:
            response.set_data(file.compressed)
            response.headers["Content-Encoding"] = "gzip"
        return response


def _file(name: str, content: bytes) -> StaticFile:
    return StaticFile(content, gzip.compress(content, 9, mtime=0), KINDS[Path(name).suffix])


def _joined_style() -> str:
    return "\n".join(_lean(_read(f"css/{layer}.css")) for layer in LAYERS)


def _read(name: str) -> str:
    return (FOLDER / name).read_text()


def _lean(style: str) -> str:
    """A style sheet without comments and indentation."""
    return SPACE.sub("\n", COMMENT.sub("", style)).strip()
