"""Two proposals for the last one, at the same moment: one is held, one refused with a reason."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest

from tests.support.client import eventually
from tests.support.partners import FREE_OF, Offer, Partners, an_offer, partners
from tests.support.story import StudentExchange
from tests.support.world import World

SAME_ROOM = {"room_id"}
SAME_PROJECT = {"project_id", "mentor"}
SAME_CONTACT_PERSON = {"contact_person_id", "contact_person"}


@pytest.fixture(scope="module")
def host(world: World) -> Partners:
    """A host with a contract for everybody."""
    return partners(world, places=6)


@pytest.mark.parametrize(
    ("shared", "refused_by", "reason"),
    [
        (SAME_ROOM, "bed", "no_free_bed"),
        (SAME_PROJECT, "slot", "no_free_slot"),
        (SAME_CONTACT_PERSON, "contact_person", "contact_person_fully_loaded"),
    ],
    ids=["bed", "slot", "contact person"],
)
def test_the_last_one_is_held_for_one_of_two(
    host: Partners, shared: set[str], refused_by: str, reason: str
) -> None:
    first = an_offer(host.committee, host.period)
    second = an_offer(host.committee, host.period)
    last = replace(second, **{name: getattr(first, name) for name in shared})
    rivals = [StudentExchange(host, offer).to_placing() for offer in (first, last)]

    at_the_same_moment(*(rival.propose for rival in rivals))

    for rival in rivals:
        eventually(rival.placement, is_answered)
    refused, held = sorted(rivals, key=lambda rival: rival.placement()["state"] != "released")
    placement = refused.placement()
    assert (placement["refused_by"], placement["reason"]) == (refused_by, reason)
    assert states_of(held.placement()) == ["held", "held", "held"]
    assert held.stage == "placing"
    eventually(lambda: free_of(host, refused.offer), lambda free: free == others_than(shared))

    held.confirm_by_mentor()
    held.reaches("placed")


def at_the_same_moment(*deeds: Callable[[], None]) -> None:
    """Do all of it at once, each in a thread of its own."""
    start = Barrier(len(deeds))

    def wait_and_do(deed: Callable[[], None]) -> None:
        start.wait()
        deed()

    with ThreadPoolExecutor(len(deeds)) as threads:
        list(threads.map(wait_and_do, deeds))


def is_answered(placement: Any) -> bool:
    """Whether the placement is off, or everything is held for it."""
    return placement["state"] == "released" or states_of(placement) == ["held"] * 3


def states_of(placement: Any) -> list[str]:
    """What has become of slot, bed and contact person."""
    answers = (placement["slot"], placement["bed"], *placement["contact_persons"])
    return [answer["state"] for answer in answers if answer]


def free_of(host: Partners, offer: Offer) -> set[str]:
    """What of an offer is free."""
    return {name for what, name in FREE_OF.items() if offer.resources[name] in host.free(what)}


def others_than(shared: set[str]) -> set[str]:
    """The resources that only the one who was refused had asked for."""
    return set(FREE_OF.values()) - shared
