"""Messages: one for each fact, person and channel; what becomes of a mail."""

from datetime import timedelta
from uuid import uuid4

import pytest

from services.notifications.domain import DELAYS, Channel, Message, State
from services.notifications.errors import NotAnInboxMessage, NothingToRetry
from tests.unit.notifications.given import NOW, PERSON, a_mail_being_sent, a_message

PATIENCE = timedelta(minutes=15)


def can_start(mail, at=NOW, is_repeatable=False):
    return mail.can_start(at, is_repeatable=is_repeatable)


def test_the_same_fact_person_and_channel_are_the_same_message():
    assert a_message().id == a_message().id


@pytest.mark.parametrize(
    "other",
    [
        ("applications/2", PERSON, Channel.EMAIL),
        ("applications/1", uuid4(), Channel.EMAIL),
        ("applications/1", PERSON, Channel.INBOX),
    ],
)
def test_another_fact_person_or_channel_is_another_message(other):
    assert Message.create_id(*other) != a_message().id


def test_the_ids_of_messages_never_change():
    assert str(a_message().id) == "5cc1e21a-d7bf-5b47-8152-dd31b9ddc7fe"


# -- the inbox


def test_reading_twice_is_reading_once():
    message = a_message(Channel.INBOX)

    message.mark_read()
    message.mark_read()

    assert message.state is State.READ
    assert message.version == 2


def test_a_mail_cannot_be_marked_as_read():
    with pytest.raises(NotAnInboxMessage):
        a_message(Channel.EMAIL).mark_read()


def test_a_message_of_the_inbox_is_never_sent():
    assert not can_start(a_message(Channel.INBOX))


# -- sending


def test_an_addressed_mail_can_be_sent():
    assert can_start(a_message())


def test_a_mail_on_its_way_is_begun_again_only_where_that_is_harmless():
    mail = a_mail_being_sent()

    assert not can_start(mail)
    assert can_start(mail, is_repeatable=True)


def test_a_sent_mail_stays_sent():
    mail = a_mail_being_sent()

    mail.confirm_sent()
    mail.confirm_sent()
    mail.fail("smtp_550")
    mail.doubt()

    assert mail.state is State.SENT
    assert not can_start(mail, is_repeatable=True)
    assert mail.version == 3


def test_a_postponed_mail_waits_for_its_time():
    mail = a_mail_being_sent()

    mail.postpone("smtp_450", NOW)

    assert not can_start(mail, NOW + DELAYS[0] - timedelta(seconds=1))
    assert can_start(mail, NOW + DELAYS[0])


def test_a_mail_waits_longer_each_time_and_is_given_up_in_the_end():
    mail, at, waits = a_message(), NOW, []

    while mail.state is State.ADDRESSED:
        mail.start_sending(at)
        mail.postpone("smtp_450", at)
        if mail.state is State.ADDRESSED:
            waits.append(mail.next_try_at - at)
            at = mail.next_try_at

    assert waits == list(DELAYS) == sorted(DELAYS)
    assert mail.state is State.FAILED


def test_a_refused_mail_is_not_tried_again():
    mail = a_mail_being_sent()

    mail.fail("smtp_550")

    assert mail.state is State.FAILED
    assert not can_start(mail, NOW + timedelta(days=30))


def test_a_mail_without_an_address_fails_before_it_is_tried():
    mail = a_message()

    mail.fail("no_address")

    assert (mail.state, mail.attempts) == (State.FAILED, 0)


def test_an_attempt_that_may_still_go_on_is_not_doubted():
    mail = a_mail_being_sent()

    mail.doubt_if_silent(NOW + PATIENCE - timedelta(seconds=1), PATIENCE)

    assert mail.state is State.SENDING


def test_an_attempt_of_which_nothing_was_heard_is_in_doubt_and_not_sent_again():
    mail = a_mail_being_sent()

    mail.doubt_if_silent(NOW + PATIENCE, PATIENCE)

    assert mail.state is State.IN_DOUBT
    assert not can_start(mail, NOW + timedelta(days=30), is_repeatable=True)


@pytest.mark.parametrize("end", [lambda mail: mail.fail("smtp_550"), Message.doubt])
def test_an_operator_can_have_a_failed_or_doubtful_mail_sent_again(end):
    mail = a_mail_being_sent()
    end(mail)

    mail.retry()

    assert can_start(mail)
    assert mail.attempts == 0


@pytest.mark.parametrize("mail", [a_message(), a_mail_being_sent(), a_message(Channel.INBOX)])
def test_only_failed_and_doubtful_mails_are_retried(mail):
    with pytest.raises(NothingToRetry):
        mail.retry()
