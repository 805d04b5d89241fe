"""`exchange secrets`: every secret of a distributed home, made once and then left as it is."""

from pathlib import Path
from urllib.parse import urlsplit

from click.testing import CliRunner, Result

from exchange.data_folder import DataFolder
from exchange.main import main


def make_secrets(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["secrets", str(folder), *options])


def what_is_in(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text() for file in folder.iterdir()}


def test_no_two_secrets_are_the_same_and_none_is_known_beforehand(tmp_path: Path) -> None:
    for name in ("one", "other"):
        assert make_secrets(tmp_path / name).exit_code == 0

    one, other = (what_is_in(tmp_path / name) for name in ("one", "other"))

    assert one.keys() == other.keys()
    assert all(one[name] != other[name] for name in one)
    passwords = {urlsplit(one[name]).password for name in one if name.startswith("database_")}
    assert len(passwords - {None}) == 7


def test_who_shares_a_secret_is_told_the_same_one(tmp_path: Path) -> None:
    make_secrets(tmp_path / "made", "--database-host", "db.example.org")
    made = what_is_in(tmp_path / "made")

    assert urlsplit(made["broker"]).password in made["broker_account.conf"]
    assert urlsplit(made["database_admin"]).password == made["database_password"]
    assert urlsplit(made["database_people"]).hostname == "db.example.org"


def test_the_folder_is_for_its_owner_only(tmp_path: Path) -> None:
    make_secrets(tmp_path / "made")

    assert (tmp_path / "made").stat().st_mode & 0o777 == 0o700


def test_nothing_secret_is_shown(tmp_path: Path) -> None:
    shown = make_secrets(tmp_path / "made").output

    assert not any(content in shown for content in what_is_in(tmp_path / "made").values())


def test_what_is_there_stays_and_what_a_later_release_needs_is_added(tmp_path: Path) -> None:
    make_secrets(tmp_path / "made")
    before = what_is_in(tmp_path / "made")
    (tmp_path / "made" / "grafana_password").unlink()

    assert make_secrets(tmp_path / "made").exit_code == 0

    after = what_is_in(tmp_path / "made")
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} == {"grafana_password"}


def test_half_of_what_shares_a_password_is_not_made_anew(tmp_path: Path) -> None:
    make_secrets(tmp_path / "made")
    (tmp_path / "made" / "broker").unlink()

    refused = make_secrets(tmp_path / "made")

    assert refused.exit_code == 1
    assert "only broker_account.conf is in" in refused.output
    assert not (tmp_path / "made" / "broker").exists()


def test_a_home_that_moves_in_keeps_its_keys(tmp_path: Path) -> None:
    old = DataFolder(tmp_path / "old")

    make_secrets(tmp_path / "made", "--from", str(old.path))

    made = what_is_in(tmp_path / "made")
    assert made["master_key"] == old.secret("master_key").hex()
    assert made["signing_key"] == old.secret("signing_key").hex()
