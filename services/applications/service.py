"""Applications: the index of its entrypoints."""

from services.applications import schemas
from services.applications.application import Applications
from services.applications.policy import REACTIONS
from services.applications.publishing import PUBLISHING
from services.applications.views import ApplicationsViews
from services.hosting.entrypoints import (
    Hosted,
    command,
    every,
    followed,
    newest,
    passing,
    published,
    relayed,
    selected,
    standing,
)


class ApplicationsService:
    """Applications: contracts, exchanges, placements, logbooks, deadlines."""

    name = "applications"
    host = Hosted(Applications, ApplicationsViews, PUBLISHING, REACTIONS)

    propose_contract = command(schemas.ProposeContract)
    sign_contract = command(schemas.SignContract)
    amend_contract = command(schemas.AmendContract)
    close_contract = command(schemas.CloseContract)

    assign_application_form = command(schemas.AssignApplicationForm)
    submit_application = command(schemas.SubmitApplication)
    forward_application = command(schemas.ForwardApplication)
    return_application = command(schemas.ReturnApplication)
    receive_application = command(schemas.ReceiveApplication)
    reject_application = command(schemas.RejectApplication)
    assign_to_committee = command(schemas.AssignToCommittee)

    propose_placement = command(schemas.ProposePlacement)
    withdraw_placement = command(schemas.WithdrawPlacement)
    issue_card_of_acceptance = command(schemas.IssueCardOfAcceptance)

    issue_invitation_letter = command(schemas.IssueInvitationLetter)
    submit_card_of_confirmation = command(schemas.SubmitCardOfConfirmation)
    record_pre_departure_training = command(schemas.RecordPreDepartureTraining)
    settle_visa = command(schemas.SettleVisa)
    declare_no_show = command(schemas.DeclareNoShow)
    cancel_exchange = command(schemas.CancelExchange)

    start_project = command(schemas.StartProject)
    record_attendance = command(schemas.RecordAttendance)
    countersign_attendance = command(schemas.CountersignAttendance)
    write_diary = command(schemas.WriteDiary)
    sign_mid_appraisal = command(schemas.SignMidAppraisal)
    sign_end_appraisal = command(schemas.SignEndAppraisal)
    end_project = command(schemas.EndProject)
    interrupt_exchange = command(schemas.InterruptExchange)

    submit_evaluation = command(schemas.SubmitEvaluation)
    issue_certificate = command(schemas.IssueCertificate)
    refuse_certificate = command(schemas.RefuseCertificate)
    record_recognition = command(schemas.RecordRecognition)

    facts_in = followed()
    facts_out = relayed()
    published_since = published()
    published_at = selected()
    newest_position = newest()
    line_statuses = standing()
    pass_over = passing()
    tick = every(seconds=30)
