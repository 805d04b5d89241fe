"""File types: told by the content, whatever the name or the sender says."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from services.people.errors import FileNotAccepted, FileTooLarge
from services.people.vault.file_types import (
    ANY_FILE,
    DOCX,
    IMAGES,
    JPEG,
    LARGEST_FILE,
    PDF,
    PNG,
    TEXT,
    accepted_type,
)


def zipped(*names: str) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7\n...", PDF),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", JPEG),
        (b"\x89PNG\r\n\x1a\n....", PNG),
        (zipped("[Content_Types].xml", "word/document.xml"), DOCX),
        ("Dear Sir or Madam,\r\n你好 👋".encode(), TEXT),
    ],
)
def test_a_files_type_is_told_by_its_content(content, media_type):
    assert accepted_type("motivation_letter", content, ANY_FILE) == media_type


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \n",
        b"MZ\x90\x00 a programme",
        b"\xff\xfe not UTF-8",
        b"PK\x03\x04 not really an archive",
        zipped("[Content_Types].xml", "xl/workbook.xml"),
    ],
    ids=["empty", "blank", "programme", "not-utf8", "broken-archive", "spreadsheet"],
)
def test_other_content_is_refused(content):
    with pytest.raises(FileNotAccepted):
        accepted_type("motivation_letter", content, ANY_FILE)


def test_a_photo_is_an_image():
    with pytest.raises(FileNotAccepted):
        accepted_type("photo", b"%PDF-1.7\n", IMAGES)


def test_a_file_of_four_megabytes_is_taken():
    assert accepted_type("terms", b"%PDF-".ljust(LARGEST_FILE), ANY_FILE) == PDF


def test_a_larger_file_is_refused():
    with pytest.raises(FileTooLarge):
        accepted_type("terms", b"%PDF-".ljust(LARGEST_FILE + 1), ANY_FILE)
