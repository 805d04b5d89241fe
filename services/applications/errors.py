"""What applications refuses, and what to do instead.

Refusal 409
├── at any step:          NotAtThisStage
├── of a contract:        ContractAlreadySigned · ContractNotInForce · ContractIsClosed
│                         ContractFull · PlacesStillTaken · NotPartyToContract
├── of a form:            NoConditionsPublished · FormDeadlinePassed · ProjectNotOffered
│                         ProjectNotOpen · CommitteeNotOpen · CommitteesNotDistinct
│                         StudentTypeNotAccepted · SpecialDocumentsNotVerified
├── of a placement:       CommitteeOfAnotherHost · HostIsFull · PlacementStillOpen
│                         ProjectNotChosen · PlacementExpired · NoOpenPlacement
│                         AnotherPlacementOpen · TooLateToAccept
│                         LateAcceptanceUnjustified
├── of a journey:         PassportNotVerified · TravelDataMissing · NotYetNoShow
├── of the work:          ArrivalTrainingMissing · EthicsClearanceMissing · TooEarly
│                         AttendanceCountersigned · AlreadySigned · LogbookClosed
├── of a certificate:     EvaluationAlreadySubmitted · CertificateRequirementsMissing
│                         CertificateIsDue · CertificateNotDecidable
├── Invalid 422           SeasonNotOneYear · ContractWithOneself · WrongNumberOfChoices
│                         ChosenTwice · LettersNotDistinct · DocumentsMissing
│                         WeeksNotOffered · StartOutsideSeason · TravelDatesDoNotFit
│                         NotAWorkingDay · DayNotYetCome · DayOutsideWork
└── NotFound 404          LogbookUnknown
"""

from services.contracts.errors import Invalid, NotFound, Refusal


class NotAtThisStage(Refusal):
    """The step does not follow from the stage that the exchange is at."""

    says = "The exchange is at the stage '{stage}'. This step is possible at: {possible}."


class ContractAlreadySigned(Refusal):
    """Each organisation signs once."""

    says = "Your organisation has signed this contract already. Nothing more is needed from you."


class ContractNotInForce(Refusal):
    """Places are given when both organisations have signed."""

    says = "The contract is not in force yet. Let both organisations sign it first."


class ContractIsClosed(Refusal):
    """A closed contract gives no more places and is not changed."""

    says = "The contract is closed. Use another contract, or propose one for another season."


class ContractFull(Refusal):
    """Never more places are assigned than the contract has."""

    says = "All {places} places of the contract are taken. Agree on more, or wait for one."


class PlacesStillTaken(Refusal):
    """A contract cannot shrink below the places that exchanges have."""

    says = "{taken} places are taken, so the contract cannot shrink to {places}. Ask for more."


class NotPartyToContract(Refusal):
    """Only the two organisations of a contract decide about it."""

    says = "The organisation {nmo_id} is not party to this contract. Give one that is."


class NoConditionsPublished(Refusal):
    """A form is filled in against the host's published conditions."""

    says = "The host has published no conditions for {season}. Ask the host to publish them."


class FormDeadlinePassed(Refusal):
    """The host takes forms only until so many weeks before the start."""

    says = "The host took forms for that start until {closed_on}. Choose a later start."


class ProjectNotOffered(Refusal):
    """The host's catalogue does not have the project now."""

    says = "The host does not offer the project {project_id} now. Choose one from its catalogue."


class ProjectNotOpen(Refusal):
    """The project takes no students in that month."""

    says = "The project {project_id} takes nobody in {month}. Choose another start or project."


class CommitteeNotOpen(Refusal):
    """By the host's calendar the committee takes nobody in that month."""

    says = "The committee {lc_id} takes nobody in {month}. Choose another month or committee."


class CommitteesNotDistinct(Refusal):
    """The host asks for projects in different committees."""

    says = "This host wants each project in another committee. Choose from different committees."


class StudentTypeNotAccepted(Refusal):
    """The host's conditions do not take this type of student."""

    says = "The host takes only students of these types: {accepted}. Choose another host."


class SpecialDocumentsNotVerified(Refusal):
    """The host's conditions ask for documents that nobody has verified."""

    says = "Not verified yet: {missing}. Verify them, or return the form to the student."


class CommitteeOfAnotherHost(Refusal):
    """A host assigns students to its own committees."""

    says = "The committee {lc_id} is not one of the hosting organisation. Choose one of its own."


class HostIsFull(Refusal):
    """The host's conditions name a number of incoming students, and it is reached."""

    says = "The host takes {incomings} students this season, and has them. Reject the form."


class PlacementStillOpen(Refusal):
    """An exchange has one open placement at a time."""

    says = "A placement of this exchange is still open. Wait for the answers, or withdraw it."


class ProjectNotChosen(Refusal):
    """A student is placed on a project of their choice, in the committee that places them."""

    says = "The student did not choose this project of your committee. Propose one that was chosen."


