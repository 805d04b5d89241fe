"""Texts: complete in English, whole in every language, never failing."""

from string import Formatter

import pytest

from services.notifications.announcements import TABLE
from services.notifications.texts import FALLBACK, Texts, shipped_texts

TEXTS = shipped_texts()
FRAME = {
    "language": {"direction": "ltr", "months": ["January"] * 12, "day": "{day} {month} {year}"},
    "mail": {"greeting": "Dear {name},"},
    "words": {"lore": "local officer"},
}
ENGLISH = {**FRAME, "hello": {"subject": "Hello", "body": "From {day}: {role}."}}
FRENCH = {
    "language": {"direction": "ltr", "months": ["janvier"] * 12, "day": "{day} {month} {year}"},
    "hello": {"subject": "Bonjour", "body": "Dès le {day} : {role}."},
}
ARABIC = {"language": {"direction": "rtl"}, "hello": {"subject": "مرحبا", "body": "{role}"}}

each_language = pytest.mark.parametrize("language", TEXTS.languages)
each_line = pytest.mark.parametrize("line", TABLE, ids=lambda line: line.template)


def named_in(*texts):
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


def names_known_of(fact):
    known = set()
    if "exchange_id" in fact._declared_fields:
        known.add("number")
    if "project_id" in fact._declared_fields:
        known.add("project_code")
    return known


@each_line
@each_language
def test_every_template_of_the_table_can_be_said_with_its_parameters(line, language):
    table = TEXTS.templates(language)[line.template]

    assert named_in(table["subject"], table["body"]) <= {*line.saying, *names_known_of(line.fact)}


@each_line
def test_everything_that_a_line_says_is_said_in_english(line):
    table = TEXTS.templates(FALLBACK)[line.template]

    assert set(line.saying) <= named_in(table["subject"], table["body"])


@each_language
def test_no_text_is_left_over_from_a_line_that_is_gone(language):
    assert set(TEXTS.templates(language)) == {line.template for line in TABLE}


@each_language
def test_every_language_says_the_same_parameters(language):
    for name, table in TEXTS.templates(language).items():
        english = TEXTS.templates(FALLBACK)[name]
        assert named_in(*table.values()) == named_in(*english.values()), name


@each_language
def test_every_language_has_a_word_for_the_same_codes(language):
    assert TEXTS.words(language).keys() == TEXTS.words(FALLBACK).keys()


@each_language
def test_the_phrases_around_a_mail_name_the_same_things(language):
    own, english = TEXTS.frame(language), TEXTS.frame(FALLBACK)

    assert {name: named_in(text) for name, text in own.items()} == {
        name: named_in(text) for name, text in english.items()
    }


def test_a_day_is_said_as_in_each_language():
    said = {
        language: TEXTS.message("role_ended", {"ended_on": "2027-07-01"}, language).body
        for language in TEXTS.languages
    }
    days = {"en": "1 July 2027", "fr": "1 juillet 2027", "es": "1 de julio de 2027",
            "ar": "1 يوليو 2027"}  # fmt: skip

    assert said.keys() == days.keys()
    assert all(days[language] in text for language, text in said.items())


@each_language
def test_the_frame_of_a_mail_is_there_in_every_language(language):
    for phrase in TEXTS.frame(FALLBACK):
        assert TEXTS.phrase(phrase, language, name="Zoë", site="https://example.org")


def some_texts():
    return Texts({"en": ENGLISH, "fr": FRENCH, "ar": ARABIC})


def say(language, **parameters):
    return some_texts().message("hello", parameters, language)


def test_days_and_codes_become_words_of_the_language():
    assert say("en", day="2027-01-05", role="lore").body == "From 5 January 2027: local officer."
    assert say("fr", day="2027-01-05", role="no_bed").body == "Dès le 5 janvier 2027 : no bed."


def test_a_moment_is_said_in_utc():
    text = TEXTS.message("mentor_asked", {"until": "2027-05-01T14:00:00+02:00"}, "en")

    assert "by 1 May 2027, 12:00 UTC;" in text.body


@pytest.mark.parametrize("language", ["fr", "FR", "fr-CA"])
def test_a_regional_language_is_served_by_its_mother(language):
    assert say(language).language == "fr"


@pytest.mark.parametrize("language", ["", "tlh", "../../en"])
def test_a_language_without_texts_is_served_in_english(language):
    assert say(language).language == "en"


def test_a_template_that_a_language_lacks_appears_in_english():
    texts = Texts({"en": ENGLISH, "fr": {"language": FRENCH["language"]}})

    assert texts.message("hello", {}, "fr").subject == "Hello"


def test_a_word_that_a_language_lacks_appears_in_english():
    assert say("ar", role="lore").body == "local officer"


def test_the_direction_of_the_script_is_known():
    assert say("ar").direction == "rtl"


def test_a_parameter_that_an_old_message_lacks_does_not_break_the_text():
    assert say("en", day="2027-01-05").body == "From 5 January 2027: …."


def test_braces_in_a_parameter_are_only_text():
    assert say("en", role="{day.__class__}").body.endswith(": {day.  class  }.")
