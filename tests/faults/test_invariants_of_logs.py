"""The checks of logs, mails and views find what is not as it must be."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from sqlalchemy import update

from services.contracts import applications, housing, notifications, projects
from services.eventlog.engines import writing
from services.eventlog.records import Context, LoggedEvent
from services.housing.service import HousingService
from tests.faults.published import told
from tests.support.bench import A_DAY_IN_SPRING, Bench
from tests.support.invariants import logs, mails, views

A_SECOND_LATER = A_DAY_IN_SPRING + timedelta(seconds=1)


def an_event(position: int, command: str = "", **changes: Any) -> LoggedEvent:
    """An event of a log: that of one aggregate whose versions are the positions."""
    told: dict[str, Any] = {
        "id": position,
        "originator_id": UUID(int=1),
        "originator_version": position,
        "topic": "sample",
        "state": b"{}",
        "recorded_at": A_DAY_IN_SPRING,
        "context": Context("system", "", "", command or f"command {position}"),
    }
    return LoggedEvent(**{**told, **changes})


# -- logs ------------------------------------------------------------------------------------------

GOOD = [an_event(1), an_event(2), an_event(3)]
PROMISE = logs.Acknowledged("command 2", UUID(int=1), 2)


def test_a_good_log_is_good() -> None:
    assert logs.gaps_in_positions(GOOD) == []
    assert logs.gaps_in_versions(GOOD) == []
    assert logs.broken_promises([GOOD], [PROMISE]) == []
    assert logs.done_twice([GOOD]) == []
    assert logs.traces_of_refused([GOOD], {"command 4"}) == []


def test_an_event_that_is_missing_leaves_a_gap_in_positions_and_versions() -> None:
    damaged = [GOOD[0], GOOD[2]]
    assert len(logs.gaps_in_positions(damaged)) == 1
    assert len(logs.gaps_in_versions(damaged)) == 1


def test_an_event_that_is_there_twice_is_found() -> None:
    damaged = [*GOOD, replace(GOOD[2], id=4)]
    assert logs.gaps_in_positions(damaged) == []
    assert len(logs.gaps_in_versions(damaged)) == 1


def test_versions_in_another_order_than_positions_are_found() -> None:
    damaged = [replace(GOOD[1], id=1), replace(GOOD[0], id=2)]
    assert len(logs.gaps_in_versions(damaged)) == 2


@pytest.mark.parametrize(
    "promise",
    [
        replace(PROMISE, command_id="command 4"),
        replace(PROMISE, version=4),
        replace(PROMISE, aggregate_id=UUID(int=2)),
    ],
)
def test_what_was_acknowledged_and_is_not_there_is_found(promise: logs.Acknowledged) -> None:
    assert len(logs.broken_promises([GOOD], [PROMISE, promise])) == 1


def test_one_command_may_do_several_things_at_once() -> None:
    assert logs.done_twice([[an_event(1, "once"), an_event(2, "once")]]) == []


def test_a_command_that_was_done_twice_is_found() -> None:
    later = an_event(2, "twice", recorded_at=A_SECOND_LATER)
    assert len(logs.done_twice([[an_event(1, "twice"), later]])) == 1
    apart = [an_event(1, "twice"), an_event(2), an_event(3, "twice")]
    assert len(logs.done_twice([apart])) == 1


def test_a_refused_command_that_did_something_is_found() -> None:
    assert len(logs.traces_of_refused([GOOD], {"command 2"})) == 1


def test_a_fact_that_is_missing_breaks_the_chain() -> None:
    chain = told(*[(housing.RoomOffered, {})] * 3)
    assert logs.breaks_in_chain(chain) == []
    assert len(logs.breaks_in_chain([chain[0], chain[2]])) == 1
    assert len(logs.breaks_in_chain([chain[0], chain[0]])) == 1


# -- mails -----------------------------------------------------------------------------------------

MAIL = {"message_id": "one", "channel": "email"}
ADDRESSED = (notifications.MessageAddressed, MAIL)
SENT = (notifications.MailSent, {"message_id": "one"})
LETTER = "<one@example.org>"


def test_a_mail_that_was_sent_once_is_good() -> None:
    facts = told(ADDRESSED, SENT)
    assert mails.told_twice(facts) == []
    assert mails.sent_twice([LETTER]) == []
    assert mails.lost_or_invented(facts, [LETTER]) == []
    assert mails.open_mails(facts) == set()


def test_a_message_that_was_addressed_twice_is_found() -> None:
    again = (notifications.MessageAddressed, {**MAIL, "message_id": "two"})
    in_the_inbox = (notifications.MessageAddressed, {**MAIL, "channel": "inbox"})
    assert len(mails.told_twice(told(ADDRESSED, again))) == 1
    assert mails.told_twice(told(ADDRESSED, in_the_inbox)) == []


def test_a_letter_that_left_twice_is_found() -> None:
    assert len(mails.sent_twice([LETTER, LETTER])) == 1


def test_a_mail_that_is_said_to_be_sent_and_did_not_leave_is_found() -> None:
    assert mails.lost_or_invented(told(ADDRESSED, SENT), []) == ["mail one is lost"]


def test_a_letter_to_nobody_is_found() -> None:
    assert mails.lost_or_invented([], [LETTER]) == ["mail one was addressed to nobody"]


def test_a_mail_is_open_until_it_is_known_how_it_ended() -> None:
    doubt = (notifications.MailInDoubt, {"message_id": "one"})
    assert mails.open_mails(told(ADDRESSED)) == {"one"}
    assert mails.open_mails(told(ADDRESSED, doubt)) == set()


# -- views -----------------------------------------------------------------------------------------


@pytest.fixture
def bench(service_host: Callable[..., Bench]) -> Bench:
    """Housing, which has heard something of each service that it follows."""
    made = service_host(HousingService)
    made.tell(projects.CommitteeRegistered)
    made.tell(applications.AssignedToCommittee)
    return made


def test_a_follower_that_has_not_heard_everything_is_found(bench: Bench) -> None:
    followers, pulls = bench.host.targets(), bench.pulls()
    assert views.behind(followers, pulls) == []

    log = bench.told["applications"]
    log.append(msgspec.structs.replace(log[-1], position=log[-1].position + 1))

    assert len(views.behind(followers, pulls)) == 2


def test_a_view_that_is_not_what_the_log_says_is_found(bench: Bench) -> None:
    stores, pulls = {"housing": bench.host.views}, bench.pulls()
    assert views.changed_by_rebuild(stores, pulls) == []

    live = bench.host.views.live
    with writing(live.engine).begin() as tx:
        tx.execute(update(live.committees).values(nmo_id=uuid4()))

    assert views.changed_by_rebuild(stores, pulls) == ["housing: housing_committees"]
