"""A command is one unit of work: once, all or nothing, for who may, on what was seen."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from prometheus_client import REGISTRY

from services.contracts.errors import (
    Busy,
    CommandIdReused,
    Invalid,
    NotFound,
    NotPermitted,
    StaleVersion,
)
from services.contracts.roles import Actor, Role
from tests.hosting.counter import CountersService
from tests.support.actors import former, officer, person
from tests.support.bench import Bench

OWNER = person()
COUNTERS = {"service": "counters"}


@pytest.fixture
def bench(service_host: Callable[..., Bench]) -> Bench:
    return service_host(CountersService)


@pytest.fixture
def counter(bench: Bench) -> dict[str, Any]:
    answer: dict[str, Any] = bench.send("open_counter", actor=OWNER, owner_id=OWNER.person_id)
    return answer


def raised(bench: Bench, counter: dict[str, Any], **options: Any) -> Any:
    options = {"actor": OWNER, "amount": 1, **options}
    return bench.send("raise_counter", counter_id=counter["id"], **options)


def positions(bench: Bench) -> list[int]:
    return [event.id for event in bench.host.recorder.all_events()]


def test_an_answer_tells_id_version_position_and_what_the_use_case_adds(
    bench: Bench, counter: dict[str, Any]
) -> None:
    answer = raised(bench, counter, amount=5)
    assert answer == {
        "id": counter["id"],
        "version": 2,
        "count": 5,
        "position": positions(bench)[-1],
    }


def test_a_repeated_command_is_answered_and_not_repeated(
    bench: Bench, counter: dict[str, Any]
) -> None:
    first = raised(bench, counter, command_id="again")
    assert raised(bench, counter, command_id="again") == first
    assert len(positions(bench)) == 2


def test_one_command_id_for_two_requests_is_refused(bench: Bench, counter: dict[str, Any]) -> None:
    raised(bench, counter, command_id="again")
    with pytest.raises(CommandIdReused):
        raised(bench, counter, command_id="again", amount=2)


def test_a_command_sent_many_times_at_once_is_carried_out_once(
    bench: Bench, counter: dict[str, Any]
) -> None:
    with ThreadPoolExecutor(6) as pool:
        futures = [pool.submit(raised, bench, counter, command_id="again") for _ in range(6)]
        answers = [future.result() for future in futures]
    assert {answer["count"] for answer in answers} == {1}
    assert len(positions(bench)) == 2


def test_a_repeated_command_is_not_refused_for_what_its_first_attempt_has_just_done(
    bench: Bench, counter: dict[str, Any]
) -> None:
    use_cases = bench.host.use_cases
    first: list[Any] = []

    def send() -> Any:
        return raised(bench, counter, command_id="again", expected_version=1)

    def interrupt() -> None:
        use_cases.before = lambda: None
        first.append(send())

    use_cases.before = interrupt
    assert [send()] == first
    assert len(positions(bench)) == 2


def test_a_refused_command_can_be_sent_again_with_its_id(bench: Bench) -> None:
    missing = {"id": str(uuid4())}
    for _ in range(2):
        with pytest.raises(NotFound):
            raised(bench, missing, command_id="again")
    assert positions(bench) == []


def let_somebody_be_faster(bench: Bench, counter: dict[str, Any], amount: int) -> None:
    """Once, between loading and raising, the counter is raised by another command."""
    use_cases = bench.host.use_cases

    def interrupt() -> None:
        use_cases.between = lambda: None
        raised(bench, counter, amount=amount)

    use_cases.between = interrupt


def test_when_somebody_was_faster_the_use_case_runs_again_on_fresh_aggregates(
    bench: Bench, counter: dict[str, Any]
) -> None:
    before = REGISTRY.get_sample_value("exchange_commands_run_again_total", COUNTERS) or 0
    let_somebody_be_faster(bench, counter, amount=10)
    assert raised(bench, counter, amount=1)["count"] == 11
    again = REGISTRY.get_sample_value("exchange_commands_run_again_total", COUNTERS)
    assert again == before + 1


def test_when_somebody_was_faster_than_the_version_seen_the_command_is_refused(
    bench: Bench, counter: dict[str, Any]
) -> None:
    let_somebody_be_faster(bench, counter, amount=10)
    with pytest.raises(StaleVersion) as refused:
        raised(bench, counter, expected_version=1)
    assert refused.value.details == {"current": 2}


def test_when_somebody_is_always_faster_the_command_gives_up(
    bench: Bench, counter: dict[str, Any]
) -> None:
    use_cases = bench.host.use_cases

    def interrupt() -> None:
        use_cases.between = lambda: None
        raised(bench, counter)
        use_cases.between = interrupt

    use_cases.between = interrupt
    with pytest.raises(Busy):
        raised(bench, counter, amount=100)


def test_many_writers_of_one_aggregate_lose_nothing(bench: Bench, counter: dict[str, Any]) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: raised_with_patience(bench, counter), range(20)))
    assert bench.send("read_counter", actor=OWNER, counter_id=counter["id"]) == {"count": 20}


def raised_with_patience(bench: Bench, counter: dict[str, Any]) -> None:
    while True:
        try:
            raised(bench, counter)
        except Busy:
            continue
        return


@pytest.mark.parametrize(
    "actor",
    [person(), former(Role.OPERATOR), officer(Role.OPERATOR, uuid4()), officer(Role.DIRECTOR)],
)
def test_who_does_not_hold_the_role_for_that_unit_today_is_refused(
    bench: Bench, counter: dict[str, Any], actor: Actor
) -> None:
    with pytest.raises(NotPermitted):
        raised(bench, counter, actor=actor)
    assert len(positions(bench)) == 1


def test_who_holds_a_role_of_the_programme_may(bench: Bench, counter: dict[str, Any]) -> None:
    assert raised(bench, counter, actor=officer(Role.OPERATOR))["count"] == 1


def test_a_use_case_that_never_asks_for_permission_saves_nothing(bench: Bench) -> None:
    with pytest.raises(AssertionError, match="never asked"):
        bench.send("forget_to_ask", actor=OWNER, owner_id=OWNER.person_id)
    assert positions(bench) == []


def test_bad_data_is_refused_by_field(bench: Bench) -> None:
    with pytest.raises(Invalid) as refused:
        bench.send("raise_counter", counter_id="?", amount=0, colour="red")
    assert set(refused.value.details["fields"]) == {"counter_id", "amount", "colour"}


def test_an_id_of_another_kind_of_thing_is_not_found(bench: Bench) -> None:
    with pytest.raises(NotFound, match="There is no counter"):
        bench.send("read_counter", counter_id=UUID(int=1))


def test_every_event_of_a_command_says_who_and_by_which_command(
    bench: Bench, counter: dict[str, Any]
) -> None:
    raised(bench, counter, command_id="mine")
    event = list(bench.host.recorder.all_events())[-1]
    assert event.context.actor == str(OWNER.person_id)
    assert event.context.command_id == "mine"
    assert event.recorded_at == bench.clock.now()
