"""Mails leave the house once: whatever is told twice, goes down, comes back or says no."""

from datetime import timedelta
from uuid import uuid4

import pytest
from prometheus_client import REGISTRY

from services.contracts import applications, housing, projects
from services.contracts import notifications as facts
from services.contracts.errors import NotPermitted, Unavailable
from services.contracts.roles import Role
from services.notifications.errors import NothingToRetry
from services.notifications.service import NotificationsService
from tests.support.actors import officer, person
from tests.support.mail_server import MailServer, running
from tests.support.notifications import (
    Breaking,
    Crash,
    KnownPeople,
    fates,
    letters,
    rebuild,
    restarted,
    send_by,
)

PATIENCE = timedelta(minutes=15)


@pytest.fixture
def known():
    return KnownPeople()


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "mail"


@pytest.fixture
def server():
    with running(MailServer()) as server:
        yield server


class House:
    """The service with one way for its mails, and how to start it anew."""

    def __init__(self, make, known, settings):
        self._make = make
        self._options = {"settings": settings, "ask": known}
        self.known = known
        self.bench = make(NotificationsService, **self._options)

    def address(self, **card):
        """Somebody is told something; the id of the mail."""
        person_id = self.known.add(**card)
        self.bench.tell(applications.ApplicationFormAssigned, student_id=person_id)
        return self.bench.last(facts.MessageAddressed)["message_id"]

    def restart(self):
        self.bench = restarted(self.bench, self._make, NotificationsService, **self._options)

    def crash(self, **when):
        """The process ends while a mail is on its way, and is started again."""
        transport = self.bench.host.use_cases.post_office.settings.transport
        send_by(self.bench, Breaking(transport, **when))
        with pytest.raises(Crash):
            self.bench.tick()
        self.restart()

    def tick(self, after=timedelta(0)):
        self.bench.clock.move_to(self.bench.clock.now() + after)
        self.bench.tick()

    @property
    def fates(self):
        return fates(self.bench)


@pytest.fixture
def house(service_host, known, folder):
    """Mails are written to a folder."""
    return House(service_host, known, {"mail_folder": str(folder)})


@pytest.fixture
def posting_house(service_host, known, server):
    """Mails go to a mail server."""
    settings = {
        "smtp_host": "127.0.0.1",
        "smtp_port": server.port,
        "smtp_security": "none",
        "mail_from": "The Exchange <exchange@example.org>",
    }
    return House(service_host, known, settings)


# -- to a folder


def test_a_mail_is_written_once(house, folder):
    message_id = house.address(name="محمد الأنصاري", language="fr")

    house.tick()
    house.tick(after=timedelta(days=1))

    (letter,) = letters(folder)
    assert letter["Message-ID"] == f"<{message_id}@localhost>"
    subject = " ".join(letter["Subject"].split())  # a folded line may bring a second space
    assert subject == "Vous avez une place : remplissez votre dossier avant le 15 février 2027"
    assert "Bonjour محمد الأنصاري," in letter.get_body(("plain",)).get_content()
    assert house.fates == ["MailSent"]


def test_the_chosen_language_goes_before_that_of_the_record(house, folder):
    student_id = house.known.add(language="fr")
    house.bench.send("set_preferences", person_id=student_id, language="en", channels=["email"])
    house.bench.tell(applications.ApplicationFormAssigned, student_id=student_id)

    house.tick()

    (letter,) = letters(folder)
    assert letter["Content-Language"] == "en"


def test_nothing_leaves_while_a_fact_is_processed(house, folder):
    house.address()

    assert letters(folder) == []


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_letter_whose_writing_a_crash_interrupted_is_written_after_all_and_once(
    house, folder, when
):
    house.address()
    house.crash(**{when: True})

    house.tick()
    house.tick(after=timedelta(days=1))

    assert len(letters(folder)) == 1
    assert house.fates == ["MailSent"]


def test_a_fact_told_twice_is_one_mail(house, folder):
    envelope = house.bench.tell(applications.ApplicationFormAssigned, student_id=house.known.add())
    house.tick()

    house.bench.tell_again(envelope)
    house.tick()

    assert len(letters(folder)) == 1


def test_a_restart_sends_nothing_again(house, folder):
    house.address()
    house.tick()
    for file in folder.iterdir():
        file.unlink()

    house.restart()
    house.tick()

    assert letters(folder) == []


