"""Failures cross the wire: the same class, code, status, words and details come back."""

from uuid import uuid4

import pytest

from services.contracts.errors import (
    Failure,
    Fault,
    Invalid,
    NotFound,
    Refusal,
    StaleVersion,
    StorageFull,
    StoredEventUnreadable,
)
from services.hosting.distributed.failures import ServiceFailed, from_error, to_error
from services.hosting.wire import from_wire, to_wire
from services.housing.errors import NoFreeBed

AN_ID = uuid4()


def sent(error: BaseException) -> Exception:
    """What becomes of an error that is raised in another process."""
    return from_error(from_wire(to_wire(to_error(error))))


@pytest.mark.parametrize(
    "failure",
    [
        NotFound(what="room", id=AN_ID),
        Invalid(fields={"beds": ["Not a number."]}),
        StaleVersion(current=7),
        StorageFull(seconds=30),
        NoFreeBed(start="2027-07-01", end="2027-07-28"),
        StoredEventUnreadable(
            log="people", position=3, topic="t", originator_id=AN_ID, version=1, fault="cut off"
        ),
    ],
    ids=lambda failure: failure.code,
)
def test_a_failure_comes_back_as_what_it_was(failure: Failure) -> None:
    again = sent(failure)

    assert type(again) is type(failure)
    assert isinstance(again, Failure)
    assert (str(again), again.code, again.status) == (str(failure), failure.code, failure.status)
    assert again.details == from_wire(to_wire(failure.details))


@pytest.mark.parametrize(("status", "kind"), [(409, Refusal), (503, Refusal), (500, Fault)])
def test_a_failure_that_only_the_service_knows_keeps_code_and_status(
    status: int, kind: type[Failure]
) -> None:
    told = {
        "exc_type": "OfALaterVersion",
        "exc_path": "services.housing.errors.OfALaterVersion",
        "exc_args": ["Do this."],
        "value": "Do this.",
        "code": "of_a_later_version",
        "status": status,
        "details": {"limit": 3},
    }

    again = from_error(told)

    assert isinstance(again, kind)
    assert (str(again), again.code, again.status) == ("Do this.", "of_a_later_version", status)
    assert again.details == {"limit": 3}


def test_of_a_fault_in_the_code_only_its_kind_is_told() -> None:
    told = to_error(KeyError("somebody's name"))

    assert "somebody" not in str(told)
    assert str(sent(KeyError("somebody's name"))) == "KeyError"
    assert isinstance(sent(KeyError()), ServiceFailed)
