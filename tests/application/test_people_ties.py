"""Who may look because of an exchange: as told by the other services, in whatever order."""

from uuid import uuid4

import pytest

from services.contracts import applications, housing, projects
from services.contracts.errors import NotPermitted
from services.contracts.roles import Role
from tests.support.actors import officer, person
from tests.support.people import people_side

ZOE = {
    "given_name": "Zoë",
    "phone": "+351 912 345 678",
    "email": "zoe@example.org",
    "birth_date": "2004-02-29",
    "passport_number": "X1234567",
    "diet": "vegan",
    "may_share_diet": True,
    "arrival": {"day": "2027-06-30", "place": "Porto"},
}


class Exchange:
    """The student's exchange as the other services tell of it."""

    def __init__(self, side):
        self.side = side
        self.bench = side.bench
        self.student_id = side.register(**ZOE)
        self.guide_id = side.register(given_name="Gui", phone="112233", diet="halal")
        self.mentor_id = side.register(given_name="Mia", email="mia@example.org")
        self.provider_id = side.register(given_name="Pia")
        self.hosting_nmo_id, self.hosting_lc_id = uuid4(), uuid4()
        self.placement = {"exchange_id": uuid4(), "placement_id": uuid4()}
        self.room_id = uuid4()
        self.sending = officer(Role.NORE_OUT, uuid4())
        self.national = officer(Role.NORE_IN, self.hosting_nmo_id)
        self.local = officer(Role.LORE, self.hosting_lc_id)
        self.guide, self.mentor = person(self.guide_id), person(self.mentor_id)
        self.provider, self.student = person(self.provider_id), person(self.student_id)

    def told(self, fact, lc_id=None, **changes):
        """A fact of applications about the exchange."""
        return self.bench.tell(
            fact,
            exchange_id=self.placement["exchange_id"],
            student_id=self.student_id,
            sending_nmo_id=self.sending.grants[0].unit_id,
            hosting_nmo_id=self.hosting_nmo_id,
            hosting_lc_id=lc_id,
            **changes,
        )

    def forwarded(self):
        self.told(applications.ApplicationFormAssigned)
        self.told(applications.ApplicationForwarded)

    def with_committee(self):
        self.forwarded()
        self.told(applications.AssignedToCommittee, self.hosting_lc_id)

    def end(self, fact):
        self.told(fact, self.hosting_lc_id)

    def slot(self, fact):
        return self.bench.tell(fact, **self.placement, mentor_person_id=self.mentor_id)

    def contact(self, fact, **named):
        return self.bench.tell(fact, **{**self.placement, "person_id": self.guide_id, **named})

    def backed_up_by(self, person_id):
        self.contact(housing.BackupContactNamed, contact_person_id=uuid4(), person_id=person_id)

    def bed(self, fact):
        return self.bench.tell(fact, **self.placement, room_id=self.room_id)

    def offered(self):
        provider_id = uuid4()
        self.bench.tell(housing.RoomOffered, room_id=self.room_id, provider_id=provider_id)
        self.bench.tell(
            housing.ProviderRegistered, provider_id=provider_id, person_id=self.provider_id
        )

    def helped(self):
        self.with_committee()
        self.offered()
        self.bed(housing.BedBooked)
        self.contact(housing.ContactPersonAssigned)
        self.slot(projects.SlotHeld)

    def sees(self, actor, purpose, person_id=None):
        """The fields that the actor sees, or None when there is no tie at all."""
        try:
            return set(self.side.look(actor, person_id or self.student_id, purpose))
        except NotPermitted:
            return None


@pytest.fixture
def exchange(service_host):
    return Exchange(people_side(service_host))


FORM = {"given_name", "phone", "email", "birth_date"}

# -- officers


def test_the_sending_officer_looks_once_the_form_is_assigned(exchange):
    assert exchange.sees(exchange.sending, "application") is None

    exchange.told(applications.ApplicationFormAssigned)

    assert exchange.sees(exchange.sending, "application") == FORM | {"passport_number"}


def test_the_host_looks_only_after_the_form_was_forwarded(exchange):
    exchange.told(applications.ApplicationFormAssigned)
    assert exchange.sees(exchange.national, "application") is None

    exchange.told(applications.ApplicationForwarded)

    assert exchange.sees(exchange.national, "application") == FORM
    assert exchange.sees(exchange.local, "application") is None


def test_the_committee_looks_once_the_student_is_assigned_to_it(exchange):
    exchange.with_committee()

    assert exchange.sees(exchange.local, "application") == FORM - {"birth_date"}
    assert exchange.sees(officer(Role.LORE, uuid4()), "application") is None


