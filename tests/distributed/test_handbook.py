"""The page of settings names every setting that there is, once."""

from tools.handbook.settings import GROUPS, all_settings


def test_every_setting_is_described_once() -> None:
    described = [setting.variable for group in GROUPS.values() for setting in group]
    assert sorted(described) == sorted(setting.variable for setting in all_settings())
