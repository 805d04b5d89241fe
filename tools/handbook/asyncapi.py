"""The AsyncAPI 3 document: the facts of every service as anybody may read them from the broker.

Made from the contracts: a channel for each service, a message for each fact with the schema that
checks it, and the literal example of its contract.
"""

import json
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from marshmallow import fields

from gateway.api.openapi import ComponentNames, corrected, members
from services.contracts.envelope import Envelope
from services.contracts.fact import Fact
from services.hosting.service_list import NAMES, service_class
from services.hosting.wire import from_wire, to_wire
from tools.handbook.markdown import first_said_of, said_of
from tools.handbook.stories import facts_of_service

CONTENT_TYPE = "application/cloudevents+json"
BINDING_VERSION = "0.3.0"
PERSISTENT = 2
SUBJECT = "5e0c2b0a-6f0e-4a3b-9d0c-0d6f5f1c7a01"
DESCRIPTION = """Everything that the services of the Exchange tell, in the order in which it
happened in each of them. Facts are CloudEvents 1.0 in structured mode. How to
bind a queue, follow the order and fill a gap: docs/events.md. Fields and types of
facts are only ever added; ignore those that you do not know. There are no
personal data in facts, only ids."""

TEXT = {"type": "string"}
ATTRIBUTES: dict[str, tuple[dict[str, Any], str]] = {
    "specversion": ({"const": "1.0"}, "The version of CloudEvents."),
    "id": (TEXT, "The fact's id; with the source it is the same whenever it is told."),
    "source": ({**TEXT, "pattern": "^/exchange/[a-z]+$"}, "The service that tells it."),
    "type": (TEXT, "What happened, with the version of the contract; also the routing key."),
    "time": ({**TEXT, "format": "date-time"}, "When it was recorded."),
    "subject": ({**TEXT, "format": "uuid"}, "The id of the thing that it is about."),
    "datacontenttype": ({"const": "application/json"}, "What `data` is."),
    "dataschema": (TEXT, "The name of the contract of `data`."),
    "data": ({"type": "object"}, "The fact's own fields."),
    "position": (
        {"type": "integer", "minimum": 1},
        "Where it stands in its source's log; grows, with gaps.",
    ),
    "previous": (
        {"type": "integer", "minimum": 0},
        "The position of the fact told before it; 0: it is the first. Tells a hole from a gap.",
    ),
    "actor": (TEXT, "Who caused it: a person's id, `system` or `anonymous`."),
    "correlationid": (TEXT, "The conversation to which it belongs."),
    "causationid": (TEXT, "The id of the fact that led to it; empty: a command did."),
    "commandid": (TEXT, "The command that recorded it."),
}


def asyncapi_document() -> str:
    """The document as JSON."""
    return json.dumps(_document(), ensure_ascii=False, indent=1) + "\n"


def _document() -> dict[str, Any]:
    return {
        "asyncapi": "3.0.0",
        "id": "urn:ifmsa:exchange",
        "info": {
            "title": "The Exchange: facts",
            "version": version("score-exchange"),
            "description": DESCRIPTION,
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": CONTENT_TYPE,
        "channels": {name: _channel(name) for name in NAMES},
        "operations": {f"tell_{name}": _operation(name) for name in NAMES},
        "components": {"messages": _messages(), "schemas": {"Fact": _envelope(), **_schemas()}},
    }


def _channel(service: str) -> dict[str, Any]:
    exchange = {"name": f"facts.{service}", "type": "topic", "durable": True, "autoDelete": False}
    binding = {"is": "routingKey", "exchange": exchange, "bindingVersion": BINDING_VERSION}
    return {
        "address": f"facts.{service}",
        "title": f"Facts of {service}",
        "description": said_of(service_class(service)),
        "messages": {
            name: {"$ref": f"#/components/messages/{name}"} for name in facts_of_service(service)
        },
        "bindings": {"amqp": binding},
    }


def _operation(service: str) -> dict[str, Any]:
    return {
        "action": "send",
        "channel": {"$ref": f"#/channels/{service}"},
        "summary": f"{service.capitalize()} tells what happened, in the order of its log.",
        "bindings": {"amqp": {"deliveryMode": PERSISTENT, "bindingVersion": BINDING_VERSION}},
    }


def _messages() -> dict[str, Any]:
    return {
        name: _message(fact)
        for service in NAMES
        for name, fact in facts_of_service(service).items()
    }


def _message(fact: type[Fact]) -> dict[str, Any]:
    name = fact.__name__
    data = {"$ref": f"#/components/schemas/{name}"}
    is_this = {"properties": {"type": {"const": fact.type_name()}, "data": data}}
    binding = {"contentEncoding": "utf-8", "messageType": name, "bindingVersion": BINDING_VERSION}
    return {
        "name": name,
        "title": name,
        "summary": first_said_of(fact),
        "contentType": CONTENT_TYPE,
        "correlationId": {"location": "$message.payload#/correlationid"},
        "payload": {"allOf": [{"$ref": "#/components/schemas/Fact"}, is_this]},
        "bindings": {"amqp": binding},
        "examples": [{"name": name, "payload": _example(fact)}],
    }


def _example(fact: type[Fact]) -> dict[str, Any]:
    envelope = Envelope(
        id=f"{SUBJECT}.4",
        source=fact.source,
        type=fact.type_name(),
        time=datetime(2027, 5, 1, 12, tzinfo=UTC),
        subject=SUBJECT,
        data=fact.example,
        position=731,
        previous=728,
        actor="system",
        correlation_id="7ea871c5-fcc5-45e7-bc95-921c3eb9eaf8",
        causation_id="",
        command_id="7ea871c5-fcc5-45e7-bc95-921c3eb9eaf8",
    )
    example: dict[str, Any] = from_wire(to_wire(envelope.to_json()))
    return example


def _envelope() -> dict[str, Any]:
    """The schema of what all facts have: the attributes of CloudEvents, and ours."""
    described = {name: {**kind, "description": said} for name, (kind, said) in ATTRIBUTES.items()}
    return {"type": "object", "properties": described, "required": list(ATTRIBUTES)}


def _schemas() -> dict[str, Any]:
    """The schemas of the facts' own fields, from those that check them."""
    plugin = MarshmallowPlugin(schema_name_resolver=ComponentNames())
    spec = APISpec("facts", "1", "3.1.0", plugins=[plugin])
    assert plugin.converter is not None
    plugin.converter.field_mapping[fields.Decimal] = ("string", "decimal")
    for function in (corrected, members):
        plugin.converter.add_attribute_function(function)  # type: ignore[no-untyped-call]
    for service in NAMES:
        for name, fact in facts_of_service(service).items():
            spec.components.schema(name, schema=fact)
    found: dict[str, Any] = spec.to_dict()["components"]["schemas"]
    return found
