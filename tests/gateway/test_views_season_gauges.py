"""What is measured of a season is what the views say, looked up at most every half minute."""

import pytest
from prometheus_client import REGISTRY

from gateway.views import GatewayViews
from gateway.views.season_gauges import HOLDS_SECONDS, SeasonGauges
from services.contracts import applications
from tests.gateway.told_facts import Season
from tests.gateway.views_bench import ViewsBench

SEASON = str(applications.ApplicationFormAssigned.example["season"])


class Measured:
    """The gauges over a season that goes on, at a time that the test moves."""

    def __init__(self, bench: ViewsBench) -> None:
        self.season, self.now, self._bench = Season(), 0.0, bench
        self.gauges = SeasonGauges(self._live, lambda: self.now)

    def _live(self) -> GatewayViews:
        return self._bench.shown(self.season)

    def read(self, metric: str, **labels: str) -> float | None:
        self.gauges.observe()
        return REGISTRY.get_sample_value(metric, {"season": SEASON, **labels})


@pytest.fixture
def measured(bench: ViewsBench) -> Measured:
    made = Measured(bench)
    made.season.host()
    made.season.sign_contract()
    made.season.apply()
    return made


def test_exchanges_are_counted_by_their_stage(measured: Measured) -> None:
    assert measured.read("exchange_exchanges", stage="forwarded") == 1

    measured.season.step(applications.ExchangeCancelled)
    measured.now += HOLDS_SECONDS

    assert measured.read("exchange_exchanges", stage="cancelled") == 1
    assert measured.read("exchange_exchanges", stage="forwarded") == 0


def test_what_was_looked_up_holds_for_a_while(measured: Measured) -> None:
    measured.read("exchange_exchanges", stage="forwarded")
    measured.season.step(applications.ExchangeCancelled)
    measured.now += HOLDS_SECONDS / 2

    assert measured.read("exchange_exchanges", stage="forwarded") == 1


def test_places_of_contracts_are_counted_by_what_became_of_them(measured: Measured) -> None:
    states = ("open", "assigned", "used", "lost")
    counted = {state: measured.read("exchange_contract_places", state=state) for state in states}
    live = measured._live().statistics.of_season(SEASON)["contract_places"]

    assert counted == {state: live[state] for state in states}
    assert sum(live[state] for state in states) == live["places"] > 0


def test_late_cards_are_counted_by_whether_they_were_justified(measured: Measured) -> None:
    measured.season.step(applications.DeadlineMissed, deadline="acceptance")

    assert measured.read("exchange_late_cards", justified="no") == 1
    assert measured.read("exchange_late_cards", justified="yes") == 0
