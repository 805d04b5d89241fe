"""A home in which much goes on at once, and the clients that keep it going.

They offer rooms (of which the officer is told by mail), give and cancel places of a contract
that has few, ask for placements that contend for beds, slots and contact persons, and write in
a logbook.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from random import Random

from tests.faults.burst import Deed, Deeds
from tests.support.client import Account
from tests.support.hosts import A_ROOM
from tests.support.partners import Partners, an_offer, partners
from tests.support.story import StudentExchange
from tests.support.world import World

RIVALS = 3
FREE_PLACES = 3
ATTENDANCES = ("present", "absent", "excused")


@dataclass(frozen=True)
class BusyHome:
    """What the clients work on."""

    host: Partners
    at_work: StudentExchange | None
    rivals: list[StudentExchange]
    room_ids: list[str]
    contact_person_ids: list[str]
    provider_id: str

    def clients(self, seed: str = "") -> Iterable[Deeds]:
        """Everybody who works at the same time, each with a chance of their own."""
        yield self._offers_rooms()
        yield self._gives_places(Random(f"{seed}/places"))
        if self.at_work:
            yield _attends(self.at_work, Random(f"{seed}/attendance"))
        for number, rival in enumerate(self.rivals):
            yield self._places(rival, Random(f"{seed}/{number}"))

    def _offers_rooms(self) -> Deeds:
        path = f"/providers/{self.provider_id}/rooms"
        for number in count(1):
            room = {**A_ROOM, "label": f"Residence B, room {number}"}
            yield Deed(self.host.committee.lore, "POST", path, room)

    def _gives_places(self, random: Random) -> Deeds:
        nore, student = self.host.sending.nore, self.rivals[0].student
        form = {"student_id": student.person_id, "contract_id": self.host.contract_id}
        given: list[str] = []
        while True:
            answer = yield Deed(nore, "POST", "/exchanges", form)
            given += [answer.json()["id"]] if answer.ok else []
            if given and random.random() < 0.5:
                off = {"cancelled_by": "sending", "reason": "student_withdrew"}
                yield Deed(nore, "POST", f"/exchanges/{given.pop()}/cancellation", off)

    def _places(self, rival: StudentExchange, random: Random) -> Deeds:
        project, path = rival.offer.project_id, f"{rival.path}/placement"
        while True:
            wanted = {
                "project_id": project,
                "room_id": random.choice(self.room_ids),
                "contact_person_id": random.choice(self.contact_person_ids),
            }
            answer = yield Deed(rival.lore, "POST", path, wanted)
            if answer.ok and random.random() < 0.5:
                placement = f"/projects/{project}/placements/{answer.json()['placement_id']}"
                yield Deed(rival.offer.mentor, "POST", f"{placement}/confirmation")
            yield Deed(rival.lore, "DELETE", path)


def _attends(exchange: StudentExchange, random: Random) -> Deeds:
    days = exchange.period.working_days[:10]
    while True:
        written = {"attendance": random.choice(ATTENDANCES)}
        path = f"{exchange.path}/attendance/{random.choice(days)}"
        yield Deed(exchange.student, "PUT", path, written)


def a_home_at_work(world: World) -> BusyHome:
    """A student at work in the second week, and others for whom a place is sought."""
    earlier = partners(world, places=1)
    at_work = StudentExchange(earlier, an_offer(earlier.committee, earlier.period)).to_arrived()
    at_work.start_work()
    world.move_to(at_work.period.start + timedelta(days=11))
    for person in (earlier.sending.nore, earlier.hosting.nore, at_work.student):
        _wants_no_mails(person)
    return a_placing_home(world, at_work)


def a_placing_home(
    world: World, at_work: StudentExchange | None = None, rivals: int = RIVALS
) -> BusyHome:
    """Students for whom a place is sought, and less of everything than would be enough."""
    host = partners(world, places=rivals + FREE_PLACES)
    offer = an_offer(host.committee, host.period, students=max(1, rivals - 1))
    another_guide_id, another_guide = host.committee.contact_person()
    student = host.sending.student()
    guides = (offer.contact_person, another_guide)
    for person in (host.sending.nore, host.hosting.nore, *guides, offer.mentor, student):
        _wants_no_mails(person)
    return BusyHome(
        host,
        at_work,
        [StudentExchange(host, offer, student).to_placing() for _ in range(rivals)],
        [offer.room_id, host.committee.room(host.period)],
        [offer.contact_person_id, another_guide_id],
        host.committee.provider(),
    )


def _wants_no_mails(person: Account) -> None:
    """Mails take longer than all the rest; the committees' officers get enough of them."""
    wishes = {"language": "", "channels": ["inbox"]}
    person.put(f"/people/{person.person_id}/message-preferences", **wishes)
