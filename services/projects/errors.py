"""What projects refuses, and what the user can do about it.

Invalid (422)
├── OrcidInvalid                      a mentor's ORCID iD fails its checksum
├── SeasonInvalid                     a season is not two years in a row
├── MonthOutsideSeason                a calendar names a month of another season
├── CommitteeOfAnotherOrganisation    a calendar names a foreign committee
└── MentorOfAnotherCommittee          a project is given a foreign mentor
NotFound (404)
└── ConditionsNumberUnknown           that version of the conditions was never published
Refusal (409)
├── ProjectNotDrafted … ProjectIsArchived    the project is not where the step begins
├── NoFreeSlot · PlacesOccupied              the places of a month are taken
└── SlotNotHeld · SlotHoldExpired · MentorHasConfirmed    the placement cannot be answered
"""

from services.contracts.errors import AlreadyExists, Invalid, NotFound, Refusal

__all__ = ["AlreadyExists", "Refusal"]


class OrcidInvalid(Invalid):
    """The check digit (ISO 7064 MOD 11-2) does not fit the other digits."""

    says = "{orcid} is not a valid ORCID iD. Copy all 16 digits from the mentor's ORCID page."


class SeasonInvalid(Invalid):
    """A season names two years in a row."""

    says = "{season} is not a season. Name two years in a row, such as 2026-2027."


class MonthOutsideSeason(Invalid):
    """A season runs from April to March; its calendar stays within."""

    says = "{month} is not in the season {season}, which runs from April to March. Correct it."


class CommitteeOfAnotherOrganisation(Invalid):
    """The calendar may name only committees of the host itself."""

    says = "The committee {lc_id} is not one of your organisation. Remove it, or register it first."


class MentorOfAnotherCommittee(Invalid):
    """A project and its mentor belong to the same committee."""

    says = "This mentor belongs to another committee. Register the mentor with yours first."


class ConditionsNumberUnknown(NotFound):
    """The conditions have no version of that number."""

    says = "These conditions have versions 1 to {latest}; there is no number {number}."


class ProjectNotDrafted(Refusal):
    """A committee approves drafts only."""

    says = "Only a draft can be approved by the committee; this project is {state}."


class ProjectNotApprovedLocally(Refusal):
    """The national approval follows the local one."""

    says = "This project is {state}. The committee must have approved it, and nobody since."


class ProjectNotApprovedNationally(Refusal):
    """Publishing follows the national approval."""

    says = "This project is {state}. Only what was just approved nationally can be published."


class ProjectNotPublished(Refusal):
    """The step needs a project that is in the catalogue."""

    says = "This project is {state}, not published. Publish or resume it, or choose another one."


class ProjectNotSuspended(Refusal):
    """Only a suspended project can be resumed."""

    says = "Only a suspended project can be resumed; this one is {state}."


class ProjectIsArchived(Refusal):
    """An archived project has ended for good."""

    says = "This project is archived and cannot be changed. Draft a new one instead."


class NoFreeSlot(Refusal):
    """The places of a month are all held or booked on at least one day of the period."""

    says = "On {day} all {places} places of this project are taken. Choose other dates or projects."


class PlacesOccupied(Refusal):
    """The places of a month cannot fall below the slots that are held or booked in it."""

    says = "In {month} {occupied} places are held or booked already. Open at least that many."


class SlotNotHeld(Refusal):
    """The placement has no slot here, or no longer."""

    says = "No slot of this project is held for that placement. Propose the placement again."


class SlotHoldExpired(Refusal):
    """The time to answer is over."""

    says = "The time to confirm ended at {until}. Ask the committee for a new proposal."


class MentorHasConfirmed(Refusal):
    """After the mentor's yes, only the committee can take a placement back."""

    says = "The mentor has confirmed this placement. Let the committee withdraw or cancel it."
