"""How a season stands: what all of it is for."""

from tools.dashboards.panels import Board, Panel, rate

SEASON = Board(
    "season",
    "How the season stands",
    "The two newest seasons in numbers; none of them leads back to a person.",
    (
        Panel(
            "Exchanges by stage",
            "Where all exchanges of a season are, from the form to recognition.",
            "short",
            (("max by (season, stage) (exchange_exchanges)", "{{season}} {{stage}}"),),
            wide=True,
            is_stacked=True,
        ),
        Panel(
            "Places of contracts",
            "What became of the places that organisations have agreed on.",
            "short",
            (("max by (season, state) (exchange_contract_places)", "{{season}} {{state}}"),),
            is_stacked=True,
        ),
        Panel(
            "Places that are used",
            "The share of all places in force that an exchange has used.",
            "percentunit",
            (
                ('sum by (season) (max by (season, state) (exchange_contract_places{state="used"}))'
                 " / sum by (season) (max by (season, state) (exchange_contract_places))",
                 "{{season}}"),
            ),
        ),
        Panel(
            "Late cards of acceptance",
            "Cards that came after their deadline, with and without a reason.",
            "short",
            (
                ("max by (season, justified) (exchange_late_cards)",
                 "{{season}} justified: {{justified}}"),
            ),
        ),
        Panel(
            "What is being done",
            "Commands that succeed, by name: the ten most frequent.",
            "cps",
            (
                ("topk(10, " + rate("exchange_commands_total", "command", where='result="ok"')
                 + ")", "{{command}}"),
            ),
        ),
    ),
)  # fmt: skip
