"""How the newest seasons stand, as Prometheus gauges: looked up when somebody reads the metrics.

What is looked up holds for a while, so that nobody makes the database work by asking often.
"""

from collections.abc import Callable, Mapping
from time import monotonic

from prometheus_client import Gauge

from gateway.views.gateway_views import GatewayViews

EXCHANGES = Gauge(
    "exchange_exchanges", "Exchanges of the two newest seasons by their stage", ["season", "stage"]
)
CONTRACT_PLACES = Gauge(
    "exchange_contract_places",
    "Places of contracts in force, by what became of them: open, assigned, used, lost",
    ["season", "state"],
)
LATE_CARDS = Gauge(
    "exchange_late_cards",
    "Cards of acceptance that were issued late, by whether that was justified: yes, no",
    ["season", "justified"],
)

HOLDS_SECONDS = 30.0
SEASONS = 2
STATES = ("open", "assigned", "used", "lost")


class SeasonGauges:
    """Sets the gauges from the views that are live when they are asked for."""

    def __init__(
        self, live: Callable[[], GatewayViews], seconds: Callable[[], float] = monotonic
    ) -> None:
        self._live = live
        self._seconds = seconds
        self._due = seconds()
        self._told: set[tuple[Gauge, tuple[str, str]]] = set()

    def observe(self) -> None:
        """Set them anew, unless that was done a moment ago."""
        if self._seconds() >= self._due:
            self._due = self._seconds() + HOLDS_SECONDS
            views = self._live()
            for season in views.statistics.newest_seasons(SEASONS):
                self._observe(views, season)

    def _observe(self, views: GatewayViews, season: str) -> None:
        numbers = views.statistics.of_season(season)
        stages = {row["stage"]: row["exchanges"] for row in numbers["stages"]}
        places = {state: numbers["contract_places"][state] for state in STATES}
        late = views.statistics.late_cards(season)
        justified = sum(row["justified"] for row in late)
        unjustified = sum(row["unjustified"] for row in late)
        self._set(EXCHANGES, season, stages)
        self._set(CONTRACT_PLACES, season, places)
        self._set(LATE_CARDS, season, {"yes": justified, "no": unjustified})

    def _set(self, gauge: Gauge, season: str, numbers: Mapping[str, int]) -> None:
        """Also to 0 what was told before, and is not there any more."""
        before = {what for told, (of, what) in self._told if (told, of) == (gauge, season)}
        for what, number in (dict.fromkeys(before, 0) | dict(numbers)).items():
            gauge.labels(season, what).set(number)
            self._told.add((gauge, (season, what)))
