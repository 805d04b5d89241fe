"""The five most used pages, each against a bare template of the same size.

Three are read by everybody, on the day the catalogue opens by all at once; two are a student's
own. Both servers run in a process of their own, with as many threads. What the bare page leaves
out: see ``http.bare_pages``.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial

import requests

from benchmarks.http.load import Load, Request, load
from benchmarks.http.requests import a_request
from benchmarks.http.servers import BarePages, a_home_with_a_season
from benchmarks.rounds import Aim, Comparison, compare
from exchange.season.sign_ins import SignIn
from tests.support.client import Account, Api

CONNECTIONS = 8
STUDENT = "student (at work)"
OURS, BARE = "the page", "a bare template of its size"
COOKIES = ("exchange-access", "__Host-exchange-access")


def pages(rounds: int) -> Iterator[Comparison]:
    """Pages in a second, and how long they took."""
    with (
        a_home_with_a_season() as (home, sign_ins),
        BarePages() as bare,
        a_student(home.address, sign_ins) as student,
    ):
        for name, asked in used_most(student).items():
            size = len(
                requests.get(home.address + asked.path, headers=asked.headers, timeout=30).content
            )
            contenders = {
                OURS: partial(load, home.address, CONNECTIONS, asked.request),
                BARE: partial(load, bare.address, CONNECTIONS, get(f"/{size}")),
            }
            yield from _measured(f"{name}, {size / 1_000:.0f} kB", contenders, rounds)


class Asked:
    """A page as somebody asks for it."""

    def __init__(self, path: str, token: str = "") -> None:
        self.path = path
        cookies = "; ".join(f"{name}={token}" for name in COOKIES)
        self.headers = {"Cookie": cookies} if token else {}

    @property
    def request(self) -> Request:
        """The same page again and again."""
        return get(self.path, **self.headers)


def get(path: str, **headers: str) -> Request:
    """The same address again and again."""
    asked = a_request("GET", path, **headers)
    return lambda *_: asked


@contextmanager
def a_student(address: str, sign_ins: list[SignIn]) -> Iterator[Account]:
    """Somebody who is abroad."""
    api = Api(address)
    found = next(one for one in sign_ins if one.role == STUDENT)
    yield Account(api, "", found.email, found.password)
    api.close()


def used_most(student: Account) -> Mapping[str, Asked]:
    """The pages, by what they are."""
    project = next(student.every("/projects"))["project_id"]
    exchange = next(student.every("/exchanges"))["exchange_id"]
    token = student.sign_in()
    return {
        "the first page": Asked("/"),
        "the catalogue": Asked("/projects"),
        "a project": Asked(f"/projects/{project}"),
        "a student's start page": Asked("/start", token),
        "a student's exchange": Asked(f"/my/exchanges/{exchange}", token),
    }


def _measured(
    title: str, contenders: Mapping[str, partial[Load]], rounds: int
) -> Iterator[Comparison]:
    loads: dict[str, list[Load]] = {name: [] for name in contenders}

    def run(name: str) -> float:
        loads[name].append(contenders[name]())
        return loads[name][-1].per_second

    runs = {name: partial(run, name) for name in contenders}
    yield compare(title, "pages/s", runs, rounds, [Aim(OURS, BARE, 0.1)])
    p99 = {name: [one.p99 for one in of[1:]] for name, of in loads.items()}
    yield Comparison(f"{title}, p99", "ms", p99)
