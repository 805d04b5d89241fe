"""An ordinary client of the API: bearer tokens, refusals, reading what one has written.

It does what a mobile application does: it signs in, renews its access token when that has run
out, sends every command with an Idempotency-Key, reads with ``?after=`` what it wrote before,
and tries again where a service is away, or has not heard of another one's news yet.
"""

from collections.abc import Callable, Iterator
from functools import partial
from threading import Lock
from time import monotonic, sleep
from typing import Any, TypeVar
from uuid import uuid4

import requests

T = TypeVar("T")

BASE = "/api/v1"
PATIENCE = 180.0
"""Nobody waits so long for what is well; a machine that others use may stand still meanwhile."""
PAUSE = 0.02
LONGEST_ANSWER = 90.0
"""Who is asked gives up before that, also on a machine that stands still for a while."""

UNANSWERED = (
    requests.ConnectionError,
    requests.Timeout,
    requests.exceptions.ChunkedEncodingError,
)
"""What a client meets when whoever was to answer is killed, perhaps amid the answer."""

NEWS_ON_THE_WAY = frozenset(
    {
        "not_yet_seen",
        "unit_unknown",
        "not_found",
        "not_permitted",
        "not_yours_to_see",
        "no_conditions_published",
        "project_not_offered",
        "project_not_open",
        "committee_of_another_host",
        "committee_of_another_organisation",
        "stay_unknown",
        "stay_not_booked",
        "slot_not_held",
    }
)
"""Refusals that end when the news of another service has arrived."""


AWAY = 503
"""The status with which somebody is told to come back."""


class Refused(Exception):
    """A request that was refused: the problem (RFC 9457) that was answered."""

    def __init__(self, answer: requests.Response) -> None:
        self.answer = answer
        self.problem: dict[str, Any] = answer.json()
        self.content_type = answer.headers["Content-Type"]
        self.status = answer.status_code
        self.code: str = self.problem["code"]
        self.details: dict[str, Any] = self.problem["details"]
        super().__init__(f"{answer.request.method} {answer.url}: {answer.status_code} {self.code}")


def is_problem(refusal: Refused, status: int, code: str) -> None:
    """Assert that a refusal has this status and code, and is a problem as RFC 9457 has it."""
    assert (refusal.status, refusal.code) == (status, code)
    assert refusal.content_type == "application/problem+json"
    assert refusal.problem["type"] == f"urn:exchange:problem:{code}"
    assert refusal.problem["status"] == status
    assert refusal.problem["detail"]


class Impatient(Exception):
    """What was waited for did not come in time."""


class Api:
    """The API at an address. Whoever reads by it sees all that was written by it."""

    def __init__(self, address: str, longest_answer: float = LONGEST_ANSWER) -> None:
        self.address = address
        self._longest_answer = longest_answer
        self._session = requests.Session()
        self._unseen: dict[str, int] = {}
        self._lock = Lock()

    def close(self) -> None:
        """Close all connections."""
        self._session.close()

    def send(
        self,
        method: str,
        path: str,
        *,
        token: str = "",
        headers: dict[str, str] | None = None,
        **options: Any,
    ) -> requests.Response:
        """Send a request as it is; whatever is answered."""
        signed = {"Authorization": f"Bearer {token}"} if token else {}
        answer = self._session.request(
            method,
            f"{self.address}{BASE}{path}",
            headers={**signed, **(headers or {})},
            timeout=self._longest_answer,
            **options,
        )
        self._remember(answer.headers.get("Exchange-Position", ""))
        return answer

    def _remember(self, written: str) -> None:
        if written:
            source, _, position = written.partition(":")
            with self._lock:
                self._unseen[source] = max(self._unseen.get(source, 0), int(position))

    def read(self, path: str, *, token: str = "", **query: Any) -> requests.Response:
        """Read, once everything that was written is visible; whatever is answered."""
        unseen = dict(self._unseen)
        after = [f"{source}:{position}" for source, position in unseen.items()]
        answer = eventually(
            lambda: self.send("GET", path, token=token, params={**query, "after": after}),
            lambda answer: answer.status_code != AWAY,
        )
        if answer.ok:
            self._forget(unseen)
        return answer

    def _forget(self, seen: dict[str, int]) -> None:
        with self._lock:
            news = self._unseen.items()
            self._unseen = {name: last for name, last in news if last > seen.get(name, 0)}

    def get(self, path: str, **query: Any) -> Any:
        """Read what everybody may. Raises Refused."""
        return good(self.read(path, **query)).json()


