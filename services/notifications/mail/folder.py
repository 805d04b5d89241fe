"""Letters as .eml files in a folder: what is there is whole, and writing again changes nothing."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import get_ident

from services.notifications.mail.transport import Letter, OutOfReach


class FolderTransport:
    """Writes each letter to ``<message id>.eml``; any mail program opens these files."""

    is_repeatable = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def deliver(self, letter: Letter) -> None:
        """Write the letter so that a crash leaves either the whole file or none."""
        try:
            self._write(self.folder / f"{letter.message_id}.eml", letter.content)
        except OSError as error:
            raise OutOfReach("folder_not_writable") from error

    def _write(self, path: Path, content: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._unfinished(path) as unfinished:
            with unfinished.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        self._keep_the_name()

    @staticmethod
    @contextmanager
    def _unfinished(path: Path) -> Iterator[Path]:
        """A draft of a sender's own, gone at the end: where a disk is full, drafts keep it so.

        Two senders may write the same letter at once; neither takes the other's draft away.
        """
        unfinished = path.with_suffix(f".{os.getpid()}-{get_ident()}.unfinished")
        try:
            yield unfinished
        finally:
            unfinished.unlink(missing_ok=True)

    def _keep_the_name(self) -> None:
        """A file's name lies in its folder, which has to reach the disk too."""
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
