"""Versions as entity tags: they are true only if all events of the aggregate are published."""

from importlib import import_module
from typing import Any

import pytest
from eventsourcing.domain import Aggregate
from eventsourcing.utils import get_topic

from services.applications.domain.contract import Contract
from services.applications.domain.exchange import Exchange
from services.hosting.service_list import NAMES
from services.housing.domain import ContactPerson, Room
from services.projects.domain import Project
from tests.gateway.told_facts import OF_THEIR_OWN

PUBLICATIONS = [
    publication
    for name in NAMES
    for publication in import_module(f"services.{name}.publishing").PUBLISHING.publications
]
OWN_AGGREGATES = {"Logbook", "Deadline", "BoardingPlan"}


def events_of(aggregate: type[Aggregate]) -> dict[str, type]:
    """The aggregate's own events, by name."""
    return {
        name: value
        for kind in reversed(aggregate.__mro__)
        for name, value in vars(kind).items()
        if isinstance(value, type) and "TOPIC" in vars(value)
    }


@pytest.mark.parametrize("aggregate", [Exchange, Contract, Project, Room, ContactPerson])
def test_all_events_that_an_entity_tag_counts_are_published(aggregate: Any) -> None:
    """After a private event the tag would be old, and a change with If-Match refused."""
    published = {get_topic(publication.event_class) for publication in PUBLICATIONS}

    events = events_of(aggregate)
    private = {name for name, event in events.items() if get_topic(event) not in published}

    assert len(events) > 5
    assert private == set()


def test_the_facts_that_these_tests_tell_have_the_subjects_of_the_real_ones() -> None:
    """Otherwise the versions in these tests would be those of other aggregates."""
    really = {
        publication.fact
        for publication in PUBLICATIONS
        if (name := publication.event_class.__qualname__.partition(".")[0]) in OWN_AGGREGATES
        or name.endswith("Refusal")
    }

    assert set(OF_THEIR_OWN) == really
