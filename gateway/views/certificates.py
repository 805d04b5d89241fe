"""Is this certificate genuine, and what does it say?"""

from uuid import UUID

from sqlalchemy import JSON, Column, Connection, Date, Integer, String, Uuid, select

from gateway.views.exchanges import Exchanges
from gateway.views.keyset import Row, first_of
from gateway.views.organisations import Organisations
from gateway.views.projects import Projects
from services.contracts import applications as facts
from services.eventlog.told import Told
from services.eventlog.views import Tables, Views, told, upsert

SAID = ("code", "project_id", "hosting_lc_id", "hosting_nmo_id", "start", "end", "present_days",
        "working_days", "objectives", "issued_on")  # fmt: skip


class Certificates(Views):
    """The certificates that were issued. What anybody can verify names no person."""

    def __init__(
        self, tables: Tables, exchanges: Exchanges, organisations: Organisations, projects: Projects
    ) -> None:
        self.certificates = tables.add(
            "certificates",
            Column("exchange_id", Uuid, primary_key=True),
            Column("code", String(40), nullable=False),
            Column("project_id", Uuid, nullable=False),
            Column("hosting_lc_id", Uuid),
            Column("hosting_nmo_id", Uuid, nullable=False),
            Column("start", Date, nullable=False),
            Column("end", Date, nullable=False),
            Column("present_days", Integer, nullable=False),
            Column("working_days", Integer, nullable=False),
            Column("objectives", JSON, nullable=False),
            Column("issued_on", Date, nullable=False),
            indexes=[["code"]],
        )
        self._exchanges = exchanges.exchanges
        self._organisations = organisations
        self._projects = projects.projects

    @told(facts.CertificateIssued)
    def keep_certificate(self, tx: Connection, fact: Told) -> None:
        """What is certified."""
        upsert(tx, self.certificates, fact.pick("exchange_id"), fact.pick(*SAID))

    # -- questions -------------------------------------------------------------------------

    def verified(self, code: str) -> Row | None:
        """What the certificate with this code says; None when there is none."""
        certificate, exchange = self.certificates.c, self._exchanges.c
        country, committee = self._organisations.organisations.c, self._organisations.committees.c
        said = (
            select(
                self.certificates,
                exchange.programme,
                exchange.recognised_by,
                country.country,
                committee.city,
                committee.faculty,
                self._projects.c.title,
            )
            .join(self._exchanges, exchange.exchange_id == certificate.exchange_id)
            .outerjoin(
                self._organisations.organisations, country.nmo_id == certificate.hosting_nmo_id
            )
            .outerjoin(self._organisations.committees, committee.lc_id == certificate.hosting_lc_id)
            .outerjoin(self._projects, self._projects.c.project_id == certificate.project_id)
            .where(certificate.code == code.strip().upper())
        )
        with self.read() as connection:
            return first_of(connection, said)

    def of_exchange(self, exchange_id: UUID) -> Row | None:
        """The certificate of an exchange, if one was issued."""
        certificate = self.certificates.c
        issued = select(self.certificates).where(certificate.exchange_id == exchange_id)
        with self.read() as connection:
            return first_of(connection, issued)
