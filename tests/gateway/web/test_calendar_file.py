"""Calendar files as RFC 5545 wants them."""

from datetime import UTC, date, datetime

from gateway.web.calendar_file import MOST_BYTES, Entry, calendar_file

AT = datetime(2027, 5, 24, 15, 30, tzinfo=UTC)
STAY = Entry("one-stay", date(2027, 7, 1), date(2027, 7, 28), "Research exchange", "Porto")


def lines_of(*entries: Entry) -> list[str]:
    text = calendar_file(entries, AT).decode()
    assert text.endswith("\r\n")
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_an_entry_stands_on_whole_days_and_ends_after_its_last_one() -> None:
    lines = lines_of(STAY)

    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert "DTSTART;VALUE=DATE:20270701" in lines
    assert "DTEND;VALUE=DATE:20270729" in lines
    assert "DTSTAMP:20270524T153000Z" in lines
    assert lines[-2:] == ["END:VEVENT", "END:VCALENDAR"]


def test_what_would_be_read_as_a_sign_is_escaped() -> None:
    (summary,) = (
        line
        for line in lines_of(Entry("x", date(2027, 7, 1), date(2027, 7, 1), "a;b,c\\d\r\ne"))
        if line.startswith("SUMMARY")
    )

    assert summary == r"SUMMARY:a\;b\,c\\d\ne"


def test_a_long_line_is_folded_between_characters() -> None:
    title = "Ανοσολογία και βιοχημεία 細胞 " * 6
    content = calendar_file([Entry("x", date(2027, 7, 1), date(2027, 7, 1), title)], AT)

    assert all(len(line) <= MOST_BYTES for line in content.split(b"\r\n"))
    assert all(line.decode() for line in content.split(b"\r\n")[:-1])
    assert f"SUMMARY:{title}" in content.decode().replace("\r\n ", "").split("\r\n")


def test_an_empty_calendar_is_one() -> None:
    assert lines_of()[-1] == "END:VCALENDAR"
