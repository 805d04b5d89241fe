"""The folder in which the one-process home keeps everything, and its secrets.

<folder>/stores/    logs and views (SQLite)
<folder>/secrets/   keys, made at the first start, readable by the owner only
<folder>/outbox/    mails as .eml files, while no mail server is set
<folder>/lock       held while a process uses the folder
"""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KEY_BYTES = 32


class FolderInUse(Exception):
    """Another process works on the folder."""


class DataFolder:
    """One data folder. It is created where it is missing, for the owner only."""

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.stores = self.path / "stores"
        self.outbox = self.path / "outbox"

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever stored here."""
        return not self.stores.exists()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes away while working on the folder. Raises FolderInUse."""
        with (self.path / "lock").open("w") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise FolderInUse(f"Another process is using {self.path}.") from None
            yield

    def secret(self, name: str) -> bytes:
        """A key of 32 bytes by its name: from the environment, its file, or made now.

        ``EXCHANGE_<NAME>`` holds the key in hexadecimal, ``EXCHANGE_<NAME>_FILE`` names a
        file that does. Raises ValueError when it is not 32 bytes in hexadecimal.
        """
        given = _from_environment(f"EXCHANGE_{name.upper()}")
        return _key(name, given if given is not None else self._kept(name))

    def retired(self, name: str) -> list[bytes]:
        """The key that was in use before, as long as its file is kept as ``<name>.old``.

        To rotate a key, rename ``<name>.key`` so and start again: a new one is made.
        """
        file = self.path / "secrets" / f"{name}.old"
        return [_key(name, file.read_text())] if file.exists() else []

    def take_secrets_of(self, other: "DataFolder") -> None:
        """Have the same keys as another folder, as far as there are none here yet."""
        for file in sorted((other.path / "secrets").iterdir()):
            own = self._secrets() / file.name
            if not own.exists():
                write_for_owner(own, file.read_text())

    def _secrets(self) -> Path:
        folder = self.path / "secrets"
        folder.mkdir(exist_ok=True, mode=0o700)
        return folder

    def _kept(self, name: str) -> str:
        file = self._secrets() / f"{name}.key"
        if not file.exists():
            write_for_owner(file, secrets.token_hex(KEY_BYTES))
        return file.read_text()


def _from_environment(variable: str) -> str | None:
    if file := os.environ.get(f"{variable}_FILE"):
        return Path(file).read_text()
    return os.environ.get(variable)


def _key(name: str, text: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise ValueError(f"The secret {name} must be {KEY_BYTES} bytes in hexadecimal.")
    return key


def write_for_owner(file: Path, text: str) -> None:
    """Write completely or not at all: a half-written key would lock everything away."""
    draft = file.with_name(f"{file.name}.new")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(text)
            handle.flush()
            os.fsync(handle.fileno())
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
