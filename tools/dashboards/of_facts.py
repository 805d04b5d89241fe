"""Facts: how they flow from the logs to those who follow, and how far those are behind."""

from tools.dashboards.panels import Board, Panel, quantile, rate

FACTS = Board(
    "facts",
    "Flow of facts",
    "From the logs of the services to everybody who follows them.",
    (
        Panel(
            "Events appended",
            "What is written to the logs of the services; the source of everything else here.",
            "cps",
            ((rate("exchange_events_appended_total", "service"), "{{service}}"),),
        ),
        Panel(
            "Facts published",
            "What the relays have published and the broker has confirmed.",
            "cps",
            ((rate("exchange_facts_published_total", "source"), "{{source}}"),),
        ),
        Panel(
            "Facts applied",
            "What followers have applied. More than what is published: each has several followers.",
            "cps",
            ((rate("exchange_facts_applied_total", "follower"), "{{follower}}"),),
        ),
        Panel(
            "From recording to effect",
            "How long it takes until a fact has its effect at a follower.",
            "s",
            (
                (quantile(0.5, "exchange_fact_delay_seconds"), "half of them"),
                (quantile(0.99, "exchange_fact_delay_seconds"), "99 in 100"),
            ),
        ),
        Panel(
            "Active relays",
            "One replica of each service publishes. 0: its facts wait.",
            "short",
            (("sum by (source) (exchange_relay_active)", "{{source}}"),),
        ),
        Panel(
            "Failed attempts and skipped facts",
            "A fact that cannot be applied is tried again. Only an operator, or a newer release,"
            " lets one be skipped.",
            "cps",
            (
                (rate("exchange_follower_failures_total", "follower", "source"),
                 "{{follower}} fails at {{source}}"),
                (rate("exchange_facts_skipped_total", "follower", "source"),
                 "{{follower}} skips of {{source}}"),
            ),
        ),
    ),
)  # fmt: skip

LAG = Board(
    "lag",
    "Lag of followers",
    "How far everybody is behind the logs that they follow.",
    (
        Panel(
            "Age of the oldest fact that is not applied",
            "How old what people read may be, and how long reactions wait. 0 is usual.",
            "s",
            (("max by (follower, source) (exchange_follower_lag_seconds)",
              "{{follower}} of {{source}}"),),
            wide=True,
        ),
        Panel(
            "Positions behind",
            "How much is still to be applied: where it shrinks, a follower catches up.",
            "short",
            (("max by (follower, source) (exchange_follower_lag_positions)",
              "{{follower}} of {{source}}"),),
        ),
        Panel(
            "Lines that stand still",
            "1 where a fact cannot be applied: exchange follow status says which, and why.",
            "short",
            (("max by (follower, source) (exchange_follower_stalled)",
              "{{follower}} of {{source}}"),),
        ),
        Panel(
            "Position of the relays",
            "How far each service has published its log.",
            "short",
            (("max by (source) (exchange_relay_position)", "{{source}}"),),
        ),
        Panel(
            "Position of the followers",
            "How far each follower has applied a log.",
            "short",
            (("max by (follower, source) (exchange_follower_position)",
              "{{follower}} of {{source}}"),),
        ),
    ),
)  # fmt: skip
