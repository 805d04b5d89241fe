"""The description of the API and the page that shows it."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from gateway.api import BASE
from gateway.api.routes import ROUTES
from tests.gateway.api_bench import ApiBench


@pytest.fixture
def description(api: ApiBench) -> dict[str, Any]:
    response = api.client.get(f"{BASE}/openapi.json")
    assert response.json is not None
    return dict(response.json)


def test_the_description_is_valid_openapi_3_1(description: dict[str, Any]) -> None:
    assert description["openapi"] == "3.1.0"
    OpenAPIV31SpecValidator(description).validate()


def test_every_route_is_described(description: dict[str, Any]) -> None:
    described = {
        operation["operationId"]
        for path in description["paths"].values()
        for operation in path.values()
        if "operationId" in operation
    }

    routed = {f"{route.service}.{route.command.command_name()}" for route in ROUTES}
    assert routed <= described


def test_a_body_holds_the_command_without_what_the_address_gives(
    description: dict[str, Any],
) -> None:
    schemas = description["components"]["schemas"]

    assert set(schemas["OpenPlaces"]["properties"]) == {"places"}
    assert schemas["OpenPlaces"]["required"] == ["places"]
    assert schemas["OpenPlaces"]["additionalProperties"] is False


def test_a_command_whose_address_says_all_has_no_body(description: dict[str, Any]) -> None:
    path = description["paths"][f"{BASE}/projects/{{project_id}}/publication"]

    assert "requestBody" not in path["post"]


def test_errors_are_described_as_problems(description: dict[str, Any]) -> None:
    answer = description["components"]["responses"]["DEFAULT_ERROR"]["content"]

    assert answer == {
        "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
    }


def test_open_routes_need_no_token(description: dict[str, Any]) -> None:
    paths = description["paths"]

    assert paths[f"{BASE}/invitations/acceptance"]["post"]["security"] == []
    assert paths[f"{BASE}/session"]["post"]["security"] == []
    assert paths[f"{BASE}/projects"]["post"]["security"] == [{"bearer": []}]


# -- the page --------------------------------------------------------------------------------------


class Addresses(HTMLParser):
    """Collects what a page loads."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.inline_scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in {"script", "link", "img"}:
            self.loaded.append(values.get("src") or values.get("href") or "")
        self.inline_scripts += tag == "script" and "src" not in values


def test_the_page_loads_everything_from_here(api: ApiBench) -> None:
    page = api.client.get(f"{BASE}/docs")
    found = Addresses()
    found.feed(page.text)

    assert found.inline_scripts == 0
    assert len(found.loaded) == 4
    for address in found.loaded:
        with api.client.get(f"{BASE}/{address}") as response:
            assert response.status_code == 200, address


def test_the_page_names_no_other_host(api: ApiBench) -> None:
    for address in ("docs", "docs/start.js"):
        assert not re.search(r"https?:|//", api.client.get(f"{BASE}/{address}").text)


def test_the_page_may_load_from_nowhere_else(api: ApiBench) -> None:
    policy = api.client.get(f"{BASE}/docs").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert not re.search(r"https?:|\*", policy)


def test_the_script_starts_with_our_description(api: ApiBench) -> None:
    assert f'url: "{BASE}/openapi.json"' in api.client.get(f"{BASE}/docs/start.js").text
