"""The file of stored examples: a line for each, only ever appended to."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tools.stored_events.events import all_events, state_of_example, topic_of, version_of

STORED = Path(__file__).parents[2] / "tests" / "contracts" / "stored_events.jsonl"

Shape = tuple[str, int, tuple[str, ...]]
"""Topic, version and the names in the state: what tells one shape of an event from others."""


@dataclass(frozen=True)
class StoredExample:
    """An event as it lies in a database: ``state`` is the text of its bytes."""

    topic: str
    class_version: int
    state: str

    @property
    def shape(self) -> Shape:
        """What tells it from other shapes of the event."""
        names = sorted(_names_in(json.loads(self.state)))
        return self.topic, self.class_version, tuple(names)


def _names_in(value: Any, path: str = "") -> Iterator[str]:
    """The path of every name in a JSON value."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield f"{path}.{name}"
            yield from _names_in(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from _names_in(inner, f"{path}[]")


def stored_examples() -> list[StoredExample]:
    """All examples in the file, the oldest first."""
    text = STORED.read_text(encoding="utf-8") if STORED.exists() else ""
    return [StoredExample(**json.loads(line)) for line in text.splitlines()]


def present_examples() -> Iterator[StoredExample]:
    """An example of every event class in its present shape."""
    for event, fact in all_events():
        yield StoredExample(topic_of(event), version_of(event), state_of_example(event, fact))


def missing_examples() -> list[StoredExample]:
    """The present shapes of which the file has no example yet."""
    known = {example.shape for example in stored_examples()}
    return [example for example in present_examples() if example.shape not in known]


def append_missing() -> None:
    """Add them at the end; what is there stays as it is."""
    with STORED.open("a", encoding="utf-8") as file:
        for example in missing_examples():
            file.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")
