"""What housing refuses, and what to do instead.

Refusal 409
├── of a room:            RoomUnknown · RoomNotInspected · RoomNoLongerOffered · RoomNotOpen
│                         RoomIsBlocked · RoomNotBlocked · RoomNeededForStay · NoFreeBed
│                         RoomOfAnotherCommittee · RoomAlreadyRated
├── of a stay:            StayNotBooked · KeysOutsideStay · BedStillTaken
│                         KeysNotHandedOver · StayNotOver
├── of a contact person:  ContactPersonUnknown · ContactPersonHasRetired
│                         ContactPersonFullyLoaded · ContactPersonOfAnotherCommittee
│                         SameContactPerson
├── of a boarding plan:   BoardingClosed
├── of a provider:        ProviderOfAnotherCommittee
├── Invalid 422           EndBeforeStart · DayInFuture · RoomTooFar · RoomWithoutBed
│                         RatingOutOfScale · LoadLimitTooLow · MealsIncomplete
│                         PocketMoneyIncomplete · UnknownCurrency · LeftBeforeArrival
└── NotFound 404          StayUnknown · DutyUnknown
"""

from services.contracts.errors import AlreadyExists, Invalid, NotFound, Refusal

__all__ = ["AlreadyExists", "NotFound", "Refusal"]


class RoomUnknown(Refusal):
    """A placement asks for a room that there is not."""

    says = "There is no room with the id {room_id}. Propose a room from the committee's list."


class RoomNotInspected(Refusal):
    """Nobody of the committee has seen the room, or it did not pass."""

    says = "The room has not passed an inspection. Inspect it, then try again."


class RoomNoLongerOffered(Refusal):
    """The room was withdrawn."""

    says = "The room was withdrawn. Choose another one, or offer it again as a new room."


class RoomNotOpen(Refusal):
    """No availability period covers all the days."""

    says = "The room is not open from {start} to {end}. Open it for that period, or choose another."


class RoomIsBlocked(Refusal):
    """The provider needs the room on some of the days."""

    says = "The provider needs the room on some days from {start} to {end}. Choose another room."


class RoomNotBlocked(Refusal):
    """There is no such block to lift."""

    says = "The room is not blocked from exactly {start} to {end}. Give a block's own days."


class RoomNeededForStay(Refusal):
    """A block would take the room away from a student who holds or has booked a bed."""

    says = "A student has a bed there on some days from {start} to {end}. Block other days."


class NoFreeBed(Refusal):
    """Every bed is taken on some day of the period."""

    says = "No bed of the room is free from {start} to {end}. Choose another room or other days."


class RoomOfAnotherCommittee(Refusal):
    """A committee gives only its own beds."""

    says = "The room belongs to another committee. Choose a room of the hosting committee."


class RoomAlreadyRated(Refusal):
    """A stay is rated once."""

    says = "This stay has been rated already; a rating is given once."


class StayNotBooked(Refusal):
    """Keys are handed over only when the card of acceptance was issued."""

    says = "The bed is not booked for this student. Issue the card of acceptance first."


class KeysOutsideStay(Refusal):
    """Keys are handed over on a day of the stay, or shortly before it."""

    says = "Keys can be handed over from {earliest} to {latest}. Give a day in between."


class BedStillTaken(Refusal):
    """Somebody else has the bed on a day before the stay's first one."""

    says = "The bed is not free on {day} yet. Hand the keys over later, from {start} on."


class KeysNotHandedOver(Refusal):
    """A stay that has not begun cannot end."""

    says = "The keys have not been handed over, so the stay cannot end. Hand them over first."


class StayNotOver(Refusal):
    """A room is rated after the stay."""

    says = "The stay has not ended. Rate the room when you have left it."


class ContactPersonUnknown(Refusal):
    """A placement asks for a contact person that there is not."""

    says = "There is no contact person with the id {contact_person_id}. Choose one from the list."


class ContactPersonHasRetired(Refusal):
    """The contact person takes no more students."""

    says = "This contact person has retired. Choose another one."


class ContactPersonFullyLoaded(Refusal):
    """The load limit is reached on some day of the period."""

    says = "This contact person already cares for {limit} students then. Choose another one."


class ContactPersonOfAnotherCommittee(Refusal):
    """A committee gives only its own contact persons."""

    says = "The contact person belongs to another committee. Choose one of the hosting committee."


class SameContactPerson(Refusal):
    """Somebody else must step in."""

    says = "This is the exchange's contact person already. Choose somebody else."


class BoardingClosed(Refusal):
    """After the last day there is nothing left to plan."""

    says = "The stay ended on {last_day}; its boarding cannot be changed any more."


class ProviderOfAnotherCommittee(Refusal):
    """A committee boards its students with its own providers."""

    says = "The provider belongs to another committee. Choose one of the hosting committee."


class EndBeforeStart(Invalid):
    """A period's last day lies before its first."""

    says = "The last day {end} is before the first day {start}. Swap them, or correct one."


class DayInFuture(Invalid):
    """What has happened did not happen on a day to come."""

    says = "{day} is still to come. Give the day on which it happened."


class RoomTooFar(Invalid):
    """The way to the hospital is too long."""

    says = "A room may be at most {limit} minutes from the hospital. Offer a nearer one."


class RoomWithoutBed(Invalid):
    """A room is offered for its beds."""

    says = "A room needs at least one bed. Give the number of beds."


class RatingOutOfScale(Invalid):
    """Marks go from 1 to 5."""

    says = "A rating goes from {lowest} to {highest}. Give a mark in between."


class LoadLimitTooLow(Invalid):
    """A contact person takes at least one student."""

    says = "The load limit is at least 1. To take no more students, retire the contact person."


class MealsIncomplete(Invalid):
    """Meals are planned with their number and place."""

    says = "Plan at least one meal per working day, and say where."


class PocketMoneyIncomplete(Invalid):
    """Pocket money is planned with its amount."""

    says = "Pocket money needs an amount greater than 0 and its currency."


class UnknownCurrency(Invalid):
    """The currency is not in ISO 4217."""

    says = "'{currency}' is no currency of ISO 4217. Give a code such as EUR."


class LeftBeforeArrival(Invalid):
    """Nobody leaves before they have come."""

    says = "The keys were handed over on {arrived_on}. Give that day or a later one."


class StayUnknown(NotFound):
    """The exchange has no stay there."""

    says = "There is no stay of the exchange {exchange_id}. Check the id, or propose a placement."


class DutyUnknown(NotFound):
    """The contact person does not care for the exchange."""

    says = "This contact person does not care for the exchange {exchange_id}. Check both ids."
