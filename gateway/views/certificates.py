"""Is this certificate genuine, and what does it say?"""

import re
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    Integer,
    Select,
    String,
    Uuid,
    select,
)

from gateway.views.exchanges import Exchanges
from gateway.views.keyset import Row, first_of
from gateway.views.organisations import Organisations
from gateway.views.projects import Projects
from services.contracts import applications as facts
from services.eventlog.told import Told
from services.eventlog.views import Tables, Views, told, upsert

CODE = re.compile(r"[A-Z0-9-]{1,40}")
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
        written = code.strip().upper()
        if not CODE.fullmatch(written):
            return None
        with self.read() as connection:
            return first_of(connection, self._said().where(self.certificates.c.code == written))

    def of_exchange(self, exchange_id: UUID) -> Row | None:
        """What the certificate of an exchange says; None when none was issued."""
        said = self._said().where(self.certificates.c.exchange_id == exchange_id)
        with self.read() as connection:
            return first_of(connection, said)

    def _said(self) -> Select[Any]:
        """The certificate with what other parts know of exchange, host and project."""
        certificate, exchange, project = self.certificates, self._exchanges, self._projects
        organisation, committee = self._organisations.organisations, self._organisations.committees
        named = (
            exchange.c.programme,
            organisation.c.country,
            committee.c.city,
            committee.c.faculty,
            project.c.title.label("project_title"),
        )
        return (
            select(certificate, *named)
            .join(exchange, exchange.c.exchange_id == certificate.c.exchange_id)
            .outerjoin(organisation, organisation.c.nmo_id == certificate.c.hosting_nmo_id)
            .outerjoin(committee, committee.c.lc_id == certificate.c.hosting_lc_id)
            .outerjoin(project, project.c.project_id == certificate.c.project_id)
        )
