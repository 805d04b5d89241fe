"""A listener of live updates: reads a stream of server-sent events in a thread of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from typing import Any

import msgspec
import requests

from tests.support.client import eventually

LONGEST_SILENCE = 90.0
"""Beats come every quarter of a minute, unless the machine stands still."""


@dataclass(frozen=True)
class Heard:
    """One event, with the cursor that came with it."""

    cursor: str
    event: str
    data: dict[str, Any]

    @property
    def kind(self) -> str:
        """What happened."""
        return str(self.data.get("kind", ""))


class Listener:
    """Everything that was heard on one connection, and whether it has ended."""

    def __init__(self, answer: requests.Response) -> None:
        self.answer = answer
        self.heard: list[Heard] = []
        self.beats = 0
        self.cursor = ""
        self.has_ended = False
        self._thread = Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        fields: dict[str, str] = {}
        try:
            for line in self.answer.iter_lines(chunk_size=1, decode_unicode=True):
                if line:
                    name, _, value = line.partition(": ")
                    fields[name] = value
                else:
                    self._take(fields)
                    fields = {}
        except (requests.RequestException, AttributeError):
            pass  # hung up, by us or by the server
        self.has_ended = True

    def _take(self, fields: dict[str, str]) -> None:
        self.cursor = fields.get("id", self.cursor)
        if "data" in fields:
            data = msgspec.json.decode(fields["data"])
            self.heard.append(Heard(self.cursor, fields["event"], data))
        else:
            self.beats += 1

    def kinds(self) -> list[str]:
        """What happened, in the order in which it was heard."""
        return [heard.kind for heard in self.heard]

    def waits_for(self, kind: str, times: int = 1) -> "Listener":
        """Return once it was heard so many times."""
        eventually(self.kinds, lambda kinds: kinds.count(kind) >= times)
        return self

    def waits_for_beat(self) -> "Listener":
        """Return once the stream is there."""
        eventually(lambda: self.beats, bool)
        return self

    def waits_for_end(self) -> None:
        """Return once the server has ended the stream."""
        eventually(lambda: self.has_ended, bool)

    def hang_up(self) -> None:
        """Listen no more."""
        self.answer.close()
        self._thread.join(LONGEST_SILENCE)


@contextmanager
def listening(address: str, token: str, cursor: str = "") -> Iterator[Listener]:
    """Somebody who listens, from a cursor on; once this begins, the stream is there."""
    headers = {"Authorization": f"Bearer {token}", "Accept": "text/event-stream"}
    if cursor:
        headers["Last-Event-ID"] = cursor
    answer = requests.get(
        f"{address}/api/v1/live", headers=headers, stream=True, timeout=LONGEST_SILENCE
    )
    assert answer.status_code == 200, answer.text
    listener = Listener(answer)
    try:
        yield listener.waits_for_beat()
    finally:
        listener.hang_up()
