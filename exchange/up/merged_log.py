"""What all processes say, line by line, each with the name of who says it."""

import json
from collections.abc import Iterator
from itertools import cycle
from threading import Lock, Thread
from typing import IO, Any

from rich.console import Console
from rich.text import Text

COLOURS = ("cyan", "green", "magenta", "blue", "yellow", "bright_cyan", "bright_green")
LEVELS = {"warning": "yellow", "error": "red", "critical": "bold red"}
KNOWN = {"time", "level", "logger", "message", "error"}
NAME_WIDTH = 16


class MergedLog:
    """Prints lines of many processes, in the order in which they come."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._lock = Lock()
        self._unused: Iterator[str] = cycle(COLOURS)
        self._colours: dict[str, str] = {}

    def hear(self, name: str, said: IO[bytes]) -> None:
        """Print whatever the process says from now on."""
        Thread(target=self._read, args=(name, said), name=f"hear-{name}", daemon=True).start()

    def say(self, name: str, words: str, level: str = "info") -> None:
        """Print a line about a process."""
        with self._lock:
            colour = self._colours.setdefault(name, next(self._unused))
            line = Text(f"{name:<{NAME_WIDTH}}│ ", style=colour)
            line.append(words, style=LEVELS.get(level, ""))
            self._console.print(line, soft_wrap=True)

    def _read(self, name: str, said: IO[bytes]) -> None:
        for line in said:
            text = line.decode(errors="replace").rstrip()
            if text:
                self.say(name, *_readable(text))
        said.close()


def _readable(line: str) -> tuple[str, str]:
    """A line for people, and its level. Ours are JSON; servers have their own form."""
    try:
        told: dict[str, Any] = json.loads(line)
        words = f"{told['time'][11:19]} {told['message']}"
    except (ValueError, TypeError, KeyError):
        return line, "info"
    more = " ".join(f"{key}={value}" for key, value in told.items() if key not in KNOWN)
    trace = f"\n{told['error']}" if "error" in told else ""
    return f"{words} {more}".rstrip() + trace, told.get("level", "info")
