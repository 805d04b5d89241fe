"""Steps 4 to 8: the form, from the contract place to the host's desk."""

import hashlib
from base64 import b64encode
from typing import Any

from exchange.season.scripts.part import Course, ScriptPart
from exchange.season.stage import Script

ONE_PIXEL = b64encode(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
        "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
    )
).decode()
STANDARD_DOCUMENTS = ("terms", "passport_copy", "photo", "proof_of_enrolment")


class Applying(ScriptPart):
    """The student fills in the form; both organisations look at it."""

    def _apply(self) -> Script:
        plan = self._plan
        self.student = self._cast.with_account(
            plan.sending.country, plan.sending.nore_out, nmo_id=plan.sending.nmo_id
        )
        answer = self._cast.say(
            plan.sending.nore_out,
            "applications",
            "assign_application_form",
            student_id=str(self._student.person_id),
            contract_id=plan.contract_id,
        )
        self._exchange_id = answer["id"]
        yield self._in_days(2, 10)
        form = self._filled_form()
        self._say(self._student, "submit_application", **form)
        yield self._in_days(1, 4)
        if plan.course is Course.RETURNED:
            self._say(plan.sending.nore_out, "return_application", reason="photo_unreadable")
            yield self._in_days(1, 3)
            self._say(self._student, "submit_application", **form)
            yield self._in_days(1, 2)
        self._say(plan.sending.nore_out, "forward_application")
        yield self._in_days(3, 7)
        self._say(
            plan.hosting.nore_in,
            "receive_application",
            verified_documents=["curriculum_vitae", "insurance"],
        )
        yield self._in_days(1, 3)

    def _filled_form(self) -> dict[str, Any]:
        return {
            "choices": [self._wish(project_id) for project_id in self._ranked_projects()],
            "start": self._plan.start.isoformat(),
            "weeks": 4,
            "student_type": self._random.choice(("preclinical", "clinical")),
            "documents": {kind: self._document(kind, ONE_PIXEL) for kind in STANDARD_DOCUMENTS},
        }

    def _ranked_projects(self) -> list[str]:
        """Two projects of the committee that the student will come to, one of another."""
        own = [project for project, _ in self._chosen_here()]
        others = [
            project
            for committee in self._plan.hosting.committees
            if committee is not self._plan.committee
            for project, _ in committee.projects
        ]
        return own + self._random.sample(others, min(1, len(others)))

    def _wish(self, project_id: str) -> dict[str, str]:
        letter = f"Why this project ({project_id}) is the one I would learn most from.".encode()
        return {
            "project_id": project_id,
            "letter_id": self._document("motivation_letter", b64encode(letter).decode()),
            "letter_digest": hashlib.sha256(letter).hexdigest(),
        }
