"""The AsyncAPI document: well-formed, complete, and true of the facts that are really told.

There is no validator of AsyncAPI 3 among the packages that can be installed as wheels which knows
its AMQP bindings; so its rules for what stands in the document are written down here.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from services.contracts.envelope import Envelope
from services.hosting.service_list import NAMES
from tools.handbook.pages import DOCS
from tools.handbook.stories import facts_of_service

DOCUMENT: dict[str, Any] = json.loads((DOCS / "asyncapi.json").read_text(encoding="utf-8"))
MESSAGES: dict[str, Any] = DOCUMENT["components"]["messages"]
REGISTRY: Any = Registry().with_resource("urn:document", Resource(DOCUMENT, DRAFT7))

REQUIRED_AND_ALLOWED = {
    "document": (
        {"asyncapi", "info"},
        {"id", "servers", "defaultContentType", "channels", "operations", "components"},
    ),
    "info": (
        {"title", "version"},
        {"description", "termsOfService", "contact", "license", "tags", "externalDocs"},
    ),
    "channel": (
        set(),
        {"address", "messages", "title", "summary", "description", "servers", "parameters"}
        | {"tags", "externalDocs", "bindings"},
    ),
    "operation": (
        {"action", "channel"},
        {"title", "summary", "description", "security", "tags", "externalDocs", "bindings"}
        | {"traits", "messages", "reply"},
    ),
    "message": (
        set(),
        {"headers", "payload", "correlationId", "contentType", "name", "title", "summary"}
        | {"description", "tags", "externalDocs", "bindings", "examples", "traits"},
    ),
}
"""The fixed fields of AsyncAPI 3.0.0, by the object that has them."""


def objects() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "document", DOCUMENT
    yield "info", DOCUMENT["info"]
    yield from (("channel", channel) for channel in DOCUMENT["channels"].values())
    yield from (("operation", operation) for operation in DOCUMENT["operations"].values())
    yield from (("message", message) for message in MESSAGES.values())


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def validator(name: str) -> Draft7Validator:
    payload = {"$ref": f"urn:document#/components/messages/{name}/payload"}
    return Draft7Validator(
        payload, registry=REGISTRY, format_checker=Draft7Validator.FORMAT_CHECKER
    )


def example_of(name: str) -> dict[str, Any]:
    (example,) = MESSAGES[name]["examples"]
    payload: dict[str, Any] = example["payload"]
    return payload


def test_every_object_has_what_it_must_have_and_nothing_unknown() -> None:
    assert DOCUMENT["asyncapi"] == "3.0.0"
    for kind, found in objects():
        required, allowed = REQUIRED_AND_ALLOWED[kind]
        assert required <= found.keys() <= required | allowed, kind


def test_every_reference_leads_somewhere() -> None:
    resolver = REGISTRY.resolver("urn:document")
    for reference in set(references(DOCUMENT)):
        assert resolver.lookup(reference).contents, reference


def test_an_operation_sends_on_a_channel_of_the_document() -> None:
    for name in NAMES:
        operation = DOCUMENT["operations"][f"tell_{name}"]
        assert operation["action"] == "send"
        assert operation["channel"] == {"$ref": f"#/channels/{name}"}


def test_there_is_a_channel_for_each_service_with_all_of_its_facts() -> None:
    assert list(DOCUMENT["channels"]) == list(NAMES)
    for service, channel in DOCUMENT["channels"].items():
        assert channel["address"] == f"facts.{service}"
        assert channel["bindings"]["amqp"]["exchange"]["type"] == "topic"
        assert list(channel["messages"]) == list(facts_of_service(service))


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_described_by_its_example_and_refuses_what_breaks_the_contract(
    name: str,
) -> None:
    payload = example_of(name)
    described = validator(name)
    described.check_schema(DOCUMENT["components"]["schemas"][name])

    described.validate(payload)
    described.validate({**payload, "traceparent": "00-1", "data": {**payload["data"], "new": 1}})
    for broken in ({"position": 0}, {"type": "another"}, {"data": None}, {"specversion": "0.3"}):
        with pytest.raises(ValidationError):
            described.validate({**payload, **broken})
    for field in DOCUMENT["components"]["schemas"][name].get("required", ()):
        less = {key: value for key, value in payload["data"].items() if key != field}
        with pytest.raises(ValidationError):
            described.validate({**payload, "data": less})


def test_the_attributes_are_those_that_an_envelope_travels_with() -> None:
    travelled = Envelope.from_json(example_of("BedHeld")).to_json()

    described = DOCUMENT["components"]["schemas"]["Fact"]
    assert list(described["properties"]) == list(travelled) == described["required"]


def test_the_conversation_is_found_where_the_document_says() -> None:
    for message in MESSAGES.values():
        assert message["correlationId"] == {"location": "$message.payload#/correlationid"}
    assert example_of("BedHeld")["correlationid"]
