"""Steps 18 to 20: evaluation, certificate or none, recognition."""

from uuid import UUID

from services.applications.domain.codes import certificate_code
from services.applications.domain.exchange import Exchange
from services.applications.domain.logbook import Logbook, logbook_id
from services.applications.use_cases.exchanges import ExchangeUseCases


class CompletingUseCases(ExchangeUseCases):
    """From the end of the work to the recognition at home."""

    def submit_evaluation(self, *, exchange_id: UUID, marks: dict[str, int]) -> Exchange:
        """The student's evaluation form is in (step 18)."""
        exchange = self._exchange(exchange_id)
        exchange.evaluate(marks, self.today())
        return exchange

    def issue_certificate(self, *, exchange_id: UUID) -> tuple[Exchange, dict[str, str]]:
        """Complete the exchange with a certificate, and close the logbook (step 19)."""
        exchange = self._exchange(exchange_id)
        exchange.must_have_ended()
        logbook = self.also(Logbook, logbook_id(exchange_id))
        code = certificate_code(self.new_id())
        exchange.certify(logbook.summary, code, self.today())
        logbook.close()
        return exchange, {"code": code}

    def refuse_certificate(self, *, exchange_id: UUID) -> Exchange:
        """Complete the exchange without a certificate, and close the logbook (step 19)."""
        exchange = self._exchange(exchange_id)
        exchange.must_have_ended()
        logbook = self.also(Logbook, logbook_id(exchange_id))
        exchange.refuse_certificate(logbook.summary, self.today())
        logbook.close()
        return exchange

    def record_recognition(
        self,
        *,
        exchange_id: UUID,
        recognised_by: str,
        credits: int | None,
    ) -> Exchange:
        """The student's faculty recognises the exchange (step 20)."""
        exchange = self._exchange(exchange_id)
        exchange.record_recognition(recognised_by, credits)
        return exchange
