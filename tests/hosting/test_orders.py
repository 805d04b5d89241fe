"""Orders on their way between releases: who reads one may be older or newer than who sent it."""

from uuid import UUID

from services.contracts.roles import Actor
from services.hosting.commands import Order

ORDER = Order(
    {"room_id": "r"},
    Actor(UUID(int=1)),
    "command",
    "conversation",
    "cause",
    expected_version=3,
    after=7,
)


def test_an_order_arrives_as_it_was_sent() -> None:
    assert Order.from_json(ORDER.to_json()) == ORDER


def test_a_field_of_an_order_that_a_newer_release_sends_is_left_out() -> None:
    assert Order.from_json({**ORDER.to_json(), "colour": "red"}) == ORDER


def test_a_field_of_an_order_that_an_older_release_does_not_send_says_nothing() -> None:
    sent = ORDER.to_json()
    del sent["after"]

    assert Order.from_json(sent).after == 0
