"""The data folder: one process at a time, secrets made once and for the owner only."""

import stat
from pathlib import Path

import pytest

from exchange.data_folder import DataFolder, FolderInUse
from exchange.home import gateway_settings, service_settings
from gateway.security.signing_keys import name_of
from services.hosting.distributed.environment import SettingsUnusable


def test_a_second_process_is_told_that_the_folder_is_in_use(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    with (
        folder.locked(),
        pytest.raises(FolderInUse, match="Another process"),
        DataFolder(tmp_path / "data").locked(),
    ):
        pass


def test_the_lock_ends_with_the_work(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    with folder.locked():
        pass
    with folder.locked():
        pass


def test_a_secret_is_made_once_for_the_owner_only(tmp_path: Path) -> None:
    first = DataFolder(tmp_path).secret("master_key")
    assert DataFolder(tmp_path).secret("master_key") == first
    (file,) = (tmp_path / "secrets").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_two_folders_have_different_secrets(tmp_path: Path) -> None:
    one, other = DataFolder(tmp_path / "one"), DataFolder(tmp_path / "other")
    assert one.secret("master_key") != other.secret("master_key")


def test_a_secret_from_the_environment_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXCHANGE_MASTER_KEY", "ab" * 32)
    assert DataFolder(tmp_path).secret("master_key") == b"\xab" * 32


def test_a_secret_can_be_given_as_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "key"
    file.write_text("cd" * 32 + "\n")
    monkeypatch.setenv("EXCHANGE_MASTER_KEY_FILE", str(file))
    assert DataFolder(tmp_path).secret("master_key") == b"\xcd" * 32


@pytest.mark.parametrize("bad", ["", "xyz", "ab" * 31])
def test_an_unusable_secret_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bad: str
) -> None:
    monkeypatch.setenv("EXCHANGE_MASTER_KEY", bad)
    with pytest.raises(ValueError, match="32 bytes in hexadecimal"):
        DataFolder(tmp_path).secret("master_key")


def test_a_signing_key_is_rotated_by_renaming_its_file(tmp_path: Path) -> None:
    first = DataFolder(tmp_path).secret("signing_key")
    (tmp_path / "secrets" / "signing_key.key").rename(tmp_path / "secrets" / "signing_key.old")

    keys = gateway_settings(DataFolder(tmp_path)).signing_keys

    assert keys.current != first
    assert keys.named(name_of(first)) == first


def test_what_services_are_told_may_lie_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "password").write_text("a secret\n")
    monkeypatch.setenv("EXCHANGE_SMTP_PASSWORD_FILE", str(tmp_path / "password"))

    assert service_settings(DataFolder(tmp_path / "data"))["smtp_password"] == "a secret"


def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EXCHANGE_SMTP_PASSWORD_FILE", str(tmp_path / "nothing"))

    with pytest.raises(SettingsUnusable, match=r"EXCHANGE_SMTP_PASSWORD_FILE: .*nothing cannot be"):
        service_settings(DataFolder(tmp_path / "data"))
