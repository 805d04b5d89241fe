"""The refusals of people.

Refusal
├── account      AccountNotOpen · AccountIsClosed · AddressInUse
├── roles        TermEndsBeforeItBegins · TermTooLong · RoleAlreadyHeld · RoleNotHeld
│                UnitDoesNotFitRole · UnitUnknown · EndNotInTerm · EndLiesInThePast
├── signing in   SignInFailed · TooManyAttempts · SessionEnded · PasswordUnsuitable
│                InvitationNotUsable · LinkNotUsable
└── vault        NotYoursToSee · FileNotAccepted · FileTooLarge · TooManyDocuments
"""

from typing import ClassVar

from services.contracts.errors import Invalid, NotFound, NotPermitted, NotSignedIn, Refusal


class AccountNotOpen(Refusal):
    """There is no open account to close, or to invite to."""

    says = "This person has no open account. Open the account first."


class AccountIsClosed(Refusal):
    """A person with a closed account takes up nothing new."""

    says = "This person's account is closed. Open it again first."


class AddressInUse(Refusal):
    """Two people cannot sign in with the same e-mail address."""

    says = "Another person is registered with this e-mail address. Use that person, or another one."


class TermEndsBeforeItBegins(Invalid):
    """The last day of a term is before its first."""

    says = "The term ends on {valid_until}, before it begins on {valid_from}. Correct the days."


class TermTooLong(Invalid):
    """Officers are elected for about a year."""

    says = "A term lasts at most {days} days. Choose an earlier last day and grant it again later."


class RoleAlreadyHeld(Refusal):
    """The person holds the role for the unit in some of those days."""

    says = "The role is held for this unit until {valid_until}. Begin the term after that day."


class RoleNotHeld(NotFound):
    """No role was granted to the person under this id."""

    says = "This person was granted no role with the id {grant_id}. Look it up in their roles."


class UnitDoesNotFitRole(Invalid):
    """The role is held for another kind of unit."""

    says = "The role {role} is held for a unit of the kind '{unit_kind}'. Give exactly that unit."


class UnitUnknown(Refusal):
    """The organisation, or the committee of that organisation, is not registered."""

    status: ClassVar[int] = 422
    says = "There is no such organisation, or the committee is not one of it. Check both ids."


class EndNotInTerm(Invalid):
    """A role can be ended earlier than its term says, not later."""

    says = "The role is held until {valid_until}. Give a day not later than that."


class EndLiesInThePast(Invalid):
    """What an officer did in the role stays done in the role."""

    says = "A role cannot be ended before today. Give {today} or a later day."


class SignInFailed(NotSignedIn):
    """Address or password is wrong, or the account is not open: the answer does not say which."""

    says = "The e-mail address or the password is wrong. Check both and try again."


class TooManyAttempts(Refusal):
    """Sign-ins for this address failed; the next attempt has to wait."""

    status = 429
    says = "Too many attempts for this address. Try again in {seconds} seconds."


class SessionEnded(NotSignedIn):
    """The refresh token is unknown, used, revoked or too old."""

    says = "The session has ended. Sign in again."


class PasswordUnsuitable(Invalid):
    """The password is too short, too long, or the person's own address."""

    says = "Choose a password of {minimum} to {maximum} characters that is not your e-mail address."


class InvitationNotUsable(NotSignedIn):
    """The invitation is unknown, used, replaced or too old."""

    says = "This invitation cannot be used any more. Ask your officer for a new one."


class LinkNotUsable(NotSignedIn):
    """The link is unknown, ended or too old."""

    says = "This link cannot be used any more. Use the one in the newest mail, or ask your officer."


class NotYoursToSee(NotPermitted):
    """The actor's relation to the person does not cover these data for this purpose."""

    says = "For the purpose '{purpose}' these are not yours to see: {fields}. Ask for less."


class FileNotAccepted(Invalid):
    """The content is not of a type that this kind of document may have."""

    says = "A document of the kind '{kind}' must be one of: {accepted}. Convert the file first."


class FileTooLarge(Invalid):
    """The file is larger than the programme accepts."""

    says = "The file has {size} bytes; at most {maximum} are accepted. Make it smaller."


class TooManyDocuments(Refusal):
    """The vault keeps a bounded number of documents for one person."""

    says = "There are {maximum} documents of this person already. Ask an operator."
