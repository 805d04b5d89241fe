"""What there is on the broker: exchanges, queues, and how messages are addressed.

    facts.<source>              topic exchange: a service's facts, by their CloudEvents type
    facts.<follower>.<source>   quorum queue: one follower's line of one source
    prompts.<source>            fanout exchange: a replica tells the relay that there is news
    nameko-rpc                  topic exchange: orders by <service>.<command>, answers by id
    rpc-<service>               queue: orders that any replica carries out

A line's queue is bounded and drops its oldest facts: who was away for long pulls what is
missing from the log, so no follower that stays away can fill the broker's disk.
"""

from kombu.entity import Exchange, Queue

LONGEST_LINE = 20_000
ORDERS_WAIT_MILLISECONDS = 5_000
"""How long orders wait for a service of which no replica is there. After that its queue is gone,
and who sends an order learns at once that the service is away."""

ORDERS = Exchange("nameko-rpc", type="topic", durable=True)


def facts_exchange(source: str) -> Exchange:
    """Where a service publishes its facts."""
    return Exchange(f"facts.{source}", type="topic", durable=True)


def line_queue(follower: str, source: str) -> Queue:
    """The line of one follower and one source: in order, one replica at a time."""
    return Queue(
        f"facts.{follower}.{source}",
        facts_exchange(source),
        routing_key="#",
        durable=True,
        queue_arguments={
            "x-queue-type": "quorum",
            "x-single-active-consumer": True,
            "x-max-length": LONGEST_LINE,
            "x-overflow": "drop-head",
        },
    )


def prompts_exchange(source: str) -> Exchange:
    """Where replicas of a service tell each other that something was appended."""
    return Exchange(f"prompts.{source}", type="fanout", durable=True)


def prompts_queue(source: str) -> Queue:
    """One replica's own ear. One prompt says as much as many."""
    return Queue(
        "",
        prompts_exchange(source),
        exclusive=True,
        auto_delete=True,
        durable=False,
        queue_arguments={"x-max-length": 1},
    )


def orders_queue(service: str) -> Queue:
    """The orders to a service, shared by its replicas."""
    return Queue(
        f"rpc-{service}",
        ORDERS,
        routing_key=f"{service}.*",
        durable=True,
        queue_arguments={"x-expires": ORDERS_WAIT_MILLISECONDS},
    )


def replies_queue(name: str) -> Queue:
    """The answers to one process, for as long as it is connected."""
    return Queue(
        f"rpc.reply-{name}",
        ORDERS,
        routing_key=name,
        exclusive=True,
        auto_delete=True,
        durable=False,
    )