def test_rebuilding_the_views_sends_nothing_again(house, folder):
    house.address()
    house.tick()
    for file in folder.iterdir():
        file.unlink()

    rebuild(house.bench)
    house.tick()

    assert letters(folder) == []


def test_two_replicas_send_one_mail(house, folder, service_host, known):
    house.address()
    replica = restarted(
        house.bench,
        service_host,
        NotificationsService,
        settings={"mail_folder": str(folder.with_name("other"))},
        ask=known,
    )

    house.bench.host.act_on_time()
    replica.host.act_on_time()  # its views do not know yet that the mail was sent

    assert len(letters(folder)) == 1
    assert letters(folder.with_name("other")) == []


def test_a_folder_that_cannot_be_written_delays_all_mails(house, folder):
    folder.write_text("in the way")
    house.address()
    house.address()

    house.tick()
    assert house.fates == ["MailPostponed"]

    folder.unlink()
    house.tick(after=timedelta(minutes=1))
    assert sorted(house.fates) == ["MailPostponed", "MailSent", "MailSent"]


# -- people


def test_somebody_without_an_address_gets_no_mail(house, folder):
    house.address(email=None)

    house.tick()

    assert house.bench.last(facts.MailFailed)["reason"] == "no_address"
    assert letters(folder) == []


def test_somebody_with_an_impossible_address_gets_no_mail(house):
    house.address(email="nobody")

    house.tick()

    assert house.bench.last(facts.MailFailed)["reason"] == "unusable_address"


def test_somebody_whom_people_has_erased_gets_no_mail(house, known):
    house.address()
    known.cards.clear()

    house.tick()

    assert house.bench.last(facts.MailFailed)["reason"] == "no_address"


def test_while_people_is_away_mails_wait(house, known, folder):
    house.address()
    known.trouble = Unavailable(what="people")
    house.tick()
    assert house.fates == []

    known.trouble = None
    house.tick()

    assert len(letters(folder)) == 1


def test_a_mail_that_nobody_can_make_sense_of_does_not_hold_up_the_others(house, known, folder):
    house.address()
    known.cards[next(iter(known.cards))].pop("display_name")
    house.address()

    house.tick()

    assert len(letters(folder)) == 1


# -- to a mail server


def test_the_mail_server_gets_each_mail_once(posting_house, server):
    posting_house.address()
    posting_house.address()

    posting_house.tick()
    posting_house.tick(after=timedelta(days=1))

    assert len(server.received) == 2
    assert posting_house.fates == ["MailSent", "MailSent"]


@pytest.mark.parametrize(("when", "taken"), [("before", 0), ("after", 1)])
def test_a_mail_that_was_on_its_way_in_a_crash_is_in_doubt_and_not_sent_again(
    posting_house, server, when, taken
):
    posting_house.address()
    posting_house.crash(**{when: True})

    posting_house.tick()
    assert posting_house.fates == []

    posting_house.tick(after=PATIENCE)
    posting_house.tick(after=timedelta(days=30))
    assert posting_house.fates == ["MailInDoubt"]
    assert len(server.received) == taken


def test_a_line_cut_while_the_server_answers_leaves_the_mail_in_doubt(posting_house, server):
    server.hang_up_at = "TEXT"
    posting_house.address()

    posting_house.tick()
    posting_house.tick(after=timedelta(days=30))

    assert posting_house.fates == ["MailInDoubt"]
    assert len(server.received) == 1


def test_an_operator_decides_about_a_mail_in_doubt(posting_house, server):
    message_id = posting_house.address()
    posting_house.crash(before=True)
    posting_house.tick(after=PATIENCE)

    operator = officer(Role.OPERATOR)
    posting_house.bench.send("retry_mail", actor=operator, message_id=message_id)
    posting_house.tick()

    assert posting_house.fates == ["MailInDoubt", "MailRetried", "MailSent"]
    assert len(server.received) == 1


def test_a_busy_mailbox_is_tried_again_later(posting_house, server):
    server.replies["RCPT"] = "450 busy"
    posting_house.address()
    posting_house.tick()
    postponed = posting_house.bench.last(facts.MailPostponed)
    assert (postponed["reason"], postponed["attempts"]) == ("smtp_450", 1)

    server.replies.clear()
    posting_house.tick(after=timedelta(seconds=59))
    assert server.received == []

    posting_house.tick(after=timedelta(seconds=1))
    assert len(server.received) == 1


