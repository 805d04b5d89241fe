"""Settings of the distributed home, read from the environment and checked before a start.

A setting is ``EXCHANGE_<NAME>``; ``EXCHANGE_<NAME>_FILE`` names a file that holds it, as
secrets are given in many places. What is missing or unusable is named all at once, with what
to do.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from services.hosting.setting import PREFIX, Setting

T = TypeVar("T")

FILE = "_FILE"
KEY_BYTES = 32


class SettingsUnusable(Exception):
    """Some settings are missing or cannot be used; the message says which and what to do."""


class Environment:
    """Reads settings and collects what is wrong with them."""

    def __init__(self, variables: Mapping[str, str] = os.environ) -> None:
        self._variables = variables
        self._troubles: list[str] = []

    def text(self, setting: Setting) -> str:
        """The setting as it is given; empty when it is missing, which is noted."""
        given = self._given(setting.variable)
        if given is None and setting.usual is None:
            self._complain(setting, "is missing")
        return setting.usual or "" if given is None else given

    def number(self, setting: Setting, least: float = 1) -> float:
        """A number of at least so much."""
        return self._converted(setting, lambda text: _number(text, least), 0.0)

    def address(self, setting: Setting) -> tuple[str, int]:
        """Host and port."""
        return self._converted(setting, _address, ("", 0))

    def url(self, setting: Setting, *schemes: str) -> str:
        """An address with one of these schemes, a host and a path."""
        text = self.text(setting)
        if text and not _is_url(text, schemes):
            self._complain(setting, "is no address of this kind")
        return text

    def key(self, setting: Setting) -> bytes:
        """A key of 32 bytes in hexadecimal; empty when it may be missing, and is."""
        return self._converted(setting, _key, b"")

    def all_given(self) -> dict[str, str]:
        """Everything that is given, by the names of settings; what files hold is read."""
        names = {
            variable.removeprefix(PREFIX).removesuffix(FILE).lower()
            for variable in self._variables
            if variable.startswith(PREFIX)
        }
        given = {name: self._given(PREFIX + name.upper()) for name in names}
        return {name: value for name, value in given.items() if value is not None}

    def check(self) -> None:
        """Raises SettingsUnusable when anything was wrong."""
        if self._troubles:
            raise SettingsUnusable("\n".join(self._troubles))

    def _given(self, variable: str) -> str | None:
        if file := self._variables.get(variable + FILE):
            return self._read(variable + FILE, file)
        return self._variables.get(variable) or None

    def _read(self, variable: str, file: str) -> str:
        try:
            return Path(file).read_text().strip()
        except OSError as error:
            self._troubles.append(f"{variable}: {file} cannot be read ({error.strerror}).")
            return ""

    def _converted(self, setting: Setting, convert: Callable[[str], T], otherwise: T) -> T:
        try:
            return convert(self.text(setting))
        except ValueError:
            self._complain(setting, "cannot be used as it is")
            return otherwise

    def _complain(self, setting: Setting, trouble: str) -> None:
        self._troubles.append(
            f"{setting.variable} {trouble}: give {setting.says}, e.g. {setting.example}, or"
            f" a file that holds it in {setting.variable}{FILE}."
        )


def _number(text: str, least: float) -> float:
    number = float(text)
    if number < least:
        raise ValueError(text)
    return number


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host:
        raise ValueError(text)
    return host, int(port)


def _key(text: str) -> bytes:
    key = bytes.fromhex(text)
    if text and len(key) != KEY_BYTES:
        raise ValueError
    return key


def _is_url(text: str, schemes: tuple[str, ...]) -> bool:
    parts = urlsplit(text)
    return parts.scheme in schemes and bool(parts.hostname) and len(parts.path) > 1
