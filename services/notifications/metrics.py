"""Prometheus metrics of the mails that leave the house."""

from prometheus_client import Counter

MAILS = Counter(
    "exchange_mails_total",
    "Attempts to hand a mail over, by what came of them: "
    "sent, postponed, failed, in_doubt, no_address (there is none, so there was no attempt)",
    ["result"],
)
