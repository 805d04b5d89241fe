"""People who read and change things, without a pause, until they are told to stop."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from uuid import uuid4

import requests

from tests.support.client import Account, Api
from tests.support.partners import Offer, Partners

PASSWORD_OF = "correct horse battery"
LONGEST_ANSWER = 90.0  # the front itself gives up before
Ask = Callable[[], requests.Response]


class Load:
    """What was asked, and what was not answered as it should be."""

    def __init__(self) -> None:
        self.answered = 0
        self.failures: list[str] = []
        self._over = Event()

    @contextmanager
    def of(self, *asks: Ask) -> Iterator[None]:
        """Let each of these be asked again and again for as long as the block lasts."""
        threads = [Thread(target=self._keep_asking, args=(ask,)) for ask in asks]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._over.set()
            for thread in threads:
                thread.join()

    def _keep_asking(self, ask: Ask) -> None:
        while not self._over.is_set():
            try:
                answer = ask()
            except requests.RequestException as failed:
                self.failures.append(repr(failed))
                continue
            self.answered += 1
            if not answer.ok:
                self.failures.append(f"{answer.request.method} {answer.url}: {answer.text}")


def asks(between: Partners, offer: Offer) -> list[Ask]:
    """Reading, and a command for each of several services."""
    lore, month = between.committee.lore, between.period.months[0]
    student = between.sending.student()
    about = f"/people/{student.person_id}"
    places = f"/projects/{offer.project_id}/places/{month}"
    limit = f"/contact-persons/{offer.contact_person_id}/load-limit"
    wishes = {"language": "de", "channels": ["inbox"]}
    reader = Api(student.api.address, LONGEST_ANSWER)
    return [
        lambda: reader.send("GET", "/projects"),
        _put(student, f"{about}/personal-data", {"data": {"phone": "+48 600 100 200"}}),
        _put(student, f"{about}/message-preferences", wishes),
        _put(lore, places, {"places": 3}),
        _put(lore, limit, {"load_limit": 3}),
    ]


def _put(who: Account, path: str, body: dict[str, object]) -> Ask:
    """A command of somebody with a session of their own, each time under a key of its own."""
    account = Account(Api(who.api.address, LONGEST_ANSWER), who.person_id, who.email, PASSWORD_OF)
    return lambda: account.send("PUT", path, json=body, headers={"Idempotency-Key": str(uuid4())})
