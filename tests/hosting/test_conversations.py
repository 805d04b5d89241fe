"""The log hangs together: what a service writes says to which conversation it belongs."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from services.hosting import stalling
from services.hosting.clock import SetClock
from services.hosting.conversation import conversation_of, correlation_id, in_conversation
from services.hosting.host import Surroundings
from services.hosting.logs import JsonLines
from services.hosting.one_process import OneProcessHome
from services.hosting.stores import Stores
from tests.hosting.counter import CountersService, Echoes, EchoesService
from tests.hosting.test_one_process import OWNER, a_counter
from tests.support.bench import A_DAY_IN_SPRING

log = logging.getLogger("counting")


class Keeper(logging.Handler):
    """Keeps what is written, formatted at the moment when it is."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[dict[str, Any]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(json.loads(JsonLines().format(record)))


@pytest.fixture
def lines() -> Iterator[list[dict[str, Any]]]:
    """What is written to the log."""
    keeper = Keeper()
    logging.getLogger().addHandler(keeper)
    yield keeper.lines
    logging.getLogger().removeHandler(keeper)


@pytest.fixture
def home(stores: Stores) -> Iterator[OneProcessHome]:
    around = Surroundings(stores, SetClock(A_DAY_IN_SPRING))
    made = OneProcessHome(around, [CountersService, EchoesService])
    yield made
    Echoes.trouble.clear()
    made.stop()


def raise_counter(home: OneProcessHome, counter: str, conversation: str) -> None:
    data = {"counter_id": counter, "amount": 1}
    home.send("counters", "raise_counter", data, OWNER, correlation_id=conversation)


def test_what_is_written_during_a_command_belongs_to_its_conversation(
    home: OneProcessHome, lines: list[dict[str, Any]]
) -> None:
    counter = a_counter(home)
    home.hosts["counters"].use_cases.between = lambda: log.warning("between")

    raise_counter(home, counter, "conversation-7")
    log.warning("afterwards")

    assert [(line["message"], line.get("correlation_id")) for line in lines] == [
        ("between", "conversation-7"),
        ("afterwards", None),
    ]


def test_what_is_written_about_a_reaction_belongs_to_the_conversation_of_its_fact(
    home: OneProcessHome, lines: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stalling, "FIRST_DELAY_SECONDS", stalling.LONGEST_DELAY_SECONDS)
    counter = a_counter(home)
    raise_counter(home, counter, "conversation-8")
    Echoes.trouble.append(RuntimeError("not now"))

    home.catch_up()

    (line,) = [line for line in lines if "cannot apply" in line["message"]]
    assert line["correlation_id"] == "conversation-8"


def test_the_events_of_a_reaction_inherit_the_conversation(home: OneProcessHome) -> None:
    raise_counter(home, a_counter(home), "conversation-9")
    home.settle()

    effects = home.hosts["echoes"].recorder.all_events()
    assert {event.context.correlation_id for event in effects} == {"conversation-9"}


def test_an_error_belongs_to_the_innermost_conversation_in_which_it_was_raised() -> None:
    error = ValueError("lost")
    with (
        pytest.raises(ValueError, match="lost"),
        in_conversation("outer"),
        in_conversation("inner"),
    ):
        raise error

    assert conversation_of(error) == "inner"
    assert conversation_of(ValueError("never raised")) == correlation_id() == ""


def test_what_a_line_says_itself_comes_before_the_conversation(
    lines: list[dict[str, Any]],
) -> None:
    with in_conversation("around"):
        log.warning("one", extra={"correlation_id": "its own"})

    assert lines[0]["correlation_id"] == "its own"
