"""The page about the distributed home names every setting and every metric that there is."""

from pathlib import Path

import pytest
from prometheus_client.metrics import MetricWrapperBase

from services.hosting import metrics
from services.hosting.distributed import settings
from services.hosting.distributed.settings import Setting, database_of
from services.hosting.service_list import NAMES

PAGE = (Path(__file__).parents[2] / "docs/distributed.md").read_text()

SETTINGS = [
    *(value for value in vars(settings).values() if isinstance(value, Setting)),
    *(database_of(name) for name in (*NAMES, "gateway")),
]
METRICS = [value for value in vars(metrics).values() if isinstance(value, MetricWrapperBase)]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.variable)
def test_every_setting_is_described(setting: Setting) -> None:
    assert f"`{setting.variable}`" in PAGE


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric._name)
def test_every_metric_is_described(metric: MetricWrapperBase) -> None:
    (family,) = metric.describe()
    suffix = "_total" if family.type == "counter" else ""
    assert f"`{family.name}{suffix}`" in PAGE
