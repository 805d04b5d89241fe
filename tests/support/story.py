"""One student's exchange, step by step, each step taken over HTTP by who takes it in real life.

``to_<stage>`` takes every step before a stage. Stages that follow from what other services
tell are waited for, never slept for.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from tests.support.client import Account, eventually
from tests.support.partners import Offer, Partners

STANDARD_DOCUMENTS = ("terms", "passport_copy", "photo", "proof_of_enrolment")
SPECIAL_DOCUMENTS = ("curriculum_vitae",)
PDF = b"%PDF-1.7 a document"
PNG = b"\x89PNG\r\n\x1a\n a picture"
MARKS = {"project": 5, "mentor": 5, "housing": 4, "boarding": 4, "contact_person": 5}


class StudentExchange:
    """One student's exchange, with everybody concerned.

    The student chooses the offer's project, and the ``others`` after it.
    """

    def __init__(
        self,
        partners: Partners,
        offer: Offer,
        student: Account | None = None,
        others: Sequence[str] = (),
    ) -> None:
        self.partners = partners
        self.offer = offer
        self.world = partners.sending.world
        self.period = partners.period
        self.sending = partners.sending.nore
        self.hosting = partners.hosting.nore
        self.lore = partners.committee.lore
        self.student = student or partners.sending.student()
        self._chosen = (offer.project_id, *others)
        self.placement_id = ""
        self.id: str = self.sending.post(
            "/exchanges",
            student_id=self.student.person_id,
            contract_id=partners.contract_id,
        )["id"]
        self.path = f"/exchanges/{self.id}"

    # -- looking ---------------------------------------------------------------------------

    def seen(self, by: Account | None = None) -> Any:
        """The exchange as somebody sees it; without saying whom, the student."""
        return (by or self.student).get(self.path)

    @property
    def stage(self) -> str:
        """How far the exchange has come."""
        stage: str = self.seen()["stage"]
        return stage

    def reaches(self, stage: str) -> None:
        """Wait until the exchange has come to a stage."""
        eventually(lambda: self.stage, lambda found: found == stage)

    def placement(self) -> Any:
        """What was proposed last, with the answers to it."""
        return self.lore.get(f"/placements/{self.placement_id}")

    def happened(self) -> list[str]:
        """What has happened in the exchange, from the first fact on."""
        return [entry["name"] for entry in self.student.every(f"{self.path}/timeline")]

    def messages(self) -> list[str]:
        """What the student was told, the latest first."""
        return [message["template"] for message in self.student.every("/inbox")]

    # -- steps 5 to 8 ----------------------------------------------------------------------

    def form(self, **changes: Any) -> dict[str, Any]:
        """The filled-in form, its documents in the vault."""
        kinds = (*STANDARD_DOCUMENTS, *SPECIAL_DOCUMENTS)
        return {
            "choices": [self._wish(project_id) for project_id in self._chosen],
            "start": self.period.start.isoformat(),
            "weeks": self.period.weeks,
            "student_type": "clinical",
            "documents": {kind: self.upload(kind, _file(kind)) for kind in kinds},
            **changes,
        }

    def _wish(self, project_id: str) -> dict[str, str]:
        """A project, and a letter that says why."""
        letter = f"Why I want to work on {project_id}".encode()
        return {
            "project_id": project_id,
            "letter_id": self.upload("motivation_letter", letter),
            "letter_digest": sha256(letter).hexdigest(),
        }

    def upload(self, kind: str, content: bytes) -> str:
        """Put a file into the student's vault; its id."""
        path = f"/people/{self.student.person_id}/documents/{kind}"
        document_id: str = self.student.upload(path, content)["document_id"]
        return document_id

    def submit(self) -> None:
        """The student submits the form."""
        self.student.post(f"{self.path}/submission", **self.form())

    def forward(self) -> None:
        """The sending organisation sends the form to the host."""
        self.sending.post(f"{self.path}/forwarding")

    def receive(self) -> None:
        """The host has verified the special documents."""
        self.hosting.post(f"{self.path}/receipt", verified_documents=list(SPECIAL_DOCUMENTS))

    def assign_to_committee(self) -> None:
        """The host's committee looks for mentor, bed and contact person."""
        self.hosting.put(f"{self.path}/committee", lc_id=self.partners.committee.lc_id)

    def to_received(self) -> "StudentExchange":
        """The host considers the form."""
        self.submit()
        self.forward()
        self.receive()
        return self

    def to_placing(self) -> "StudentExchange":
        """The committee looks for a place."""
        self.to_received().assign_to_committee()
        return self

    # -- steps 9 and 10 --------------------------------------------------------------------

    def propose(self, **other: str) -> None:
        """The committee asks for slot, bed and contact person of the offer, or for others."""
        wanted = {**self.offer.resources, **other}
        self.placement_id = self.lore.post(f"{self.path}/placement", **wanted)["placement_id"]

    def confirm_by_mentor(self) -> None:
        """The mentor takes the student, once the slot is held."""
        placement = f"/projects/{self.offer.project_id}/placements/{self.placement_id}"
        self.offer.mentor.post(f"{placement}/confirmation")

    def to_placed(self) -> "StudentExchange":
        """Slot, bed and contact person are held."""
        self.to_placing().propose()
        self.confirm_by_mentor()
        self.reaches("placed")
        return self

    def accept(self, **justification: str) -> None:
        """The card of acceptance."""
        self.lore.post(f"{self.path}/card-of-acceptance", **justification)

    def to_accepted(self) -> "StudentExchange":
        """The host has said its final yes."""
        self.to_placed().accept()
        return self

    # -- steps 11 to 14 --------------------------------------------------------------------

    def confirm(self) -> None:
        """The student's final yes."""
        self.student.post(
            f"{self.path}/card-of-confirmation",
            arrive_on=self.period.start.isoformat(),
            depart_on=(self.period.end + timedelta(days=1)).isoformat(),
            travel_complete=True,
        )

    def hand_over_keys(self) -> None:
        """The contact person meets the student."""
        self.offer.contact_person.post(f"{self.path}/keys")
        self.reaches("arrived")

    def to_arrived(self) -> "StudentExchange":
        """The student is there, on the first day."""
        self.to_accepted().confirm()
        self.world.move_to(self.period.start)
        self.hand_over_keys()
        return self

    # -- steps 15 to 19 --------------------------------------------------------------------

    def start_work(self) -> None:
        """The work begins today."""
        today = self.world.today.isoformat()
        self.lore.post(f"{self.path}/start", started_on=today, arrival_training_given=True)

    def attend(self, day: date, attendance: str = "present") -> Any:
        """The student writes a day down."""
        return self.student.put(f"{self.path}/attendance/{day}", attendance=attendance)

    def end(self) -> None:
        """The mentor signs the end appraisal, and the work is over on its last day."""
        self.offer.mentor.post(
            f"{self.path}/end-appraisal",
            score=5,
            objectives=["lab_work", "statistics"],
            outcome="poster",
        )
        self.offer.mentor.post(f"{self.path}/end", ended_on=self.period.end.isoformat())

    def evaluate(self) -> None:
        """The student's evaluation form."""
        self.student.post(f"{self.path}/evaluation", marks=MARKS)

    def certify(self) -> str:
        """The committee issues the certificate; its code."""
        code: str = self.lore.post(f"{self.path}/certificate")["code"]
        return code


def _file(kind: str) -> bytes:
    return PNG if kind == "photo" else PDF
