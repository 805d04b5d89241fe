"""Steps 18 to 20: evaluation, certificate or none, recognition."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from services.applications.domain.codes import ALPHABET, certificate_code, exchange_number
from services.applications.domain.exchange import Exchange, Stage
from services.applications.domain.logbook import Summary
from services.applications.errors import (
    CertificateIsDue,
    CertificateNotDecidable,
    CertificateRequirementsMissing,
    EvaluationAlreadySubmitted,
    NotAtThisStage,
    TooEarly,
)
from tests.unit.applications.samples import END, FULL, arrived, ended, in_progress

MARKS = {"project": 5}
IN_AUGUST = date(2027, 8, 1)
ABSENT = replace(FULL, present_days=15)
UNSIGNED = replace(FULL, is_appraised=False)


def evaluated() -> Exchange:
    exchange = ended()
    exchange.evaluate(MARKS, IN_AUGUST)
    return exchange


def test_the_evaluation_opens_in_the_third_week() -> None:
    exchange = in_progress()
    with pytest.raises(TooEarly):
        exchange.evaluate(MARKS, date(2027, 7, 14))
    exchange.evaluate(MARKS, date(2027, 7, 15))


def test_a_student_evaluates_once() -> None:
    exchange = evaluated()
    with pytest.raises(EvaluationAlreadySubmitted):
        exchange.evaluate(MARKS, IN_AUGUST)


def test_nobody_evaluates_before_the_work() -> None:
    with pytest.raises(NotAtThisStage):
        arrived().evaluate(MARKS, IN_AUGUST)


def test_a_stay_that_was_broken_off_can_be_evaluated() -> None:
    exchange = in_progress()
    exchange.interrupt("illness", date(2027, 7, 5), today=date(2027, 7, 5))
    exchange.evaluate(MARKS, date(2027, 7, 6))
    assert exchange.is_evaluated


def test_a_stay_that_was_broken_off_before_the_work_began_can_be_evaluated() -> None:
    exchange = arrived()
    exchange.interrupt("illness", date(2027, 7, 2), today=date(2027, 7, 2))
    exchange.evaluate(MARKS, date(2027, 7, 3))
    assert exchange.is_evaluated


def test_a_certificate_is_issued_when_everything_is_there() -> None:
    exchange = evaluated()
    exchange.certify(FULL, "SCORE-7K3M-9QXW-2B4D", IN_AUGUST)
    certificate = exchange.pending_events[-1]
    assert exchange.stage is Stage.CERTIFIED
    assert (certificate.start, certificate.end) == (date(2027, 7, 1), END)
    assert (certificate.present_days, certificate.working_days) == (18, 20)


@pytest.mark.parametrize(
    ("summary", "missing"),
    [
        (ABSENT, "attendance"),
        (UNSIGNED, "end_appraisal"),
        (replace(ABSENT, is_appraised=False), "attendance, end_appraisal"),
    ],
)
def test_a_certificate_is_not_issued_without_its_requirements(
    summary: Summary, missing: str
) -> None:
    with pytest.raises(CertificateRequirementsMissing) as refused:
        evaluated().certify(summary, "code", IN_AUGUST)
    assert refused.value.details["missing"] == missing


def test_a_certificate_needs_the_evaluation() -> None:
    with pytest.raises(CertificateRequirementsMissing) as refused:
        ended().certify(FULL, "code", IN_AUGUST)
    assert refused.value.details["missing"] == "evaluation"


def test_nothing_is_certified_before_the_end() -> None:
    with pytest.raises(NotAtThisStage):
        in_progress().certify(FULL, "code", IN_AUGUST)


def test_a_certificate_is_refused_for_too_little_attendance() -> None:
    exchange = evaluated()
    exchange.refuse_certificate(ABSENT, IN_AUGUST)
    assert exchange.stage is Stage.NOT_CERTIFIED
    assert exchange.pending_events[-1].reason == "attendance_below_threshold"


def test_a_certificate_that_is_due_is_not_refused() -> None:
    with pytest.raises(CertificateIsDue):
        evaluated().refuse_certificate(FULL, IN_AUGUST)


def test_a_missing_evaluation_has_its_time() -> None:
    exchange = ended()
    with pytest.raises(CertificateNotDecidable):
        exchange.refuse_certificate(FULL, END + timedelta(weeks=4))
    exchange.refuse_certificate(FULL, END + timedelta(weeks=4, days=1))
    assert exchange.pending_events[-1].reason == "evaluation_missing"


def test_a_missing_appraisal_has_its_time() -> None:
    exchange = evaluated()
    with pytest.raises(CertificateNotDecidable):
        exchange.refuse_certificate(UNSIGNED, END + timedelta(weeks=6))
    exchange.refuse_certificate(UNSIGNED, END + timedelta(weeks=6, days=1))
    assert exchange.pending_events[-1].reason == "end_appraisal_missing"


def test_only_a_certified_exchange_is_recognised() -> None:
    exchange = evaluated()
    with pytest.raises(NotAtThisStage):
        exchange.record_recognition("University of Porto", 5)
    exchange.certify(FULL, "code", IN_AUGUST)
    exchange.record_recognition("University of Porto", None)
    assert exchange.stage is Stage.RECOGNISED


def test_a_certificate_code_can_be_read_out() -> None:
    code = certificate_code(uuid4())
    assert code.startswith("SCORE-")
    assert [len(group) for group in code.split("-")] == [5, 4, 4, 4]
    assert set(code.removeprefix("SCORE-").replace("-", "")) <= set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)


def test_an_exchange_number_says_the_season_and_the_country() -> None:
    number = exchange_number(uuid4(), "2026-2027", "PT")
    assert number.startswith("2026-PT-")
    assert len(number) == len("2027-PT-7K3M9Q")