def test_a_returned_form_is_not_the_hosts_to_see(exchange):
    exchange.forwarded()

    exchange.told(applications.ApplicationReturned)

    assert exchange.sees(exchange.national, "application") is None
    assert exchange.sees(exchange.sending, "application") is not None


@pytest.mark.parametrize(
    "fact",
    [
        applications.ApplicationRejected,
        applications.ExchangeCancelled,
        applications.NoShowDeclared,
    ],
)
def test_nobody_at_the_host_looks_at_a_student_who_does_not_come(exchange, fact):
    exchange.helped()

    exchange.end(fact)

    for actor, purpose in (
        (exchange.national, "application"),
        (exchange.local, "application"),
        (exchange.guide, "arrival"),
        (exchange.mentor, "placement"),
        (exchange.provider, "housing"),
    ):
        assert exchange.sees(actor, purpose) is None


@pytest.mark.parametrize("fact", [applications.CertificateIssued, applications.CertificateRefused])
def test_after_completion_only_officers_look(exchange, fact):
    exchange.helped()

    exchange.end(fact)

    assert exchange.sees(exchange.local, "certificate") == {"given_name", "birth_date"}
    assert exchange.sees(exchange.guide, "arrival") is None
    assert exchange.sees(exchange.student, "contact", exchange.guide_id) is None


# -- helpers


def test_a_contact_person_sees_name_phone_and_arrival_until_released(exchange):
    exchange.helped()
    assert exchange.sees(exchange.guide, "arrival") == {"given_name", "phone", "arrival"}

    exchange.contact(housing.ContactPersonReleased)

    assert exchange.sees(exchange.guide, "arrival") is None


def test_the_backup_contact_sees_the_same(exchange):
    exchange.with_committee()

    exchange.contact(housing.BackupContactNamed)

    assert exchange.sees(exchange.guide, "arrival") == {"given_name", "phone", "arrival"}


def test_who_steps_in_no_more_sees_nothing(exchange):
    exchange.helped()
    first, second = exchange.side.register(), exchange.side.register()
    exchange.backed_up_by(first)

    exchange.backed_up_by(second)

    assert exchange.sees(person(first), "arrival") is None
    assert exchange.sees(person(second), "arrival")
    assert exchange.sees(exchange.guide, "arrival")


@pytest.mark.parametrize(("reason", "goes_on"), [("withdrawn", False), ("handed_over", True)])
def test_who_steps_in_does_so_as_long_as_somebody_cares_for_the_student(exchange, reason, goes_on):
    exchange.helped()
    backup = exchange.side.register()
    exchange.backed_up_by(backup)

    exchange.contact(housing.ContactPersonReleased, reason=reason)

    assert bool(exchange.sees(person(backup), "arrival")) is goes_on


@pytest.mark.parametrize("fact", [projects.SlotReleased, projects.MentorDeclined])
def test_a_mentor_sees_the_name_while_asked_or_taking_the_student(exchange, fact):
    exchange.helped()
    assert exchange.sees(exchange.mentor, "placement") == {"given_name"}

    exchange.slot(fact)

    assert exchange.sees(exchange.mentor, "placement") is None


def test_a_provider_sees_first_name_and_diet_of_who_lives_there(exchange):
    exchange.helped()
    assert exchange.sees(exchange.provider, "housing") == {"given_name", "diet"}

    exchange.bed(housing.StayEnded)

    assert exchange.sees(exchange.provider, "housing") is None


def test_a_mentor_is_shown_letters_and_no_passport(exchange):
    exchange.helped()
    letter, _ = (
        exchange.side.store(exchange.student_id, kind)
        for kind in ("motivation_letter", "passport_copy")
    )

    listed = exchange.bench.send(
        "list_documents",
        actor=exchange.mentor,
        person_id=exchange.student_id,
        purpose="placement",
    )

    assert [known["document_id"] for known in listed["documents"]] == [str(letter)]


@pytest.mark.parametrize("consent", [False, None])
def test_a_provider_sees_no_diet_without_consent(exchange, consent):
    exchange.helped()

    exchange.bench.send(
        "set_personal_data",
        actor=exchange.student,
        person_id=exchange.student_id,
        data={"may_share_diet": consent},
    )

    assert exchange.sees(exchange.provider, "housing") == {"given_name"}


def test_a_student_sees_the_contact_person(exchange):
    assert exchange.sees(exchange.student, "contact", exchange.guide_id) is None

    exchange.helped()

    assert exchange.sees(exchange.student, "contact", exchange.guide_id) == {
        "given_name",
        "phone",
    }


def test_a_student_sees_the_mentor_once_the_slot_is_booked(exchange):
    exchange.helped()
    assert exchange.sees(exchange.student, "contact", exchange.mentor_id) is None

    exchange.slot(projects.SlotBooked)

    assert exchange.sees(exchange.student, "contact", exchange.mentor_id) == {
        "given_name",
        "email",
    }


