"""What a national officer can do with an exchange now: the forms, by desk and stage."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import request

from gateway.api.context import views
from gateway.views.keyset import Row
from gateway.views.organisations import CommitteeFilter
from gateway.web.forms import Form, Number, OneOf, Option, SomeOf, Text, YesNo
from gateway.web.forms.filled import NAME, Filled
from gateway.web.forms.reasons import reasons
from gateway.web.language import gettext, marked
from gateway.web.language.words import word
from gateway.web.lists.slices import every
from gateway.web.pages.national.desks import OUTGOING, Desk
from gateway.web.pages.national.reasons import RETURNED
from gateway.web.undo.exchanges import committee_before
from gateway.web.undo.restoring import Restoring, nothing
from services.applications.schemas import (
    AssignToCommittee,
    ForwardApplication,
    IssueInvitationLetter,
    ReceiveApplication,
    RecordPreDepartureTraining,
    RecordRecognition,
    ReturnApplication,
    SettleVisa,
)

EXPECTED = ("accepted", "confirmed", "cleared")
SERVICE = "applications"
RETURN_TO_STUDENT = Form(
    SERVICE,
    ReturnApplication,
    (OneOf("reason", marked("Why"), options=reasons(RETURNED),
           hint=marked("The student reads it, puts it right and sends the form again.")),),
    marked("Return to the student"),
)  # fmt: skip
FORWARD = Form(SERVICE, ForwardApplication, (), marked("Forward to the host"))
TRAINING = Form(
    SERVICE, RecordPreDepartureTraining, (), marked("Record that the training was attended")
)
RECOGNITION = Form(
    SERVICE,
    RecordRecognition,
    (
        Text("recognised_by", marked("Which faculty recognises it")),
        Number("credits", marked("Credits")),
    ),
    marked("Record the recognition"),
)


def visa_choices() -> Iterable[Option]:
    """How the visa can be settled."""
    return [
        Option("true", gettext("The visa is granted")),
        Option("false", gettext("No visa is needed")),
    ]


VISA = Form(
    SERVICE,
    SettleVisa,
    (OneOf("is_needed", marked("The visa"), options=visa_choices, is_radio=True),),
    marked("Settle the visa"),
)
LETTER = Form(
    SERVICE,
    IssueInvitationLetter,
    (YesNo("passport_verified", marked("I have compared the form with the passport")),),
    marked("Issue the invitation letter"),
    blames={"passport_not_verified": "passport_verified"},
)


@dataclass(frozen=True)
class Step:
    """Something to do: its form, whether it is due for an exchange, and what is said afterwards.

    ``title`` and ``said`` are marked texts. A step that ``leads_on`` is followed by the next form.
    ``restoring`` finds how it is undone.
    """

    title: str
    form: Callable[[Row], Form]
    is_due: Callable[[Row], bool]
    said: str
    leads_on: bool = False
    restoring: Restoring = nothing


def _at(*stages: str) -> Callable[[Row], bool]:
    return lambda row: row["stage"] in stages


def _until(column: str, *stages: str) -> Callable[[Row], bool]:
    return lambda row: row["stage"] in stages and row[column] is None


def _always(form: Form) -> Callable[[Row], Form]:
    return lambda _: form


def _receiving(row: Row) -> Form:
    """The special documents that the pinned conditions ask for, each to be ticked."""
    asked = special_documents(row)
    fields = (
        SomeOf(
            "verified_documents",
            marked("Special documents that I have verified"),
            options=lambda: [Option(kind, word(kind)) for kind in asked],
        ),
    )
    blames = {"special_documents_not_verified": "verified_documents"}
    button = marked("Receive the form")
    return Form(SERVICE, ReceiveApplication, fields if asked else (), button, blames)


def special_documents(row: Row) -> list[str]:
    """What the conditions that the form keeps to ask for beside the standard documents."""
    version = views().conditions.version(row["conditions_id"], row["conditions_number"])
    return list(version["terms"]["special_documents"]) if version else []


def _assigning(row: Row) -> Form:
    """The committees of the host; those that the student chose come first."""
    fields = (OneOf("lc_id", marked("Committee"), options=lambda: _committees(row), is_radio=True),)
    return Form(
        SERVICE,
        AssignToCommittee,
        fields,
        marked("Give it to this committee"),
        {"committee_of_another_host": "lc_id", "host_is_full": "lc_id"},
    )


def _committees(row: Row) -> list[Option]:
    wished: dict[Any, int] = {}
    for choice in row["choices"]:
        wished.setdefault(choice["lc_id"], choice["rank"])
    organisations, wanted = views().organisations, CommitteeFilter(nmo_id=row["hosting_nmo_id"])
    found = every(
        organisations.by_faculty,
        lambda after, most: organisations.committees_page(wanted, after, most),
    )
    ranked = sorted(found, key=lambda committee: wished.get(committee["lc_id"], len(wished) + 9))
    return [_committee(one, wished.get(one["lc_id"])) for one in ranked]


def _committee(committee: Row, rank: int | None) -> Option:
    hint = gettext("Wish {rank} of the student", rank=rank) if rank else ""
    return Option(str(committee["lc_id"]), f"{committee['faculty']}, {committee['city']}", hint)


RETURN = Step(
    marked("Give it back"),
    _always(RETURN_TO_STUDENT),
    _at("submitted", "forwarded", "received", "placing"),
    marked("The form is with the student again."),
    leads_on=True,
)
STEPS_OUT = (
    Step(marked("Forward"), _always(FORWARD), _at("submitted"),
         marked("The form is forwarded to the host."), leads_on=True),
    Step(RETURN.title, RETURN.form, _at("submitted"), RETURN.said, leads_on=True),
    Step(marked("Training before departure"), _always(TRAINING),
         _until("trained_at", *EXPECTED), marked("The training is recorded.")),
    Step(marked("Visa"), _always(VISA), _until("visa_settled_at", *EXPECTED),
         marked("The visa is settled.")),
    Step(marked("Recognition at home"), _always(RECOGNITION), _at("certified"),
         marked("The recognition is recorded.")),
)  # fmt: skip
STEPS_IN = (
    Step(marked("Receive"), _receiving, _at("forwarded"),
         marked("The form is received. Now choose a committee.")),
    Step(marked("Give it to a committee"), _assigning, _at("received", "placing"),
         marked("The committee has it now."), leads_on=True, restoring=committee_before),
    RETURN,
    Step(marked("Invitation letter"), _always(LETTER), _until("invited_at", *EXPECTED),
         marked("The invitation letter is issued.")),
)  # fmt: skip


def offered(desk: Desk, row: Row) -> list[tuple[Step, Filled]]:
    """The steps that can be taken now, each with its form; one that was just sent is among them."""
    steps = STEPS_OUT if desk is OUTGOING else STEPS_IN
    made = [(step, step.form(row)) for step in steps if step.is_due(row) or request.form]
    return [
        (step, form.asked(version=row["version"]))
        for step, form in made
        if step.is_due(row) or request.form.get(NAME) == form.name
    ]
