"""Routes of applications: contracts, and the exchange from form to certificate."""

from gateway.api.routes.route import Area, Route
from services.applications import schemas

CONTRACTS = Area("applications", "Contracts", "Places that two organisations give each other.")
FORMS = Area(
    "applications",
    "Application forms",
    "The form between student, sending organisation and host (steps 4 to 7).",
)
PLACING = Area(
    "applications",
    "Placing",
    "Mentor, bed and contact person, up to the card of acceptance (steps 8 to 10).",
)
TRAVEL = Area(
    "applications",
    "Travel",
    "From the invitation letter to the arrival, and cancellation (steps 11 to 14).",
)
LOGBOOK = Area(
    "applications", "Logbook", "Attendance, diary and appraisals during the stay (steps 15 to 17)."
)
CERTIFICATES = Area(
    "applications", "Certificates", "Evaluation, certificate and recognition (steps 18 to 20)."
)

CONTRACT = "/contracts/<uuid:contract_id>"
EXCHANGE = "/exchanges/<uuid:exchange_id>"

ROUTES: tuple[Route, ...] = (
    CONTRACTS.post("/contracts", schemas.ProposeContract, creates="/contracts/{id}"),
    CONTRACTS.post(f"{CONTRACT}/signature", schemas.SignContract),
    CONTRACTS.post(f"{CONTRACT}/amendment", schemas.AmendContract),
    CONTRACTS.post(f"{CONTRACT}/closing", schemas.CloseContract),
    FORMS.post("/exchanges", schemas.AssignApplicationForm, creates="/exchanges/{id}"),
    FORMS.post(f"{EXCHANGE}/submission", schemas.SubmitApplication),
    FORMS.post(f"{EXCHANGE}/forwarding", schemas.ForwardApplication),
    FORMS.post(f"{EXCHANGE}/return", schemas.ReturnApplication),
    FORMS.post(f"{EXCHANGE}/receipt", schemas.ReceiveApplication),
    FORMS.post(f"{EXCHANGE}/rejection", schemas.RejectApplication),
    PLACING.put(f"{EXCHANGE}/committee", schemas.AssignToCommittee),
    PLACING.post(f"{EXCHANGE}/placement", schemas.ProposePlacement),
    PLACING.delete(f"{EXCHANGE}/placement", schemas.WithdrawPlacement),
    PLACING.post(f"{EXCHANGE}/card-of-acceptance", schemas.IssueCardOfAcceptance),
    TRAVEL.post(f"{EXCHANGE}/invitation-letter", schemas.IssueInvitationLetter),
    TRAVEL.post(f"{EXCHANGE}/card-of-confirmation", schemas.SubmitCardOfConfirmation),
    TRAVEL.post(f"{EXCHANGE}/pre-departure-training", schemas.RecordPreDepartureTraining),
    TRAVEL.put(f"{EXCHANGE}/visa", schemas.SettleVisa),
    TRAVEL.post(f"{EXCHANGE}/no-show", schemas.DeclareNoShow),
    TRAVEL.post(f"{EXCHANGE}/cancellation", schemas.CancelExchange),
    LOGBOOK.post(f"{EXCHANGE}/start", schemas.StartProject),
    LOGBOOK.put(f"{EXCHANGE}/attendance/<string:day>", schemas.RecordAttendance),
    LOGBOOK.post(f"{EXCHANGE}/countersignature", schemas.CountersignAttendance),
    LOGBOOK.put(f"{EXCHANGE}/diary/<string:day>", schemas.WriteDiary),
    LOGBOOK.post(f"{EXCHANGE}/mid-appraisal", schemas.SignMidAppraisal),
    LOGBOOK.post(f"{EXCHANGE}/end-appraisal", schemas.SignEndAppraisal),
    LOGBOOK.post(f"{EXCHANGE}/end", schemas.EndProject),
    LOGBOOK.post(f"{EXCHANGE}/interruption", schemas.InterruptExchange),
    CERTIFICATES.post(f"{EXCHANGE}/evaluation", schemas.SubmitEvaluation),
    CERTIFICATES.post(f"{EXCHANGE}/certificate", schemas.IssueCertificate),
    CERTIFICATES.post(f"{EXCHANGE}/certificate-refusal", schemas.RefuseCertificate),
    CERTIFICATES.post(f"{EXCHANGE}/recognition", schemas.RecordRecognition),
)
