"""What an operator sees and can do when a line stands still, and when a mail failed."""

from collections.abc import Iterator

import pytest

from gateway.views.organisations import Organisations
from services.contracts.roles import Role
from tests.gateway.web.web_bench import Browser, WebBench, flash_of, text_of
from tests.support.outbox import mails_in

HEALTH, MAILS, LINE = "/operation", "/operation/mails", "/operation/lines/gateway/projects"
REASON = "an organisation that never was"


@pytest.fixture
def operator(web: WebBench) -> Browser:
    """An operator, whose own mails can be sent."""
    person_id = web.officer(Role.OPERATOR)
    data = {"email": "operator@example.org"}
    web.tell("people", "set_personal_data", person_id=str(person_id), data=data)
    return web.browser_of(person_id)


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The gateway's views stumble over whatever comes, until this is undone."""
    with monkeypatch.context() as made:
        yield made


@pytest.fixture
def stopped(web: WebBench, operator: Browser, broken: pytest.MonkeyPatch) -> None:
    """A fact lies in the way of the gateway's views."""
    broken.setattr(Organisations, "apply", _stumble)
    web.home.send("projects", "register_organisation", {"country": "PT", "name": "ANEM"})
    web.home.catch_up()


def _stumble(*_: object) -> None:
    raise RuntimeError("somebody's secret")


@pytest.fixture
def person_id(web: WebBench, operator: Browser) -> str:
    """Somebody who is to be told something by mail and has no address."""
    send_mails(web)
    person_id = str(web.tell("people", "register_person")["id"])
    web.tell("people", "open_account", person_id=person_id)
    return person_id


def send_mails(web: WebBench) -> None:
    web.home.hosts["notifications"].act_on_time()
    web.home.settle()


def mails_to(web: WebBench, address: str) -> int:
    return sum(address in str(mail["To"]) for mail in mails_in(web.folder / "mails"))


# -- a line that stands still


def test_a_stopped_line_stands_on_top_with_the_way_to_what_can_be_done(
    operator: Browser, stopped: None
) -> None:
    page = operator.open(HEALTH)

    assert "gateway is stopped by a fact of Projects: RuntimeError" in text_of(page)
    assert "No line is stopped 1" in text_of(page)
    assert f'href="{LINE}"' in page.get_data(as_text=True)


def test_what_a_fact_holds_is_never_shown(operator: Browser, stopped: None) -> None:
    for address in (HEALTH, LINE):
        assert "secret" not in text_of(operator.open(address))


def test_the_fact_that_stops_a_line_is_named_with_what_passing_over_means(
    operator: Browser, stopped: None
) -> None:
    text = text_of(operator.open(LINE))

    assert "Stopped by a fact" in text
    assert "OrganisationRegistered" in text
    assert "A fact that is passed over is never made up for" in text
    assert "Leave it as it is" in text


def test_a_fact_is_passed_over_with_a_reason_that_stays_on_record(
    operator: Browser, stopped: None
) -> None:
    answer = operator.send(LINE, "pass_over", reason=REASON)

    health = operator.open(answer.headers["Location"])
    assert flash_of(health) == "The fact is passed over. The line goes on."
    assert REASON in text_of(health)
    assert "No line is stopped yes" in text_of(health)
    assert "Nothing stops this line" in text_of(operator.open(LINE))


def test_a_line_goes_on_by_itself_when_the_cause_is_gone(
    web: WebBench, operator: Browser, stopped: None, broken: pytest.MonkeyPatch
) -> None:
    broken.undo()
    web.clock.advance(minutes=10)
    web.home.settle()

    assert "No line is stopped yes" in text_of(operator.open(HEALTH))
    assert "Nothing stops this line" in text_of(operator.open(LINE))


# -- a mail that failed


def test_a_failed_mail_is_shown_with_its_reason_and_without_whom_it_is_for(
    web: WebBench, operator: Browser, person_id: str
) -> None:
    send_mails(web)
    page = operator.open(MAILS)

    assert "Failed" in text_of(page)
    assert "No address" in text_of(page)
    assert person_id not in page.get_data(as_text=True)
    assert "Mails in trouble 1" in text_of(operator.open(HEALTH))


def test_a_failed_mail_is_sent_again_once_its_cause_is_gone(
    web: WebBench, operator: Browser, person_id: str
) -> None:
    send_mails(web)
    data = {"email": "zoe@example.org"}
    web.tell("people", "set_personal_data", person_id=person_id, data=data)
    (mail,) = web.store.live.mails.page(None, 9)

    answer = operator.send(MAILS, to=f"{MAILS}/{mail['message_id']}/retry")
    send_mails(web)

    page = operator.open(answer.headers["Location"])
    assert flash_of(page) == "The mail is sent again."
    assert "All mails were sent" in text_of(page)
    assert mails_to(web, "zoe@example.org") == 1


def test_a_mail_that_fails_again_is_shown_again(
    web: WebBench, operator: Browser, person_id: str
) -> None:
    send_mails(web)
    (mail,) = web.store.live.mails.page(None, 9)
    operator.send(MAILS, to=f"{MAILS}/{mail['message_id']}/retry")
    send_mails(web)

    (again,) = web.store.live.mails.page(None, 9)
    assert (again["message_id"], again["state"]) == (mail["message_id"], "failed")


def test_only_operators_can_have_a_mail_sent_again(web: WebBench, person_id: str) -> None:
    send_mails(web)
    (mail,) = web.store.live.mails.page(None, 9)
    director = web.browser_of(web.officer(Role.DIRECTOR))
    seal = director.hidden("/account", "set_preferences")

    assert director.post(f"{MAILS}/{mail['message_id']}/retry", seal).status_code == 404
