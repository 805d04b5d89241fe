"""What happened in an exchange, in words: facts as entries of a timeline."""

import re
from typing import Any

from gateway.views.keyset import Row
from gateway.web.forms.reasons import reason_in_words
from gateway.web.language import formats, gettext, marked
from gateway.web.language.words import word

TITLES = {
    "ApplicationFormAssigned": marked("The form was opened"),
    "ApplicationSubmitted": marked("The student submitted the form"),
    "ApplicationForwarded": marked("The sending organisation forwarded the form"),
    "ApplicationReturned": marked("The form was given back to the student"),
    "ApplicationReceived": marked("The host looked at the form"),
    "ApplicationRejected": marked("The host rejected the form"),
    "AssignedToCommittee": marked("Your committee was asked to place the student"),
    "PlacementProposed": marked("A placement was proposed"),
    "PlacementCompleted": marked("Mentor, bed and contact person are all kept"),
    "PlacementReleased": marked("The placement came to nothing"),
    "SlotHeld": marked("The mentor's place is kept, and the mentor is asked"),
    "SlotRefused": marked("The project had no place"),
    "SlotBooked": marked("The mentor's place is booked"),
    "SlotReleased": marked("The mentor's place was let go of"),
    "MentorConfirmed": marked("The mentor confirmed"),
    "MentorDeclined": marked("The mentor declined"),
    "BedHeld": marked("A bed is kept"),
    "BedRefused": marked("There was no bed"),
    "BedBooked": marked("The bed is booked"),
    "BedReleased": marked("The bed was let go of"),
    "ContactPersonHeld": marked("A contact person is kept free"),
    "ContactPersonRefused": marked("The contact person was not free"),
    "ContactPersonAssigned": marked("The contact person is assigned"),
    "ContactPersonReleased": marked("The contact person was let go of"),
    "ContactPersonChanged": marked("Another contact person took over"),
    "BackupContactNamed": marked("Somebody was named who steps in"),
    "CardOfAcceptanceIssued": marked("The card of acceptance was issued"),
    "InvitationLetterIssued": marked("The invitation letter was issued"),
    "CardOfConfirmationSubmitted": marked("The student confirmed"),
    "PreDepartureTrainingAttended": marked("The student was trained before departure"),
    "VisaSettled": marked("The visa is settled"),
    "ClearedToTravel": marked("The student is ready to travel"),
    "BoardingPlanned": marked("Boarding was planned"),
    "KeysHandedOver": marked("The keys were handed over"),
    "StudentArrived": marked("The student arrived"),
    "NoShowDeclared": marked("The student did not come"),
    "ProjectStarted": marked("The work began"),
    "AttendanceRecorded": marked("Attendance was recorded"),
    "AttendanceCountersigned": marked("The mentor countersigned the attendance"),
    "DiaryWritten": marked("The student wrote the diary"),
    "MidAppraisalSigned": marked("The appraisal at half-way was signed"),
    "EndAppraisalSigned": marked("The appraisal at the end was signed"),
    "ProjectEnded": marked("The work ended"),
    "ExchangeInterrupted": marked("The stay was broken off"),
    "StayEnded": marked("The student left the room"),
    "RoomRated": marked("The student rated the room"),
    "EvaluationSubmitted": marked("The student evaluated the exchange"),
    "CertificateIssued": marked("The certificate was issued"),
    "CertificateRefused": marked("The certificate was refused"),
    "RecognitionRecorded": marked("The faculty recognised the exchange"),
    "ExchangeCancelled": marked("The exchange was cancelled"),
    "DeadlineApproaching": marked("A deadline came near"),
    "DeadlineMissed": marked("A deadline was missed"),
}
BAD = re.compile("Refused|Rejected|Declined|Missed|NoShow|Interrupted|Cancelled")
OPEN = re.compile("Released|Returned|Approaching")
PARTS = re.compile(r"(?<=[a-z])(?=[A-Z])")


def happening(row: Row) -> dict[str, Any]:
    """An entry of the timeline: what, when, by a person or the product, and why."""
    name, data = row["name"], row["data"]
    tone = "late" if BAD.search(name) else "due" if OPEN.search(name) else "done"
    return {
        "tone": tone,
        "title": gettext(TITLES[name]) if name in TITLES else PARTS.sub(" ", name),
        "when": formats.moment(row["time"]),
        "text": _said(data, row["actor"]),
    }


def _said(data: dict[str, Any], actor: str) -> str:
    """The reason or the day that the fact names, and whether nobody did it."""
    reason = reason_in_words(data.get("reason"))
    deadline = word(data.get("deadline"), "deadline")
    days = formats.period(data.get("start"), data.get("end"))
    by = gettext("By the product itself") if actor == "system" else ""
    return " · ".join(part for part in (reason, deadline, days, by) if part)