def mails_counted():
    results = ("sent", "postponed", "failed", "in_doubt", "no_address")
    return {
        r: REGISTRY.get_sample_value("exchange_mails_total", {"result": r}) or 0 for r in results
    }


def test_mails_are_counted_by_what_came_of_them(posting_house, server):
    before = mails_counted()
    posting_house.address()
    posting_house.tick()
    for address in (None, "nobody"):
        posting_house.address(email=address)
    posting_house.tick()
    posting_house.address()
    posting_house.crash(after=True)
    posting_house.tick(after=PATIENCE)
    posting_house.tick(after=PATIENCE)

    counted = {result: count - before[result] for result, count in mails_counted().items()}

    wanted = {"sent": 1, "postponed": 0, "failed": 1, "in_doubt": 1, "no_address": 1}
    assert counted == wanted


def test_a_mailbox_that_stays_busy_is_given_up(posting_house, server):
    server.replies["RCPT"] = "450 busy"
    posting_house.address()

    for _ in range(12):
        posting_house.tick(after=timedelta(days=1))

    assert posting_house.fates == ["MailPostponed"] * 8 + ["MailFailed"]


def test_an_unknown_recipient_fails_for_good_and_holds_up_nobody(posting_house, server):
    server.replies["RCPT"] = "550 no such user"
    posting_house.address()
    posting_house.address()

    posting_house.tick()
    posting_house.tick(after=timedelta(days=30))

    assert posting_house.fates == ["MailFailed", "MailFailed"]
    assert posting_house.bench.last(facts.MailFailed)["reason"] == "smtp_550"


def test_a_server_that_takes_nothing_is_not_asked_for_every_mail(posting_house, server):
    server.replies["MAIL"] = "451 later"
    posting_house.address()
    posting_house.address()

    posting_house.tick()

    assert server.conversations == 1
    assert posting_house.bench.last(facts.MailPostponed)["reason"] == "sender_refused"


# -- the operator


def test_a_failed_mail_is_sent_again_when_the_operator_says_so(house, known, folder):
    message_id = house.address(email=None)
    house.tick()
    for card in known.cards.values():
        card["email"] = "zoe@example.org"

    house.bench.send("retry_mail", actor=officer(Role.OPERATOR), message_id=message_id)
    house.tick()

    assert len(letters(folder)) == 1


def test_a_sent_mail_is_not_sent_again(house):
    message_id = house.address()
    house.tick()

    with pytest.raises(NothingToRetry):
        house.bench.send("retry_mail", actor=officer(Role.OPERATOR), message_id=message_id)


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.AUDITOR])
def test_only_an_operator_has_mails_sent_again(house, role):
    message_id = house.address(email=None)
    house.tick()

    for actor in (officer(role), officer(Role.OPERATOR, uuid4()), person()):
        with pytest.raises(NotPermitted):
            house.bench.send("retry_mail", actor=actor, message_id=message_id)


# -- personal links


TASKS = {
    "mentor": (projects.SlotHeld, "mentor_person_id"),
    "contact_person": (housing.ContactPersonHeld, "person_id"),
}


@pytest.mark.parametrize("role", TASKS)
def test_who_has_a_task_in_the_exchange_gets_a_link_to_it(house, folder, role):
    fact, field = TASKS[role]
    person_id, exchange_id = house.known.add(), uuid4()
    house.bench.tell(fact, **{field: person_id}, exchange_id=exchange_id)

    house.tick()

    (letter,) = letters(folder)
    assert "http://localhost:8000/link/token-1" in letter.get_body(("plain",)).get_content()
    assert house.known.links == [{"person_id": str(person_id), "exchange_id": str(exchange_id)}]


def test_who_has_no_task_in_it_any_more_gets_no_link(house, folder):
    person_id, placement = house.known.add(), {"placement_id": uuid4(), "exchange_id": uuid4()}
    house.bench.tell(projects.SlotHeld, mentor_person_id=person_id, **placement)
    house.bench.tell(projects.SlotReleased, mentor_person_id=person_id, **placement)

    house.tick()

    assert len(letters(folder)) == 2
    assert house.known.links == []


def test_a_student_signs_in_and_gets_no_link(house, folder):
    house.address()

    house.tick()

    (letter,) = letters(folder)
    assert "Open the Exchange: http://localhost:8000" in letter.get_body(("plain",)).get_content()
    assert house.known.links == []
