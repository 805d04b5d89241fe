"""Letters as files: whole or not there, and written again without harm."""

from email import message_from_bytes
from email.policy import SMTP

import pytest

from services.notifications.mail.folder import FolderTransport
from services.notifications.mail.transport import OutOfReach
from tests.unit.notifications.given import MESSAGE, a_letter


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "mail"


def test_a_letter_becomes_a_file_named_for_its_message(folder):
    FolderTransport(folder).deliver(a_letter())

    (file,) = folder.iterdir()
    assert file.name == f"{MESSAGE}.eml"
    assert message_from_bytes(file.read_bytes(), policy=SMTP)["To"].addresses


def test_writing_it_again_leaves_one_file(folder):
    transport = FolderTransport(folder)

    transport.deliver(a_letter())
    transport.deliver(a_letter())

    assert [file.suffix for file in folder.iterdir()] == [".eml"]


def test_what_a_crash_left_unfinished_is_not_taken_for_a_letter(folder, monkeypatch):
    def crash(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("services.notifications.mail.folder.os.fsync", crash)
    with pytest.raises(KeyboardInterrupt):
        FolderTransport(folder).deliver(a_letter())

    assert not list(folder.glob("*.eml"))


def test_a_folder_that_cannot_be_written_is_out_of_reach(tmp_path):
    occupied = tmp_path / "file"
    occupied.write_text("in the way")

    with pytest.raises(OutOfReach, match="folder_not_writable"):
        FolderTransport(occupied).deliver(a_letter())