class Account:
    """Somebody who uses the API by it; signed in whenever that is needed."""

    def __init__(self, api: Api, person_id: str, email: str, password: str) -> None:
        self.api = api
        self.person_id = person_id
        self.email = email
        self._password = password
        self._token = ""
        self._refresh_token = ""

    # -- as it comes -----------------------------------------------------------------------

    def send(self, method: str, path: str, **options: Any) -> requests.Response:
        """Send a request, signed; whatever is answered."""
        return self._signed(lambda token: self.api.send(method, path, token=token, **options))

    def read(self, path: str, **query: Any) -> requests.Response:
        """Read, signed; whatever is answered."""
        return self._signed(lambda token: self.api.read(path, token=token, **query))

    def _signed(self, ask: Callable[[str], requests.Response]) -> requests.Response:
        """What is answered; where nobody can sign in at present, what is answered to that."""
        try:
            answer = ask(self._token or self.sign_in())
            return ask(self._renewed()) if answer.status_code == 401 else answer
        except Refused as refused:
            if refused.status < 500:
                raise
            return refused.answer

    def sign_in(self) -> str:
        """Begin a session; its access token."""
        named = {"email": self.email, "password": self._password}
        return self._keep(good(self.api.send("POST", "/session", json=named)))

    def _renewed(self) -> str:
        """The next access token of the session, or of another one where it has ended."""
        renewal = self.api.send(
            "POST", "/session/renewal", json={"refresh_token": self._refresh_token}
        )
        return self._keep(renewal) if renewal.ok else self.sign_in()

    def _keep(self, answer: requests.Response) -> str:
        session = answer.json()
        self._token, self._refresh_token = session["access_token"], session["refresh_token"]
        return self._token

    # -- what is expected to work ------------------------------------------------------------

    def get(self, path: str, **query: Any) -> Any:
        """Read. Raises Refused."""
        return good(self.read(path, **query)).json()

    def eventually_sees(self, path: str, **query: Any) -> Any:
        """Read what is visible once another service's news has arrived. Raises Refused."""
        return good(_with_patience(lambda: self.read(path, **query))).json()

    def every(self, path: str, **query: Any) -> Iterator[Any]:
        """Read a list, page by page. Raises Refused."""
        cursor: str | None = ""
        while cursor is not None:
            page = self.get(path, cursor=cursor, **query)
            yield from page["items"]
            cursor = page["next_cursor"]

    def post(self, path: str, **body: Any) -> Any:
        """Create something, or let something happen. Raises Refused."""
        return self._do("POST", path, json=body)

    def put(self, path: str, **body: Any) -> Any:
        """Set something. Raises Refused."""
        return self._do("PUT", path, json=body)

    def upload(self, path: str, content: bytes) -> Any:
        """Send a file. Raises Refused."""
        return self._do("POST", path, data=content)

    def _do(self, method: str, path: str, **options: Any) -> Any:
        """Send a command, repeated under one key until who answers is there, and the news too."""
        key = {"Idempotency-Key": str(uuid4())}
        ask = partial(self.send, method, path, headers=key, **options)
        return good(_with_patience(ask)).json()

    # -- what is expected to be refused --------------------------------------------------------

    def refused(self, method: str, path: str, **body: Any) -> Refused:
        """The refusal of a command."""
        answer = self.send(method, path, json=body)
        assert not answer.ok, f"{method} {path} was not refused: {answer.text}"
        return Refused(answer)


def good(answer: requests.Response) -> requests.Response:
    """The answer, unless it is a refusal. Raises Refused."""
    if not answer.ok:
        raise Refused(answer)
    return answer


def _with_patience(ask: Callable[[], requests.Response]) -> requests.Response:
    """The answer once there is one, and the news that it takes is there; or the last refusal."""
    deadline = monotonic() + PATIENCE
    while _may_be_otherwise_soon(answer := ask()) and monotonic() < deadline:
        sleep(PAUSE)
    return answer


def _may_be_otherwise_soon(answer: requests.Response) -> bool:
    """Whether it is a refusal that ends by itself."""
    return answer.status_code == AWAY or (
        not answer.ok and answer.json()["code"] in NEWS_ON_THE_WAY
    )


def eventually(look: Callable[[], T], until: Callable[[T], bool]) -> T:
    """What is seen as soon as it is as expected. Raises Impatient."""
    deadline = monotonic() + PATIENCE
    while not until(seen := look()):
        if monotonic() > deadline:
            raise Impatient(f"After {PATIENCE} seconds there still was: {seen}")
        sleep(PAUSE)
    return seen
