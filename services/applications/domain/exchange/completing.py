"""Steps 18 to 20: evaluation, certificate or none, recognition at home."""

from datetime import date, timedelta
from uuid import UUID

from eventsourcing.domain import event

from services.applications.domain.exchange.state import ExchangePart
from services.applications.domain.logbook import Summary
from services.applications.domain.parties import Parties
from services.applications.domain.stage import EVALUABLE, Stage
from services.applications.errors import (
    CertificateIsDue,
    CertificateNotDecidable,
    CertificateRequirementsMissing,
    EvaluationAlreadySubmitted,
    TooEarly,
)

REFUSALS = {
    "attendance": "attendance_below_threshold",
    "end_appraisal": "end_appraisal_missing",
    "evaluation": "evaluation_missing",
}


class Completing(ExchangePart):
    """From the student's evaluation to what the faculty makes of the exchange."""

    def evaluate(self, marks: dict[str, int], today: date) -> None:
        """Take in the student's evaluation form, which opens in the third week (step 18)."""
        self.must_be_at(*EVALUABLE)
        if self.is_evaluated:
            raise EvaluationAlreadySubmitted
        if self.stage is Stage.IN_PROGRESS:
            self._must_be_in_third_week(today)
        self._evaluate(self.parties, marks)

    def _must_be_in_third_week(self, today: date) -> None:
        opens_on = self.work.start + timedelta(days=self.rules.evaluation_opens_after_days)
        if today < opens_on:
            raise TooEarly(opens_on=opens_on)

    @event("Evaluated", topic="applications:Exchange.Evaluated")
    def _evaluate(self, parties: Parties, marks: dict[str, int]) -> None:
        self.is_evaluated = True

    def must_have_ended(self) -> None:
        """The certificate is decided when the work is over."""
        self.must_be_at(Stage.ENDED)

    def certify(self, summary: Summary, code: str, today: date) -> None:
        """Issue the certificate, when everything for it is there (step 19)."""
        self.must_have_ended()
        missing = self._missing(summary)
        if missing:
            raise CertificateRequirementsMissing(missing=", ".join(missing))
        self._certify(
            self.parties,
            code,
            self.holding.project_id,
            self.work.start,
            self.ended_on,
            summary.present_days,
            summary.working_days,
            summary.objectives,
            today,
        )

    @event("Certified", topic="applications:Exchange.Certified")
    def _certify(
        self,
        parties: Parties,
        code: str,
        project_id: UUID,
        start: date,
        end: date,
        present_days: int,
        working_days: int,
        objectives: tuple[str, ...],
        issued_on: date,
    ) -> None:
        self.stage = Stage.CERTIFIED

    def refuse_certificate(self, summary: Summary, today: date) -> None:
        """Complete the exchange without a certificate; the record says why (step 19)."""
        self.must_have_ended()
        missing = self._missing(summary)
        if not missing:
            raise CertificateIsDue
        self._must_be_decidable(missing, today)
        self._refuse_certificate(self.parties, REFUSALS[missing[0]])

    @event("CertificateRefused", topic="applications:Exchange.CertificateRefused")
    def _refuse_certificate(self, parties: Parties, reason: str) -> None:
        self.stage = Stage.NOT_CERTIFIED

    def record_recognition(self, recognised_by: str, credit_points: int | None) -> None:
        """The student's faculty recognises the certified exchange (step 20)."""
        self.must_be_at(Stage.CERTIFIED)
        self._record_recognition(self.parties, recognised_by, credit_points)

    @event("Recognised", topic="applications:Exchange.Recognised")
    def _record_recognition(
        self, parties: Parties, recognised_by: str, credit_points: int | None
    ) -> None:
        self.stage = Stage.RECOGNISED

    def _missing(self, summary: Summary) -> list[str]:
        is_there = {
            "attendance": self.rules.is_enough(summary.present_days, summary.working_days),
            "end_appraisal": summary.is_appraised,
            "evaluation": self.is_evaluated,
        }
        return [requirement for requirement, fulfilled in is_there.items() if not fulfilled]

    def _must_be_decidable(self, missing: list[str], today: date) -> None:
        """Attendance is known at the end; an appraisal or evaluation may still come in."""
        until = {
            "end_appraisal": self.ended_on + timedelta(weeks=self.rules.certificate_weeks),
            "evaluation": self.evaluate_by,
        }.get(missing[0])
        if until and today <= until:
            raise CertificateNotDecidable(missing=", ".join(missing), until=until)
