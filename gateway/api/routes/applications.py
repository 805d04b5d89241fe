"""Routes of applications: contracts, and the exchange from form to certificate."""

from gateway.api.routes.route import Area, Route
from services.applications import schemas

CONTRACTS = Area("applications", "Contracts")
FORMS = Area("applications", "Application forms")
PLACING = Area("applications", "Placing")
TRAVEL = Area("applications", "Travel")
LOGBOOK = Area("applications", "Logbook")
CERTIFICATES = Area("applications", "Certificates")

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
