"""Personal links: to one's own task in one exchange, without a password."""

from uuid import uuid4

import pytest

from services.contracts.errors import NotFound, NotPermitted
from services.contracts.roles import Role
from services.people.errors import LinkNotUsable
from tests.support.actors import officer, person

EXCHANGE = uuid4()


@pytest.fixture
def mentor_id(side):
    return side.register(given_name="Ada")


def link_for(bench, person_id, exchange_id=EXCHANGE):
    return bench.send("issue_link", person_id=person_id, exchange_id=exchange_id)["token"]


def test_a_link_says_whose_it_is_and_for_which_exchange_as_often_as_it_is_opened(bench, mentor_id):
    token = link_for(bench, mentor_id)

    for _ in range(2):
        opened = bench.send("open_link", token=token)
        assert opened["person_id"] == str(mentor_id)
        assert opened["exchange_id"] == str(EXCHANGE)


def test_a_new_link_leaves_the_older_ones_as_they_are(bench, mentor_id):
    older = link_for(bench, mentor_id)
    newer = link_for(bench, mentor_id, exchange_id=(other := uuid4()))

    assert bench.send("open_link", token=older)["exchange_id"] == str(EXCHANGE)
    assert bench.send("open_link", token=newer)["exchange_id"] == str(other)


def test_a_link_ends_after_sixty_days(bench, mentor_id):
    token = link_for(bench, mentor_id)

    bench.clock.advance(days=59)
    assert bench.send("open_link", token=token)

    bench.clock.advance(days=1)
    with pytest.raises(LinkNotUsable):
        bench.send("open_link", token=token)
    bench.tick()
    with pytest.raises(LinkNotUsable):
        bench.send("open_link", token=token)


def test_what_nobody_gave_out_opens_nothing(bench, mentor_id):
    link_for(bench, mentor_id)
    with pytest.raises(LinkNotUsable):
        bench.send("open_link", token="guessed")


@pytest.mark.parametrize("who", ["lore", "self"])
def test_links_that_got_into_other_hands_are_ended_by_the_home_or_the_person(side, bench, who):
    mentor_id, other_id = side.register(), side.register()
    token, others = link_for(bench, mentor_id), link_for(bench, other_id)

    actor = side.lore if who == "lore" else person(mentor_id)
    bench.send("end_links", actor=actor, person_id=mentor_id)

    with pytest.raises(LinkNotUsable):
        bench.send("open_link", token=token)
    assert bench.send("open_link", token=others)


def test_an_account_that_is_closed_takes_its_links_along(side, bench):
    person_id = side.with_account()
    token = link_for(bench, person_id)

    bench.send("close_account", person_id=person_id, reason="misuse")

    with pytest.raises(LinkNotUsable):
        bench.send("open_link", token=token)


def test_only_the_product_gives_links_out_and_opens_them(side, bench, mentor_id):
    about = {"person_id": mentor_id, "exchange_id": EXCHANGE}
    for actor in (side.lore, side.director, person(mentor_id)):
        with pytest.raises(NotPermitted):
            bench.send("issue_link", actor=actor, **about)
        with pytest.raises(NotPermitted):
            bench.send("open_link", actor=actor, token=link_for(bench, mentor_id))


def test_nobody_else_ends_a_persons_links(bench, mentor_id):
    token = link_for(bench, mentor_id)
    with pytest.raises(NotPermitted):
        bench.send("end_links", actor=officer(Role.LORE, uuid4()), person_id=mentor_id)
    assert bench.send("open_link", token=token)


def test_there_is_no_link_for_nobody(bench):
    with pytest.raises(NotFound):
        link_for(bench, uuid4())


def test_no_token_is_kept_or_told(bench, mentor_id):
    token = link_for(bench, mentor_id)

    assert token not in repr([fact.data for fact in bench.facts()])
    assert bench.host.log.recorder.max_notification_id() is not None
    for event in bench.host.log.recorder.all_events():
        assert token.encode() not in event.state
