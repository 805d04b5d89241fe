"""docs/journey.md names calls, commands, roles, facts and deadlines as they are, and all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from gateway.api.routes import ROUTES
from services.applications.domain.deadline import WARN_DAYS_BEFORE
from services.applications.domain.stage import DeadlineName, Stage
from services.applications.schemas import COMMANDS
from services.contracts.fact import Fact
from services.contracts.roles import Role
from services.hosting.service_list import NAMES
from services.notifications.announcements.deadlines import WARNED
from tools.handbook.errors import MODULES, failures_in
from tools.handbook.messages import people_told_of, word_for
from tools.handbook.permissions import commands
from tools.handbook.stories import facts_of_service

PAGE = (Path(__file__).parents[2] / "docs" / "journey.md").read_text(encoding="utf-8")
FACTS = {name: fact for service in NAMES for name, fact in facts_of_service(service).items()}
CALLS = {f"{route.method} {route.shown_path}": route.command for route in ROUTES}
ROLES = {
    "student": Role.STUDENT,
    "NORE-Out": Role.NORE_OUT,
    "NORE-In": Role.NORE_IN,
    "LORE": Role.LORE,
    "contact person": Role.CONTACT_PERSON,
    "mentor": Role.MENTOR,
    "housing provider": Role.PROVIDER,
    "director": Role.DIRECTOR,
}
SPAN = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True)
class Step:
    """A row of one of the tables of steps; a step without a call is taken by a service."""

    who: frozenset[str]
    call: str
    command: str
    facts: tuple[type[Fact], ...]
    told: frozenset[str]


def rows(width: int) -> Iterator[list[str]]:
    for line in PAGE.splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) == width and cells[0] not in {"step", "deadline", "---"}:
            yield cells


def steps() -> Iterator[Step]:
    for _, who, call, command, facts, told in rows(6):
        named = tuple(FACTS[name] for name in SPAN.findall(facts))
        yield Step(words(who), call.strip("`"), command.strip("`"), named, words(told))


def words(cell: str) -> frozenset[str]:
    return frozenset(filter(None, cell.split(", ")))


def told_of(fact: type[Fact]) -> set[str]:
    """Who is told, as this page says it; a person told of their own duty is a contact person."""
    people = map(without_side, people_told_of(fact))
    return {"contact person" if person == "person" else person for person in people}


def without_side(person: str) -> str:
    return re.sub("^(sending|hosting) ", "", person)


STEPS = list(steps())
SENT = [step for step in STEPS if step.call]
each_step = pytest.mark.parametrize("step", SENT, ids=lambda step: step.command)


@each_step
def test_the_call_leads_to_the_command(step: Step) -> None:
    assert CALLS[step.call].command_name() == step.command


@each_step
def test_those_who_take_the_step_are_those_who_may(step: Step) -> None:
    assert {ROLES[word] for word in step.who} == set(CALLS[step.call].by)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.facts[0].__name__)
def test_those_who_are_told_are_told(step: Step) -> None:
    assert step.told == set().union(*map(told_of, step.facts))


def test_everything_in_code_exists() -> None:
    known = {"If-Match", "/api/v1"} | set(FACTS) | set(CALLS)
    known |= {*Stage, *DeadlineName} | {name for _, name, _ in commands()}
    known |= {refusal.code for module in MODULES.values() for refusal in failures_in(module)}
    known |= {field for fact in FACTS.values() for field in fact._declared_fields}

    assert set(SPAN.findall(PAGE)) - known == set()


def test_every_command_fact_and_stage_of_an_exchange_is_named() -> None:
    for name in (*COMMANDS, *facts_of_service("applications"), *Stage):
        assert re.search(rf"\b{name}\b", PAGE), name


def test_the_deadlines_are_warned_of_as_the_page_says() -> None:
    told = {name: (days, words(who)) for name, _, days, who in rows(4)}

    for deadline, thresholds in WARN_DAYS_BEFORE.items():
        people = {without_side(word_for(recipient)) for recipient in WARNED[deadline]}
        assert told[f"`{deadline}`"] == (", ".join(map(str, thresholds)), people)
