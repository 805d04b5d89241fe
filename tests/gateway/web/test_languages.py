"""The pages in every language: complete where they must be, and written as the language does."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from gateway.web.language.catalogues import source_of
from gateway.web.language.codes import CODES
from gateway.web.language.spoken import FALLBACK, SPOKEN
from gateway.web.language.words import word
from services.applications import errors as applications
from services.contracts import conditions, shapes
from services.people import errors as people
from tests.gateway.web.web_bench import Browser
from tools.strings.finding import WEB, found

COMPLETE_AREAS = ("programme", "catalogue", "hosts", "certificates", "account", "search", "student")
"""The areas that are read in every language; officers' pages may fall back to English."""

COMPLETE_REFUSALS = ("services/contracts/errors.py", "gateway/web/errors.py")
TOLD_TO_STUDENTS = (
    *(applications.FormDeadlinePassed, applications.ProjectNotOffered),
    *(applications.ProjectNotOpen, applications.CommitteeNotOpen),
    *(applications.CommitteesNotDistinct, applications.StudentTypeNotAccepted),
    *(applications.WrongNumberOfChoices, applications.ChosenTwice, applications.DocumentsMissing),
    *(applications.LettersNotDistinct, applications.WeeksNotOffered),
    *(applications.StartOutsideSeason, applications.NotAtThisStage, applications.TooEarly),
    *(applications.TravelDataMissing, applications.TravelDatesDoNotFit),
    *(applications.AttendanceCountersigned, applications.LogbookClosed),
    *(applications.NotAWorkingDay, applications.DayNotYetCome, applications.DayOutsideWork),
    *(applications.EvaluationAlreadySubmitted, people.FileNotAccepted, people.FileTooLarge),
    *(people.TooManyDocuments, people.TooManyDrafts),
)
"""What the services may answer to the commands that a student sends."""
TEMPLATES = sorted(WEB.glob("templates/**/*.html"))
NOT_TEXT = re.compile(
    r"{#.*?#}|{%.*?%}|{{.*?}}|<!doctype html>|<[^>]*>|&\w+;", re.DOTALL | re.IGNORECASE
)
ATTRIBUTES = re.compile(r'\b(?:aria-label|placeholder|title|alt)="([^"{]*[a-z][^"{]*)"')

others = pytest.mark.parametrize("language", [tag for tag in SPOKEN if tag != FALLBACK])


def catalogue(language: str) -> Catalog:
    with source_of(language).open("rb") as source:
        return read_po(source, locale=language)


def messages(language: str) -> Iterator[Message]:
    return (message for message in catalogue(language) if message.id)


def must_be_translated(file: str) -> bool:
    parts = Path(file).parts
    if parts[:2] != ("gateway", "web"):
        return file in COMPLETE_REFUSALS
    is_of_an_area = parts[2] == "pages" or (parts[2] == "templates" and len(parts) > 4)
    return not is_of_an_area or parts[3] in (*COMPLETE_AREAS, "components")


def texts_of(message: Message) -> list[str]:
    said = message.string
    return list(said) if isinstance(said, tuple | list) else [said]


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@others
def test_the_catalogues_hold_the_texts_of_today(language: str) -> None:
    """When this fails: ``make strings``."""
    assert {m.id for m in messages(language)} == {m.id for m in found() if m.id}


@others
def test_what_everybody_reads_is_translated(language: str) -> None:
    missing = [
        message.id
        for message in messages(language)
        if any(must_be_translated(file) for file, _ in message.locations)
        and not all(texts_of(message))
    ]

    assert missing == []


@others
def test_what_a_student_may_be_refused_is_translated(language: str) -> None:
    said = {message.id: message.string for message in messages(language)}

    assert [one.code for one in TOLD_TO_STUDENTS if not said[one.says]] == []


@others
def test_translations_fill_in_the_same_names(language: str) -> None:
    for message in messages(language):
        ids = message.id if isinstance(message.id, tuple | list) else [message.id]
        known = set().union(*map(names_in, ids))
        for text in texts_of(message):
            assert names_in(text) <= known, text
        assert not message.fuzzy, message.id


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(WEB)))
def test_no_text_of_a_template_escapes_translation(file: Path) -> None:
    html = file.read_text()

    assert re.findall(r"[^\W\d_]{2,}", NOT_TEXT.sub(" ", html)) == []
    assert ATTRIBUTES.findall(html) == []


def test_every_code_that_pages_show_has_a_word() -> None:
    codes = (
        *shapes.PROJECT_TYPES,
        *shapes.LEARNING_OBJECTIVES,
        *conditions.STUDENT_TYPES,
        *conditions.SPECIAL_DOCUMENTS,
    )

    assert set(codes) <= CODES[""].keys()


def test_a_code_without_a_word_is_at_least_readable() -> None:
    assert word("never_heard_of") == "Never heard of"
    assert word(None) == ""


WAYS = [
    ("en", "1 July 2027", "1,234.5", "a, b and c", "Portugal", "3 weeks"),
    ("fr", "1 juillet 2027", "1\u202f234,5", "a, b et c", "Portugal", "3 semaines"),
    ("es", "1 de julio de 2027", "1.234,5", "a, b y c", "Portugal", "3 semanas"),
    ("ar", "1 يوليو 2027", "1,234.5", "a وb وc", "البرتغال", "3 أسابيع"),
]


@pytest.mark.parametrize(("language", "day", "number", "row", "country", "weeks"), WAYS)
def test_values_are_written_as_in_the_language(
    stranger: Browser, language: str, day: str, number: str, row: str, country: str, weeks: str
) -> None:
    address = "/trial/values"
    text = stranger.open(address, headers={"Accept-Language": language}).get_data(as_text=True)

    assert text.split("|")[:5] == [day, number, row, country, weeks]


def test_instants_are_told_in_the_visitors_time_zone(stranger: Browser) -> None:
    stranger.keep("exchange-display", "en|auto|Asia/Tokyo")

    text = stranger.open("/trial/values").get_data(as_text=True)

    assert text.split("|")[5].startswith("2 Jul 2027, 05:00")


def test_arabic_counts_in_six_ways(stranger: Browser) -> None:
    text = stranger.open("/trial/counts", headers={"Accept-Language": "ar"}).get_data(as_text=True)

    assert len(set(re.sub(r"\d+", "", text).split("|"))) == 6
