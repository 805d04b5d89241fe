"""`exchange sample`: a season moves into a home in which nothing has happened, and only there."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from exchange.data_folder import DataFolder
from exchange.main import main
from exchange.sample import settle
from exchange.season.scale import TINY
from services.eventlog.postgres import PostgresRecorder
from services.hosting.distributed.migration import TablesNotReady
from services.hosting.service_list import NAMES


def length_of_logs(dsn: str) -> dict[str, int]:
    logs = {name: PostgresRecorder(name, dsn, 1) for name in NAMES}
    lengths = {name: log.max_notification_id() or 0 for name, log in logs.items()}
    for log in logs.values():
        log.close()
    return lengths


@pytest.fixture
def empty_home(postgres_database: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """Databases without tables, and an environment that names them."""
    for part in (*NAMES, "gateway"):
        monkeypatch.setenv(f"EXCHANGE_DATABASE_{part.upper()}", postgres_database)
    monkeypatch.setenv("EXCHANGE_MASTER_KEY", "ab" * 32)
    return postgres_database


@pytest.fixture
def home(empty_home: str) -> str:
    """The same, with tables."""
    made = CliRunner().invoke(main, ["migrate"])
    assert made.exit_code == 0, made.output
    return empty_home


@pytest.fixture
def season(home: str, tmp_path: Path) -> DataFolder:
    """A season that has moved in."""
    folder = DataFolder(tmp_path / "season")
    settle(folder, TINY)
    return folder


def test_a_season_moves_in_once_and_goes_on_where_it_was_broken_off(
    season: DataFolder, home: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lengths = length_of_logs(home)
    assert min(lengths.values()) > 0
    assert (season.path / "sign-ins.txt").exists()

    settle(season, TINY)
    assert "The season has moved in already." in capsys.readouterr().out

    (season.path / "moved-in").unlink()
    settle(season, TINY)
    assert (season.path / "moved-in").exists()

    other = DataFolder(tmp_path / "other")
    settle(other, TINY)
    assert other.is_new
    assert "something has happened in this home already" in capsys.readouterr().out
    assert length_of_logs(home) == lengths


def test_the_tables_come_first(empty_home: str, tmp_path: Path) -> None:
    with pytest.raises(TablesNotReady):
        settle(DataFolder(tmp_path / "season"), TINY)
