"""What each fact about an exchange says, in words."""

from gateway.web.language import gettext, marked

HAPPENED = {
    "SlotHeld": marked("A mentor's place is held"),
    "SlotRefused": marked("The mentor's place was refused"),
    "MentorConfirmed": marked("The mentor takes the student"),
    "MentorDeclined": marked("The mentor does not take the student"),
    "SlotBooked": marked("The mentor's place is booked"),
    "SlotReleased": marked("The mentor's place is free again"),
    "ContractPlaceAssigned": marked("A contract place is given"),
    "ContractPlaceUsed": marked("The contract place is used"),
    "ContractPlaceLost": marked("The contract place is lost"),
    "ContractPlaceReleased": marked("The contract place is open again"),
    "ApplicationFormAssigned": marked("The form was opened for the student"),
    "ApplicationSubmitted": marked("The form was submitted"),
    "ApplicationForwarded": marked("The form was forwarded to the host"),
    "ApplicationReturned": marked("The form was returned to the student"),
    "ApplicationReceived": marked("The host received the form"),
    "ApplicationRejected": marked("The host rejected the form"),
    "AssignedToCommittee": marked("A committee was given the form"),
    "PlacementProposed": marked("A placement was proposed"),
    "PlacementCompleted": marked("Mentor, bed and contact person are held"),
    "PlacementReleased": marked("The placement is off"),
    "ContactPersonChanged": marked("Another contact person takes over"),
    "CardOfAcceptanceIssued": marked("The card of acceptance was issued"),
    "InvitationLetterIssued": marked("The invitation letter was issued"),
    "CardOfConfirmationSubmitted": marked("The card of confirmation was submitted"),
    "PreDepartureTrainingAttended": marked("The training before departure was attended"),
    "VisaSettled": marked("The visa was settled"),
    "ClearedToTravel": marked("The student may travel"),
    "StudentArrived": marked("The student arrived"),
    "NoShowDeclared": marked("The student did not come"),
    "ProjectStarted": marked("The work began"),
    "AttendanceRecorded": marked("A day was written down"),
    "AttendanceCountersigned": marked("The mentor countersigned the attendance"),
    "DiaryWritten": marked("The diary was written"),
    "MidAppraisalSigned": marked("The appraisal at half-way was signed"),
    "EndAppraisalSigned": marked("The appraisal at the end was signed"),
    "ProjectEnded": marked("The work ended"),
    "ExchangeInterrupted": marked("The stay was broken off"),
    "EvaluationSubmitted": marked("The evaluation was submitted"),
    "CertificateIssued": marked("The certificate was issued"),
    "CertificateRefused": marked("The certificate was refused"),
    "RecognitionRecorded": marked("The faculty recognised the exchange"),
    "ExchangeCancelled": marked("The exchange was cancelled"),
    "DeadlineApproaching": marked("A deadline came near"),
    "DeadlineMissed": marked("A deadline was missed"),
    "RoomRated": marked("The student rated the room"),
    "BedHeld": marked("A bed is held"),
    "BedRefused": marked("The bed was refused"),
    "BedBooked": marked("The bed is booked"),
    "BedReleased": marked("The bed is free again"),
    "KeysHandedOver": marked("The keys were handed over"),
    "StayEnded": marked("The student left the room"),
    "ContactPersonHeld": marked("A contact person is held"),
    "ContactPersonRefused": marked("The contact person was refused"),
    "ContactPersonAssigned": marked("A contact person is assigned"),
    "ContactPersonReleased": marked("The contact person is free again"),
    "BackupContactNamed": marked("Another contact person stands by"),
    "BoardingPlanned": marked("The meals were planned"),
}
LATE = frozenset({"DeadlineMissed"})
WRONG = frozenset({
    "SlotRefused", "MentorDeclined", "ContractPlaceLost", "ApplicationReturned",
    "ApplicationRejected", "PlacementReleased", "NoShowDeclared", "ExchangeInterrupted",
    "CertificateRefused", "ExchangeCancelled", "BedRefused", "ContactPersonRefused",
})  # fmt: skip


def happened(name: str) -> str:
    """What a fact says."""
    return gettext(HAPPENED[name]) if name in HAPPENED else name


def tone_of(name: str) -> str:
    """How a fact looks on a timeline: done, late, or off the path."""
    if name in LATE:
        return "late"
    return "due" if name in WRONG else "done"
