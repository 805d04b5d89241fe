"""Other services' logs by RPC: pulling missed facts, looking back, how far the logs are."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial

from services.contracts.envelope import Envelope
from services.contracts.errors import Unavailable
from services.eventlog.following import Pull
from services.eventlog.published import Select
from services.hosting.distributed.rpc_client import Call, RpcClient


def pulls_from(client: RpcClient, sources: Sequence[str]) -> Mapping[str, Pull]:
    """How to pull each service's facts."""
    return {source: partial(_pull, client, source) for source in sources}


def selects_from(client: RpcClient, sources: Sequence[str]) -> Mapping[str, Select]:
    """How to read facts of each service by their positions."""
    return {source: partial(_select, client, source) for source in sources}


def newest_of(client: RpcClient, sources: Sequence[str]) -> dict[str, int]:
    """The position of the newest fact of each service that can be reached."""
    newest: dict[str, int] = {}
    for source in sources:
        with suppress(Unavailable):
            newest[source] = client.call(Call(source, "newest_position", (), is_repeatable=True))
    return newest


def _pull(client: RpcClient, source: str, position: int, limit: int) -> list[Envelope]:
    return _facts(client, Call(source, "published_since", (position, limit), is_repeatable=True))


def _select(client: RpcClient, source: str, positions: Sequence[int]) -> list[Envelope]:
    return _facts(client, Call(source, "published_at", (list(positions),), is_repeatable=True))


def _facts(client: RpcClient, call: Call) -> list[Envelope]:
    return [Envelope.from_json(fact) for fact in client.call(call)]
