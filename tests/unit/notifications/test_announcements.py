"""The table of announcements: complete, and without anything personal."""

from datetime import date
from importlib import import_module
from uuid import UUID, uuid4

import pytest
from marshmallow import fields, validate

from services.contracts import applications, housing, projects
from services.contracts.roles import Role
from services.notifications.announcements import ANNOUNCED, SILENT, TABLE
from services.notifications.announcements.recipients import Office, Participant, Person

SOURCES = ("people", "projects", "applications", "housing")
FACTS = [
    fact
    for source in SOURCES
    for fact in import_module(f"services.contracts.{source}").FACTS.values()
]
CODES = {"code", "number", "project_code", "reason", "season"}
TODAY = date(2027, 3, 1)

each_line = pytest.mark.parametrize("line", TABLE, ids=lambda line: line.template)


class Nobody:
    """Views that know nobody."""

    def holders(self, role, unit_id, today):
        return []

    participants = mentors_of = providers_of = lambda self, *_: []


class Everybody:
    """Views that know one person for every question, named by the question."""

    def __init__(self):
        self.asked = []

    def holders(self, role, unit_id, today):
        self.asked.append((role, unit_id))
        return [uuid4()]

    def participants(self, exchange_id, role):
        self.asked.append((role, exchange_id))
        return [uuid4()]

    def mentors_of(self, project_id):
        return [uuid4()]

    providers_of = mentors_of


def told(fact, **changes):
    return fact().load({**fact.example, **changes})


def templates(fact, **changes):
    data = told(fact, **changes)
    return [line.template for line in ANNOUNCED[fact] if line.when(data)]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.__name__)
def test_every_fact_is_announced_or_silent_for_a_reason(fact):
    assert (fact in ANNOUNCED) != bool(SILENT.get(fact))


@each_line
def test_every_line_finds_its_recipients_and_parameters_in_the_fact(line):
    data = told(line.fact)

    assert list(line.persons(data, Everybody(), TODAY))
    assert line.parameters(data).keys() <= set(line.saying)


@each_line
def test_what_a_line_says_is_an_id_a_day_a_number_or_a_code(line):
    for name in line.saying:
        field = line.fact._declared_fields[name]
        neutral = fields.UUID, fields.Date, fields.AwareDateTime, fields.Integer
        assert isinstance(field, neutral) or is_a_word(field) or name in CODES


def is_a_word(field):
    return isinstance(field.validate, validate.OneOf)


@each_line
def test_parameters_are_texts(line):
    assert all(isinstance(value, str) for value in line.parameters(told(line.fact)).values())


def test_a_line_without_anybody_to_tell_tells_nobody():
    data = told(applications.StudentArrived)
    (line,) = ANNOUNCED[applications.StudentArrived]

    assert list(line.persons(data, Nobody(), TODAY)) == []


def test_a_person_is_the_one_whose_id_the_fact_carries():
    data = told(projects.SlotHeld)

    assert list(Person("mentor_person_id").persons(data, Nobody(), TODAY)) == [
        UUID(projects.SlotHeld.example["mentor_person_id"])
    ]


def test_an_office_is_asked_for_by_role_and_unit():
    known = Everybody()

    Office(Role.LORE, "lc_id").persons(told(housing.RoomOffered), known, TODAY)

    assert known.asked == [(Role.LORE, UUID(housing.LC))]


def test_nobody_holds_the_office_of_a_committee_that_is_not_known_yet():
    data = told(applications.ExchangeCancelled, hosting_lc_id=None)

    assert not Office(Role.LORE, "hosting_lc_id").persons(data, Everybody(), TODAY)


def test_a_participant_is_asked_for_by_exchange():
    known = Everybody()

    Participant(Role.STUDENT).persons(told(housing.BedBooked), known, TODAY)

    assert known.asked == [(Role.STUDENT, UUID(housing.EXCHANGE))]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"attendance": "present"}, []),
        ({"attendance": "absent", "may_still_miss": 0}, ["absence_recorded"]),
        ({"attendance": "absent", "may_still_miss": -1}, ["attendance_too_low"]),
    ],
)
def test_attendance_is_announced_only_when_a_day_was_missed(changes, expected):
    assert templates(applications.AttendanceRecorded, **changes) == expected


def test_the_sending_office_hears_only_of_forms_that_the_host_returned():
    returned = applications.ApplicationReturned

    assert templates(returned, returned_by="sending") == ["application_returned"]
    assert "application_returned_by_host" in templates(returned, returned_by="hosting")


@pytest.mark.parametrize("deadline", applications.DEADLINES)
def test_every_deadline_has_its_warning_and_its_reminder(deadline):
    assert templates(applications.DeadlineApproaching, deadline=deadline) == [f"{deadline}_due"]
    assert templates(applications.DeadlineMissed, deadline=deadline) == [f"{deadline}_missed"]


def test_a_broken_off_exchange_is_announced_without_the_reason():
    (line,) = ANNOUNCED[applications.ExchangeInterrupted]

    assert "reason" not in line.saying