# -- told twice, told late


ALL = [
    ("national", "application"),
    ("local", "application"),
    ("guide", "arrival"),
    ("mentor", "placement"),
    ("provider", "housing"),
]


def everything_seen(exchange):
    return {who: exchange.sees(getattr(exchange, who), purpose) for who, purpose in ALL}


def test_ties_told_twice_are_the_same_ties(exchange):
    exchange.helped()
    before = everything_seen(exchange)

    for log in list(exchange.bench.told.values()):
        for envelope in log.copy():
            exchange.bench.tell_again(envelope)
            exchange.bench.tell_as_new(envelope)

    assert everything_seen(exchange) == before


def test_ties_told_late_are_the_same_ties(exchange):
    exchange.slot(projects.SlotHeld)
    exchange.bed(housing.BedBooked)
    exchange.contact(housing.ContactPersonAssigned)
    exchange.offered()
    assert set(everything_seen(exchange).values()) == {None}

    exchange.with_committee()

    assert None not in everything_seen(exchange).values()


@pytest.mark.parametrize(
    ("tie", "end", "who"),
    [
        ("contact", housing.ContactPersonReleased, "guide"),
        ("slot", projects.SlotReleased, "mentor"),
        ("bed", housing.BedReleased, "provider"),
    ],
)
def test_an_end_told_twice_is_an_end(exchange, tie, end, who):
    exchange.helped()
    told = getattr(exchange, tie)(end)

    exchange.bench.tell_again(told)
    exchange.bench.tell_as_new(told)

    assert everything_seen(exchange)[who] is None


def test_an_end_told_late_ends_the_ties_that_were_told_meanwhile(exchange):
    exchange.forwarded()
    exchange.end(applications.ExchangeCancelled)

    exchange.contact(housing.ContactPersonAssigned)
    exchange.slot(projects.SlotHeld)

    assert set(everything_seen(exchange).values()) == {None}


def test_the_ties_are_the_same_after_a_rebuild(exchange):
    exchange.helped()
    bench = exchange.bench
    pulls = {source: pull_from(bench, source) for source in bench.host.views.sources()}

    rebuilt = bench.host.views.rebuild(pulls)

    assert rebuilt.different == ()
    assert rebuilt.rows >= 6


# -- colleagues


class Colleagues:
    """Contact persons, as housing tells of them."""

    def __init__(self, side):
        self.side = side
        self.lc_id = uuid4()

    def enrolled(self, lc_id=None, **data):
        """A new contact person of the committee, or of another one: entry and person."""
        person_id, entry = self.side.register(phone="112233", **data), uuid4()
        named = {"contact_person_id": entry, "person_id": person_id}
        self.side.bench.tell(housing.ContactPersonEnrolled, **named, lc_id=lc_id or self.lc_id)
        return entry, person_id

    def sees(self, viewer_id, person_id):
        """What a contact person sees of another one, or None."""
        try:
            return self.side.look(person(viewer_id), person_id, "contact")
        except NotPermitted:
            return None


@pytest.fixture
def colleagues(service_host):
    return Colleagues(people_side(service_host))


def test_contact_persons_of_a_committee_know_each_others_names_and_nothing_else(colleagues):
    _, me = colleagues.enrolled(given_name="Gui")
    _, other = colleagues.enrolled(given_name="Bea")

    assert colleagues.sees(me, other) == {"given_name": "Bea"}
    assert colleagues.sees(other, me) == {"given_name": "Gui"}
    with pytest.raises(NotPermitted):
        colleagues.side.look(person(me), other, "contact", "phone")


def test_contact_persons_of_another_committee_are_strangers(colleagues):
    _, me = colleagues.enrolled(given_name="Gui")
    _, stranger = colleagues.enrolled(lc_id=uuid4(), given_name="Bea")

    assert colleagues.sees(me, stranger) is None


def test_who_has_retired_is_no_colleague_any_more_until_enrolled_again(colleagues):
    _, me = colleagues.enrolled(given_name="Gui")
    entry, other = colleagues.enrolled(given_name="Bea")
    tell = colleagues.side.bench.tell

    tell(housing.ContactPersonRetired, contact_person_id=entry, lc_id=colleagues.lc_id)
    assert colleagues.sees(me, other) is None
    assert colleagues.sees(other, me) is None

    again = {"contact_person_id": entry, "person_id": other, "lc_id": colleagues.lc_id}
    tell(housing.ContactPersonEnrolled, **again)
    assert colleagues.sees(me, other) == {"given_name": "Bea"}


def pull_from(bench, source):
    return lambda position, limit: [e for e in bench.told[source] if e.position > position][:limit]
