"""docs/api.md speaks of addresses, codes and numbers that exist."""

import re

from flask import Flask
from werkzeug.exceptions import MethodNotAllowed, NotFound

from gateway.api.paging import DEFAULT_LIMIT, LARGEST_LIMIT
from gateway.live.feed import MOST_OF_ONE_PERSON
from gateway.settings import GatewaySettings
from services.contracts.errors import Failure
from tests.gateway.api_bench import ApiBench
from tests.gateway.test_api_reference import subclasses_of
from tools.handbook.pages import DOCS

GUIDE = (DOCS / "api.md").read_text(encoding="utf-8")
AN_ID = "545f7b57-f3c9-537c-963f-f65596c2f9e4"


def is_known(app: Flask, method: str, address: str) -> bool:
    adapter = app.url_map.bind("localhost")
    try:
        adapter.match(address, method=method)
    except (NotFound, MethodNotAllowed):
        return False
    return True


def test_every_address_of_the_guide_exists(api: ApiBench) -> None:
    named = re.findall(r"`(GET|POST|PUT|DELETE) (/[\w/-]+)[`?]", GUIDE)
    called = re.findall(
        r"curl -s \"?http://localhost:8000(/[\w/$-]+)(.*?)(?=\n```|\ncurl)", GUIDE, re.S
    )

    assert len(named) >= 7
    assert len(called) == 4
    for method, address in named:
        assert is_known(api.app, method, address), address
    for address, options in called:
        method = "POST" if re.search(r"-d |--data", options) else "GET"
        assert is_known(api.app, method, re.sub(r"\$\w+", AN_ID, address)), address


def test_every_code_of_the_guide_exists() -> None:
    known = {failure.code for failure in subclasses_of(Failure)}

    named = set(re.findall(r"(?:4\d\d|503)\s`(\w+)`", GUIDE)) | set(
        re.findall(r'"code": "(\w+)"', GUIDE)
    )

    assert named == {
        "command_id_reused",
        "stale_version",
        "not_yet_seen",
        "storage_out_of_reach",
        "too_many_streams",
    }
    assert named <= known


def test_the_numbers_of_the_guide_are_those_of_the_code() -> None:
    defaults = GatewaySettings.__dataclass_fields__

    assert defaults["wait_seconds"].default == 2
    assert defaults["largest_body"].default == 8 * 1024**2
    assert defaults["access_token_life"].default.total_seconds() == 15 * 60
    assert (DEFAULT_LIMIT, LARGEST_LIMIT) == (20, 100)
    assert defaults["beat_seconds"].default == 15
    assert (defaults["most_streams"].default, MOST_OF_ONE_PERSON) == (64, 8)
