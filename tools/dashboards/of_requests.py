"""What people ask for, what services carry out, what mails leave."""

from tools.dashboards.panels import Board, Panel, quantile, rate

NO_STREAMS = 'route!~".*/live"'

REQUESTS = Board(
    "requests",
    "Requests and commands",
    "What people ask for, how it is answered, and how long that takes.",
    (
        Panel(
            "Requests by status",
            "2xx and 3xx: answered. 4xx: refused. 503: something is away. 500: a fault of ours.",
            "reqps",
            ((rate("exchange_http_requests_total", "status"), "{{status}}"),),
            is_stacked=True,
        ),
        Panel(
            "Time to answer",
            "Live streams, which stay open, are left out.",
            "s",
            (
                (quantile(0.5, "exchange_http_request_seconds", where=NO_STREAMS), "half of them"),
                (quantile(0.99, "exchange_http_request_seconds", where=NO_STREAMS), "99 in 100"),
            ),
        ),
        Panel(
            "The slowest routes",
            "The ten routes that take the most time, by what all requests to them take together.",
            "s",
            (
                ("topk(10, " + rate("exchange_http_request_seconds_sum", "route", where=NO_STREAMS)
                 + ")", "{{route}}"),
            ),
        ),
        Panel(
            "Commands by result",
            "ok, the code of a refusal, or error: a fault of ours.",
            "cps",
            ((rate("exchange_commands_total", "service", "result"), "{{service}} {{result}}"),),
        ),
        Panel(
            "Time to carry out a command",
            "Within the service: 99 in 100 take no longer.",
            "s",
            ((quantile(0.99, "exchange_command_seconds", "service"), "{{service}}"),),
        ),
        Panel(
            "Time until a service has answered",
            "As the gateway sees it, with the way there and back: 99 in 100 take no longer.",
            "s",
            ((quantile(0.99, "exchange_order_seconds", "service"), "{{service}}"),),
        ),
        Panel(
            "Sent again, run again",
            "Orders that were sent again without an answer, and commands that were run again"
            " because somebody else was faster.",
            "cps",
            (
                (rate("exchange_orders_repeated_total", "service"), "{{service}} sent again"),
                (rate("exchange_commands_run_again_total", "service"), "{{service}} run again"),
            ),
        ),
        Panel(
            "Services that are away",
            "1 while a gateway refuses the commands to a service at once.",
            "short",
            (("max by (service) (exchange_service_away)", "{{service}}"),),
        ),
        Panel(
            "Live streams",
            "Browsers and phones that listen for changes.",
            "short",
            (("sum(exchange_live_streams)", "open"),),
        ),
    ),
)  # fmt: skip

MAILS = Board(
    "mails",
    "Mails",
    "What leaves the house by mail; everybody also finds it in their inbox.",
    (
        Panel(
            "Attempts by what came of them",
            "sent; postponed: the server wants it later; failed: never; in_doubt: nobody knows.",
            "cps",
            ((rate("exchange_mails_total", "result"), "{{result}}"),),
            wide=True,
            is_stacked=True,
        ),
        Panel(
            "Sent in a day",
            "Mails that a mail server has taken within 24 hours.",
            "short",
            (('sum(increase(exchange_mails_total{result="sent"}[1d]))', "sent"),),
        ),
        Panel(
            "Given up or in doubt in a day",
            "What somebody has to look at: the page of mails names each.",
            "short",
            (
                (
                    "sum by (result)"
                    ' (increase(exchange_mails_total{result=~"failed|in_doubt|no_address"}[1d]))',
                    "{{result}}",
                ),
            ),
        ),
    ),
)
