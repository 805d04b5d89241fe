"""Eight clients want the last one at the same moment: one gets it, the others are told why not."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import Any

import pytest
import requests

from tests.support.client import Account, Api, eventually, good
from tests.support.partners import FREE_OF, Offer, Partners, an_offer, partners
from tests.support.story import StudentExchange
from tests.support.world import PASSWORD, World

CLIENTS = 8


@dataclass(frozen=True)
class Contest:
    """Eight exchanges for which a place is sought; of everything there is enough, or just one."""

    host: Partners
    enough: Offer
    single: Offer
    rivals: Sequence[StudentExchange]
    officers: Sequence[Account]

    def wanting(self, name: str) -> dict[str, str]:
        """What a placement asks for: enough of everything, but the only one of this."""
        return {**self.enough.resources, name: self.single.resources[name]}


@pytest.fixture(scope="module")
def contest(world: World) -> Iterator[Contest]:
    """A contract with one place more than there are exchanges; the officer at eight clients."""
    host = partners(world, places=CLIENTS + 1)
    enough = an_offer(host.committee, host.period, students=CLIENTS)
    single = an_offer(host.committee, host.period)
    student = host.sending.student()
    others = [single.project_id]
    rivals = [StudentExchange(host, enough, student, others).to_placing() for _ in range(CLIENTS)]
    with clients_of(host.committee.lore) as officers:
        for rival, officer in zip(rivals, officers, strict=True):
            rival.lore = officer  # who has proposed is who looks what came of it
        yield Contest(host, enough, single, rivals, officers)


@pytest.mark.parametrize(
    ("name", "refused_by", "reason"),
    [
        ("room_id", "bed", "no_free_bed"),
        ("project_id", "slot", "no_free_slot"),
        ("contact_person_id", "contact_person", "contact_person_fully_loaded"),
    ],
    ids=["bed", "slot", "contact person"],
)
def test_the_last_one_is_held_for_one_of_eight(
    contest: Contest, name: str, refused_by: str, reason: str
) -> None:
    proposals = at_the_same_moment(
        partial(rival.lore.send, "POST", f"{rival.path}/placement", json=contest.wanting(name))
        for rival in contest.rivals
    )

    assert [answer.status_code for answer in proposals] == [200] * CLIENTS
    for rival, answer in zip(contest.rivals, proposals, strict=True):
        rival.placement_id = answer.json()["placement_id"]
    placements = [eventually(rival.placement, is_answered) for rival in contest.rivals]
    refused = [placement for placement in placements if placement["state"] == "released"]
    assert [(p["refused_by"], p["reason"]) for p in refused] == [(refused_by, reason)] * 7
    (held,) = (rival for rival in contest.rivals if rival.placement()["state"] != "released")
    assert states_of(held.placement()) == ["held"] * 3
    eventually(lambda: free_of(contest), lambda free: free == others_than(name))
    good(held.lore.send("DELETE", f"{held.path}/placement"))
    eventually(lambda: free_of(contest), lambda free: free == set(FREE_OF.values()))


def test_the_last_place_of_a_contract_is_given_to_one_of_eight(contest: Contest) -> None:
    student = contest.rivals[0].student.person_id
    form = {"student_id": student, "contract_id": contest.host.contract_id}

    with clients_of(contest.host.sending.nore) as officers:
        answers = at_the_same_moment(
            partial(officer.send, "POST", "/exchanges", json=form) for officer in officers
        )
        assert told(answers) == {"done": 1, "409 contract_full": 7}
        (winner,) = (officer for officer, its in zip(officers, answers, strict=True) if its.ok)
        assert winner.get(f"/contracts/{contest.host.contract_id}")["open"] == 0


@pytest.mark.parametrize(
    ("with_tag", "refusal"),
    [(True, "412 stale_version"), (False, "409 placement_still_open")],
    ids=["who have seen it", "who do not say what they have seen"],
)
def test_one_exchange_is_changed_by_one_of_eight(
    contest: Contest, with_tag: bool, refusal: str
) -> None:
    rival = contest.rivals[0]
    tag = good(rival.lore.read(rival.path)).headers["ETag"]
    change = partial(
        Account.send,
        method="POST",
        path=f"{rival.path}/placement",
        json=contest.enough.resources,
        headers={"If-Match": tag} if with_tag else {},
    )

    answers = at_the_same_moment(partial(change, officer) for officer in contest.officers)

    assert told(answers) == {"done": 1, refusal: 7}
    (done,) = (answer.json() for answer in answers if answer.ok)
    assert f'"{done["version"] - 1}"' in tag
    good(rival.lore.send("DELETE", f"{rival.path}/placement"))


def test_eight_changes_of_one_room_that_can_all_be_made_are_all_made(contest: Contest) -> None:
    room = f"/rooms/{contest.enough.room_id}"
    later = [contest.host.period.start + timedelta(weeks=10 + n) for n in range(CLIENTS)]

    answers = at_the_same_moment(
        partial(
            officer.send,
            "PUT",
            f"{room}/availability",
            json={"available_from": f"{day}", "available_to": f"{day + timedelta(days=6)}"},
        )
        for officer, day in zip(contest.officers, later, strict=True)
    )

    assert told(answers) == {"done": CLIENTS}
    assert len({answer.json()["version"] for answer in answers}) == CLIENTS


@contextmanager
def clients_of(person: Account) -> Iterator[list[Account]]:
    """The person at eight clients, signed in at each."""
    with ExitStack() as ends:
        clients = []
        for _ in range(CLIENTS):
            api = ends.enter_context(closing(Api(person.api.address)))
            clients.append(Account(api, person.person_id, person.email, PASSWORD))
            clients[-1].sign_in()
        yield clients


def at_the_same_moment(
    deeds: Iterable[Callable[[], requests.Response]],
) -> list[requests.Response]:
    """Do all of it at once, each in a thread of its own."""
    start = Barrier(CLIENTS)

    def wait_and_do(deed: Callable[[], requests.Response]) -> requests.Response:
        start.wait()
        return deed()

    with ThreadPoolExecutor(CLIENTS) as threads:
        return list(threads.map(wait_and_do, deeds))


def told(answers: Sequence[requests.Response]) -> Counter[str]:
    """How often which answer was given."""
    return Counter(
        "done" if answer.ok else f"{answer.status_code} {answer.json()['code']}"
        for answer in answers
    )


def is_answered(placement: Any) -> bool:
    """Whether the placement is off, or everything is held for it."""
    return placement["state"] == "released" or states_of(placement) == ["held"] * 3


def states_of(placement: Any) -> list[str]:
    """What has become of slot, bed and contact person."""
    answers = (placement["slot"], placement["bed"], *placement["contact_persons"])
    return [answer["state"] for answer in answers if answer]


def free_of(contest: Contest) -> set[str]:
    """What of the only ones is free."""
    return {
        name
        for what, name in FREE_OF.items()
        if contest.single.resources[name] in contest.host.free(what)
    }


def others_than(name: str) -> set[str]:
    """The resources that only one exchange did not get."""
    return set(FREE_OF.values()) - {name}
