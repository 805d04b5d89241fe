"""What is told of contracts and exchanges: everything, so that readers know their versions."""

import pytest

from services.applications.domain.contract import Contract
from services.applications.domain.exchange import Exchange
from services.applications.publishing import PUBLISHING


def topics_of(aggregate_class: type) -> set[str]:
    return {event.TOPIC for event in vars(aggregate_class).values() if hasattr(event, "TOPIC")}


@pytest.mark.parametrize("aggregate_class", [Contract, Exchange])
def test_every_event_is_published(aggregate_class: type) -> None:
    assert topics_of(aggregate_class)
    assert topics_of(aggregate_class) <= set(PUBLISHING.topics)


def test_every_topic_names_service_and_aggregate() -> None:
    prefix = "applications:Exchange."
    assert all(topic.startswith(prefix) for topic in topics_of(Exchange))
    assert "applications:Exchange.PlacementReleased" in topics_of(Exchange)
