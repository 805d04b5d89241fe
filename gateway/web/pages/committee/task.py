"""A task: one command about one thing, on a page that says what it means and asks what it needs.

Rooms, projects, people and exchanges have many such commands. Each is described as a ``Task``, and
offered where it makes sense; whether it holds is decided by the service.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Response

from gateway.api.errors import NoSuchAddress
from gateway.views.keyset import Row
from gateway.web.answers import address, done, page
from gateway.web.forms import Form
from gateway.web.language import gettext
from gateway.web.undo.restoring import Restoring, nothing
from gateway.web.undo.step import CounterStep

Known = Callable[[Row], dict[str, Any]]


@dataclass(frozen=True)
class Task:
    """One task: what its page says, and what is known beside what is filled in.

    ``is_possible`` looks at the thing's row; ``values`` fill the fields beforehand, ``known`` go
    along (else the thing's own id). ``is_versioned``: the command changes the thing itself, so it
    is refused on stale data. ``leads_to`` is the page of what was made, and its parameter.
    ``restoring`` finds how it is undone.
    """

    form: Form
    title: str
    text: str
    done: str
    is_possible: Callable[[Row], bool] = lambda _: True
    values: Known = lambda _: {}
    known: Known = lambda _: {}
    is_versioned: bool = True
    is_grave: bool = False
    leads_to: tuple[str, str] | None = None
    restoring: Restoring = nothing


@dataclass(frozen=True)
class Thing:
    """What a task is about: its row, its name for people, its page with its parameters."""

    row: Row
    name: str
    page: str
    parameters: Mapping[str, Any]
    more: Mapping[str, str] = field(default_factory=dict)
    """What goes along with the command beside the page's parameters."""

    @property
    def address(self) -> str:
        """Where it is shown."""
        return address(self.page, **self.parameters)


def named(tasks: Mapping[str, Task], name: str) -> Task:
    """The task that an address names. Raises NoSuchAddress."""
    if name not in tasks:
        raise NoSuchAddress
    return tasks[name]


def possible(tasks: Mapping[str, Task], row: Row) -> dict[str, Task]:
    """The tasks that make sense now."""
    return {name: task for name, task in tasks.items() if task.is_possible(row)}


def taken(task: Task, thing: Thing) -> Response:
    """The task's page, or after it was done the way to the thing."""
    version = thing.row.get("version") if task.is_versioned else None
    form = task.form.asked(task.values(thing.row), version=version)
    own = {name: str(value) for name, value in thing.parameters.items()}
    known = task.known(thing.row) or {**own, **thing.more}
    if form.is_sent and (answer := form.carry_out(**known)):
        return _done(task, thing, answer, task.restoring(thing.row, form.values, answer))
    is_possible = task.is_possible(thing.row)
    return page(
        "committee/task.html",
        status=form.status,
        task=task,
        thing=thing,
        form=form,
        is_possible=is_possible,
    )


def _done(
    task: Task, thing: Thing, answer: Mapping[str, Any], undo: CounterStep | None
) -> Response:
    where, parameters = thing.page, dict(thing.parameters)
    if task.leads_to:
        where, parameter = task.leads_to
        parameters = {parameter: answer["id"]}
    return done(gettext(task.done), where, undo, after=answer.get("after", ""), **parameters)
