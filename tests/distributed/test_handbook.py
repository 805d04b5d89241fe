"""The page about the distributed home names every setting that there is."""

from pathlib import Path

import pytest

from services.hosting.distributed import settings
from services.hosting.distributed.settings import Setting, database_of
from services.hosting.service_list import NAMES

PAGE = (Path(__file__).parents[2] / "docs/distributed.md").read_text()

SETTINGS = [
    *(value for value in vars(settings).values() if isinstance(value, Setting)),
    *(database_of(name) for name in (*NAMES, "gateway")),
]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.variable)
def test_every_setting_is_described(setting: Setting) -> None:
    assert f"`{setting.variable}`" in PAGE