class PlacementExpired(Refusal):
    """What is held for a placement is held until a moment."""

    says = "The placement was held until {until}. Withdraw it, then propose another one."


class NoOpenPlacement(Refusal):
    """There is nothing to withdraw."""

    says = "This exchange has no open placement. Propose one."


class AnotherPlacementOpen(Refusal):
    """What somebody means to withdraw came to nothing, and another placement was proposed."""

    says = "Another placement has been proposed since. Look at it, and decide anew."


class TooLateToAccept(Refusal):
    """Nobody is accepted for a start that has come."""

    says = "The start {start} has come. Withdraw the placement, then return the form."


class LateAcceptanceUnjustified(Refusal):
    """A card of acceptance after its deadline needs a reason."""

    says = "The card was due on {due_on}. It can be issued late, with a justification code."


class PassportNotVerified(Refusal):
    """An invitation letter is written from verified passport data."""

    says = "Compare the form with the passport first, then issue the letter as verified."


class TravelDataMissing(Refusal):
    """The host needs the arrival, an emergency contact and the insurance."""

    says = "Fill in travel data, emergency contact and insurance first, then confirm."


class NotYetNoShow(Refusal):
    """A student is given until a day to arrive."""

    says = "The student may still arrive; declare a no-show on {earliest} or later."


class ArrivalTrainingMissing(Refusal):
    """Work begins after the training on arrival."""

    says = "Give the training upon arrival first, then start the project."


class EthicsClearanceMissing(Refusal):
    """The project may not begin without clearance by the ethics committee."""

    says = "This project needs an ethics clearance. Obtain it, then start the project."


class TooEarly(Refusal):
    """The step opens on a day to come."""

    says = "This is possible from {opens_on} on. Come back then."


class AttendanceCountersigned(Refusal):
    """What the mentor has countersigned stays as it is."""

    says = "Attendance up to {up_to} is countersigned and stays. Record a later day."


class AlreadySigned(Refusal):
    """An appraisal is signed once."""

    says = "This appraisal is signed already and stays as it is."


class LogbookClosed(Refusal):
    """After the decision about the certificate the logbook stays as it is."""

    says = "The logbook is closed: the work was broken off, or the certificate is decided."


class EvaluationAlreadySubmitted(Refusal):
    """An evaluation is given once."""

    says = "The evaluation is in already; it is given once."


class CertificateRequirementsMissing(Refusal):
    """A certificate needs attendance, the end appraisal and the evaluation."""

    says = "Still missing for the certificate: {missing}. Complete it, or refuse the certificate."


class CertificateIsDue(Refusal):
    """A student who has fulfilled everything is not refused."""

    says = "Everything for the certificate is there. Issue it."


class CertificateNotDecidable(Refusal):
    """What is missing may still come in."""

    says = "Still missing: {missing}. It may come in until {until}; refuse after that day."


class SeasonNotOneYear(Invalid):
    """A season runs from 1 April to 31 March of the next year."""

    says = "The season {season} is not one year. Give two years in sequence, e.g. 2026-2027."


class ContractWithOneself(Invalid):
    """A contract is between two organisations."""

    says = "A contract needs two different organisations. Choose a partner."


class WrongNumberOfChoices(Invalid):
    """A form names a few projects, no more."""

    says = "Choose from {fewest} to {most} projects."


class ChosenTwice(Invalid):
    """Each choice is another project."""

    says = "A project is chosen twice. Choose different projects."


class LettersNotDistinct(Invalid):
    """Each chosen project has its own motivation letter."""

    says = "Two choices have the same motivation letter. Write one for each project."


class DocumentsMissing(Invalid):
    """A form comes with its standard documents."""

    says = "These documents are missing: {missing}. Upload them, then submit."


class WeeksNotOffered(Invalid):
    """The project is offered for other lengths of stay."""

    says = "The project {project_id} is offered for {offered} weeks. Choose one of these lengths."


class StartOutsideSeason(Invalid):
    """The place is one of a season."""

    says = "The place is for a start from {earliest} to {latest}. Choose a start in between."


class TravelDatesDoNotFit(Invalid):
    """A student is there for the whole work."""

    says = "Arrive on {arrive_by} at the latest and leave on {leave_from} at the earliest."


class NotAWorkingDay(Invalid):
    """Attendance is recorded for days of work."""

    says = "{day} is not a working day. Record a working day."


class DayNotYetCome(Invalid):
    """What has happened did not happen on a day to come."""

    says = "{day} is still to come. Give today or an earlier day."


class DayOutsideWork(Invalid):
    """The day is not one of the exchange's own."""

    says = "{day} is outside {first} to {last}. Give a day in between."


class LogbookUnknown(NotFound):
    """A logbook is opened when the project starts."""

    says = "The exchange {exchange_id} has no logbook. Check the id, or start the project first."
