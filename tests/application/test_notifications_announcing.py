"""Who is told what: by whom the offices are held, by who has a part, once, late or not at all."""

from importlib import import_module
from uuid import UUID, uuid4

import pytest

from services.contracts import applications, housing, people, projects
from services.contracts import notifications as facts
from services.notifications.announcements import ANNOUNCED
from services.notifications.service import NotificationsService
from tests.support.actors import person
from tests.support.notifications import (
    A_TERM,
    SOURCES,
    KnownPeople,
    addressed,
    rebuild,
    tell_late,
    templates,
)


@pytest.fixture
def bench(service_host, tmp_path):
    settings = {"mail_folder": str(tmp_path / "mail")}
    return service_host(NotificationsService, settings=settings, ask=KnownPeople())


def grant(bench, role, unit_id, **changes):
    """Somebody holds an office; the person and the grant."""
    kind = {"lore": "lc", "director": "programme"}.get(role, "nmo")
    person_id, grant_id = uuid4(), uuid4()
    bench.tell(
        people.RoleGranted,
        **{
            "person_id": person_id,
            "grant_id": grant_id,
            "role": role,
            "unit_kind": kind,
            "unit_id": unit_id,
            **A_TERM,
            **changes,
        },
    )
    return person_id, grant_id


def hear(bench, fact, person_id, **changes):
    """What the person is told about one fact."""
    before = len(templates(bench, person_id))
    bench.tell(fact, **changes)
    return templates(bench, person_id)[before:]


# -- persons and offices


def test_a_person_named_by_the_fact_is_told_by_inbox_and_by_mail(bench):
    student_id = uuid4()

    bench.tell(applications.ApplicationFormAssigned, student_id=student_id)

    assert addressed(bench, student_id) == [
        ("application_form_assigned", "inbox"),
        ("application_form_assigned", "email"),
    ]


def test_a_message_says_the_number_of_the_exchange_and_nothing_personal(bench):
    bench.tell(applications.ApplicationFormAssigned)
    bench.tell(applications.ApplicationSubmitted)

    message = bench.last(facts.MessageAddressed)
    assert message["parameters"] == {"number": "2027-PT-7K3M9Q"}
    assert message["exchange_id"] == applications.EXCHANGE
    assert message["about_fact"].startswith("applications/")


def test_the_office_is_told_by_who_holds_it_today(bench):
    officer, _ = grant(bench, "nore_out", applications.SENDING)

    assert hear(bench, applications.ApplicationSubmitted, officer) == ["application_to_check"]


@pytest.mark.parametrize(
    ("role", "unit_id", "term"),
    [
        ("nore_in", applications.SENDING, {}),
        ("nore_out", applications.HOSTING, {}),
        ("nore_out", applications.SENDING, {"valid_until": "2027-02-28"}),
        ("nore_out", applications.SENDING, {"valid_from": "2027-03-02"}),
    ],
)
def test_another_role_unit_or_term_is_not_the_office(bench, role, unit_id, term):
    stranger, _ = grant(bench, role, unit_id, **term)

    assert hear(bench, applications.ApplicationSubmitted, stranger) == []


def test_the_first_and_the_last_day_belong_to_the_term(bench):
    today = {"valid_from": "2027-03-01", "valid_until": "2027-03-01"}
    officer, _ = grant(bench, "nore_out", applications.SENDING, **today)

    assert hear(bench, applications.ApplicationSubmitted, officer)


def test_a_resigned_officer_hears_no_more(bench):
    officer, grant_id = grant(bench, "nore_out", applications.SENDING)
    bench.tell(people.RoleEnded, person_id=officer, grant_id=grant_id, ended_on="2027-03-01")

    assert hear(bench, applications.ApplicationSubmitted, officer) == []


def test_a_fact_told_late_reaches_the_successor(bench):
    officer, _ = grant(bench, "nore_out", applications.SENDING, valid_until="2027-03-10")
    successor, _ = grant(bench, "nore_out", applications.SENDING, valid_from="2027-03-11")
    bench.clock.advance(days=12)
    submitted = bench.tell(applications.ApplicationSubmitted)

    tell_late(bench, submitted, days=10)

    assert "application_to_check" not in templates(bench, officer)
    assert "application_to_check" in templates(bench, successor)


