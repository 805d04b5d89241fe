"""How somebody else reads the stream of facts, in words: a part of the page of events."""

from services.eventlog.following import BATCH

SUBSCRIBING = f"""
## Reading the stream from elsewhere

In the distributed home every service publishes its facts on the message broker; anybody who is
given an account there can read them. [asyncapi.json](asyncapi.json) (AsyncAPI 3) describes all of
it for programs: a channel for each service, every fact with its schema and an example. It is
generated from the contracts, as this page is.

| what | is |
| --- | --- |
| where | the durable topic exchange `facts.<service>`, one for each service |
| routing key | the fact's type, such as `org.ifmsa.exchange.housing.BedHeld.v1` |
| body | a CloudEvent 1.0 in structured mode, `application/cloudevents+json`, UTF-8 |
| extensions | `position`, `previous`, `actor`, `correlationid`, `causationid`, `commandid` |

**Binding a queue.** Declare a durable queue of your own for each service that you follow, and bind
it with `#`. With a narrower key you get only those types, but then you cannot tell a hole from what
you did not ask for. Let one consumer at a time read it (`x-single-active-consumer`), or the order
is lost. Give it a length (`x-max-length`), so that it fills no disk while you are away.

**Following the order.** Within a service facts have an order, between services they have none.
Keep, for each service, the `position` of the last fact that you applied, in the same transaction
as what you made of it. Then, for each message:

| the message has | it is | do |
| --- | --- | --- |
| `position` ≤ yours | told again | acknowledge it, nothing else |
| `previous` ≤ yours < `position` | the next one | apply it, keep its `position`, acknowledge |
| yours < `previous` | behind a hole | fill the hole first |

Positions have gaps, where a private event stands or a transaction failed; `previous` names the
fact told before, so a gap is no hole.

**Filling a hole**, or starting anew, from position 0: ask the service itself. Send to the exchange
`nameko-rpc`, with the routing key `<service>.published_since`, your `reply_to` and a
`correlation_id`, the JSON `{{"args": [<your position>, <limit>], "kwargs": {{}}}}`. The reply has
in `result` the facts after that position, in order, at most so many ({BATCH} is a good number);
none only when there are none. Apply them as above until the hole is filled.

**What may change.** Fields and types of facts are added; ignore those that you do not know. What a
field means never changes under the same type: that is another version (`….v2`), told beside the
first for a time.
"""
