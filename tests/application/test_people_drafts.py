"""Drafts: what a person has begun to fill in is theirs alone, and no log hears of it."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from services.contracts.errors import NotPermitted
from services.people.errors import TooManyDrafts
from services.people.vault.drafts import MOST_DRAFTS
from services.people.vault.tables import DRAFTS
from tests.support.actors import person
from tests.support.people import PeopleSide

LETTER = "Why I want to come: Öğrenmek için 学"


def keep(side: PeopleSide, person_id: UUID, about: UUID, content: str) -> None:
    sent = {"person_id": person_id, "about": about, "content": content}
    side.bench.send("keep_draft", actor=person(person_id), **sent)


def read(side: PeopleSide, person_id: UUID, about: UUID) -> str:
    asked = {"person_id": person_id, "about": about}
    content: str = side.bench.send("view_draft", actor=person(person_id), **asked)["content"]
    return content


def test_a_draft_is_read_as_it_was_kept_last(side):
    student, exchange = side.register(), uuid4()

    for content in ("First", LETTER):
        keep(side, student, exchange, content)

    assert read(side, student, exchange) == LETTER
    assert read(side, student, uuid4()) == ""


def test_an_empty_draft_is_dropped(side):
    student, exchange = side.register(), uuid4()
    keep(side, student, exchange, LETTER)

    keep(side, student, exchange, "")

    assert read(side, student, exchange) == ""


def test_nobody_else_reads_or_changes_a_draft_not_even_an_officer_of_the_home(side):
    student, exchange = side.register(), uuid4()
    keep(side, student, exchange, LETTER)

    for other in (person(side.register()), side.lore, side.director):
        about = {"person_id": student, "about": exchange}
        for name, more in (("view_draft", {}), ("keep_draft", {"content": "Other"})):
            with pytest.raises(NotPermitted):
                side.bench.send(name, actor=other, **about, **more)
    assert read(side, student, exchange) == LETTER


def test_no_log_hears_of_a_draft(side):
    student = side.register()
    before = side.bench.host.recorder.max_notification_id()

    keep(side, student, uuid4(), LETTER)

    assert side.bench.host.recorder.max_notification_id() == before


def test_a_person_keeps_a_bounded_number_of_drafts(side):
    student, first = side.register(), uuid4()
    for about in (first, *(uuid4() for _ in range(MOST_DRAFTS - 1))):
        keep(side, student, about, LETTER)

    with pytest.raises(TooManyDrafts):
        keep(side, student, uuid4(), LETTER)
    keep(side, student, first, "Changed")
    assert read(side, student, first) == "Changed"


def test_a_draft_lies_sealed(side):
    keep(side, side.register(), uuid4(), LETTER)

    with side.bench.host.engine.connect() as connection:
        (sealed,) = connection.execute(select(DRAFTS.c.sealed)).scalars()
    assert LETTER.encode() not in bytes(sealed)