def test_somebody_concerned_twice_is_told_once(bench):
    student_id, _ = grant(bench, "nore_out", applications.SENDING)

    heard = hear(bench, applications.ApplicationSubmitted, student_id, student_id=student_id)

    assert heard == ["application_submitted"]


def test_the_programmes_directors_are_told_what_waits_for_them(bench):
    director, _ = grant(bench, "director", None)

    assert hear(bench, projects.ProjectApprovedNationally, director) == ["project_to_publish"]


def test_a_new_officer_is_told_of_the_office(bench):
    officer, _ = grant(bench, "lore", housing.LC)

    assert templates(bench, officer) == ["role_granted"]


# -- who has a part in an exchange


EXCHANGE = {"exchange_id": applications.EXCHANGE}


def test_the_mentor_is_asked_and_hears_of_the_arrival(bench):
    mentor_id = uuid4()

    held = hear(bench, projects.SlotHeld, mentor_id, mentor_person_id=mentor_id, **EXCHANGE)
    arrived = hear(bench, applications.StudentArrived, mentor_id)

    assert (held, arrived) == (["mentor_asked"], ["student_arrived"])


def test_a_released_mentor_hears_no_more(bench):
    mentor_id = uuid4()
    slot = {"mentor_person_id": mentor_id, **EXCHANGE}
    bench.tell(projects.SlotHeld, **slot)
    bench.tell(projects.SlotReleased, **slot)

    assert hear(bench, applications.StudentArrived, mentor_id) == []


def test_the_contact_person_hears_when_the_student_comes(bench):
    guide_id = uuid4()
    bench.tell(housing.ContactPersonHeld, person_id=guide_id, **EXCHANGE)

    heard = hear(bench, applications.CardOfConfirmationSubmitted, guide_id)

    assert heard == ["student_confirmed"]


def test_a_released_contact_person_hears_no_more(bench):
    guide = {"person_id": uuid4(), **EXCHANGE}
    bench.tell(housing.ContactPersonHeld, **guide)
    bench.tell(housing.ContactPersonReleased, **guide)

    assert hear(bench, applications.CardOfConfirmationSubmitted, guide["person_id"]) == []


def test_the_release_of_an_old_placement_leaves_the_new_one(bench):
    guide = {"person_id": uuid4(), **EXCHANGE}
    old, new = uuid4(), uuid4()
    bench.tell(housing.ContactPersonHeld, placement_id=old, **guide)
    bench.tell(housing.ContactPersonHeld, placement_id=new, **guide)
    bench.tell(housing.ContactPersonReleased, placement_id=old, **guide)

    assert hear(bench, applications.CardOfConfirmationSubmitted, guide["person_id"])


def test_the_provider_is_the_one_who_offered_the_room(bench):
    provider_id = uuid4()
    bench.tell(housing.ProviderRegistered, person_id=provider_id)
    bench.tell(housing.RoomOffered)

    assert hear(bench, housing.BedHeld, provider_id, **EXCHANGE) == ["bed_held"]
    assert hear(bench, applications.CardOfConfirmationSubmitted, provider_id)

    bench.tell(housing.BedReleased, **EXCHANGE)
    assert hear(bench, applications.CardOfConfirmationSubmitted, provider_id) == []


def test_the_student_hears_that_bed_and_contact_person_are_settled(bench):
    student_id = uuid4()
    bench.tell(applications.ApplicationFormAssigned, student_id=student_id)

    assert hear(bench, housing.BedBooked, student_id, **EXCHANGE) == ["bed_booked_student"]
    assert hear(bench, housing.ContactPersonAssigned, student_id, **EXCHANGE) == [
        "contact_person_assigned_student"
    ]


