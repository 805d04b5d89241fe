"""Pulling another service's facts from its log by RPC, for followers that miss some."""

from collections.abc import Mapping, Sequence
from functools import partial

from services.contracts.envelope import Envelope
from services.eventlog.following import Pull
from services.hosting.distributed.rpc_client import Call, RpcClient


def pulls_from(client: RpcClient, sources: Sequence[str]) -> Mapping[str, Pull]:
    """How to pull each service's facts."""
    return {source: partial(_pull, client, source) for source in sources}


def _pull(client: RpcClient, source: str, position: int, limit: int) -> list[Envelope]:
    facts = client.call(Call(source, "published_since", (position, limit), is_repeatable=True))
    return [Envelope.from_json(fact) for fact in facts]