def test_the_mentor_of_a_project_hears_that_it_is_published(bench):
    mentor_id = uuid4()
    bench.tell(projects.ProjectDrafted, mentor_person_id=mentor_id)

    assert hear(bench, projects.ProjectPublished, mentor_id) == ["project_published"]


# -- once, late, not at all


def everything_known(bench):
    """Every office is held, every part is taken."""
    for fact in (projects, housing, applications):
        for example in fact.FACTS.values():
            for name, value in example.example.items():
                _grant_office_of(bench, name, value)
    bench.tell(applications.ApplicationFormAssigned, **EXCHANGE)


def _grant_office_of(bench, name, unit_id):
    roles = {
        "sending_nmo_id": "nore_out",
        "hosting_nmo_id": "nore_in",
        "nmo_id": "nore_in",
        "hosting_lc_id": "lore",
        "lc_id": "lore",
    }
    key = (roles.get(name), unit_id)
    if name in roles and unit_id and key not in bench.granted:
        bench.granted.add(key)
        grant(bench, roles[name], unit_id)


def test_every_announced_fact_told_twice_is_told_once(bench):
    bench.granted = set()
    everything_known(bench)
    told = [bench.tell(fact) for source in SOURCES for fact in announced_of(source)]
    messages = len(bench.facts(facts.MessageAddressed))

    for envelope in told:
        bench.tell_again(envelope)

    assert len(bench.facts(facts.MessageAddressed)) == messages
    assert messages > len(told)


def announced_of(source):
    known = import_module(f"services.contracts.{source}").FACTS.values()
    return [fact for fact in known if fact in ANNOUNCED]


def test_every_announced_fact_told_late_lies_in_the_inbox_only(bench):
    bench.granted = set()
    everything_known(bench)
    told = [bench.tell(fact) for source in SOURCES for fact in announced_of(source)]
    before = len(addressed(bench))

    for envelope in told:
        tell_late(bench, envelope, days=15)

    late = addressed(bench)[before:]
    assert late
    assert {channel for _, channel in late} == {"inbox"}


def test_a_fact_of_last_week_is_still_worth_a_mail(bench):
    student_id = uuid4()
    envelope = bench.tell(applications.ApplicationFormAssigned, student_id=student_id)

    tell_late(bench, envelope, days=13)

    channels = [channel for _, channel in addressed(bench, student_id)]
    assert channels == ["inbox", "email", "inbox", "email"]


@pytest.mark.parametrize("channel", ["inbox", "email"])
def test_a_channel_that_is_switched_off_is_not_used(bench, channel):
    student_id = uuid4()
    bench.send("set_preferences", person_id=student_id, channels=[channel])

    bench.tell(applications.ApplicationFormAssigned, student_id=student_id)

    assert addressed(bench, student_id) == [("application_form_assigned", channel)]


def test_a_home_without_mail_settings_uses_the_inbox(service_host):
    bench = service_host(NotificationsService)
    student_id = uuid4()
    bench.send(
        "set_preferences", actor=person(student_id), person_id=student_id, channels=["email"]
    )

    bench.tell(applications.ApplicationFormAssigned, student_id=student_id)
    bench.tick()

    assert addressed(bench, student_id) == [("application_form_assigned", "inbox")]


def test_nobody_is_told_of_a_fact_that_concerns_nobody_known(bench):
    bench.tell(housing.RoomOffered)

    assert addressed(bench) == []


def test_rebuilt_views_are_the_same_and_tell_nobody_again(bench):
    bench.granted = set()
    everything_known(bench)
    for source in SOURCES:
        for fact in announced_of(source):
            bench.tell(fact)
    messages = len(addressed(bench))

    rebuilt = rebuild(bench)

    assert rebuilt.rows > messages
    assert rebuilt.different == ()
    assert len(addressed(bench)) == messages


def test_after_a_restart_nothing_is_told_again(bench, service_host):
    bench.tell(applications.ApplicationFormAssigned, student_id=UUID(applications.STUDENT))
    again = service_host(NotificationsService, now=bench.clock.now())
    again.told = bench.told

    again.settle()

    assert len(addressed(again)) == len(addressed(bench)) == 2
