"""What applications does about foreign facts: answers to its placements, and arrivals."""

from services.applications.application import Applications
from services.applications.domain.parties import Resource
from services.contracts import housing, projects
from services.eventlog.told import Told
from services.hosting.reactions import reaction, reactions_of


@reaction(projects.SlotHeld)
def wait_for_mentor_when_slot_held(applications: Applications, fact: Told) -> None:
    """A slot alone is half an answer: the mentor has to agree."""
    applications.wait_for_mentor(**fact.pick("placement_id"))


@reaction(projects.MentorConfirmed)
def confirm_mentor_when_mentor_confirmed(applications: Applications, fact: Told) -> None:
    """The mentor's part of the placement is held."""
    applications.confirm_mentor(**fact.pick("placement_id", "mentor_person_id"))


@reaction(housing.BedHeld)
def hold_bed_when_bed_held(applications: Applications, fact: Told) -> None:
    """The bed's part of the placement is held."""
    applications.hold_bed(**fact.pick("placement_id"))


@reaction(housing.ContactPersonHeld)
def hold_contact_person_when_contact_person_held(applications: Applications, fact: Told) -> None:
    """The contact person's part of the placement is held, at first or by a colleague."""
    applications.hold_contact_person(**fact.pick("placement_id", "contact_person_id", "person_id"))


@reaction(projects.SlotRefused)
def end_placement_when_slot_refused(applications: Applications, fact: Told) -> None:
    """Without a slot there is no placement."""
    _end(applications, fact, Resource.SLOT)


@reaction(projects.MentorDeclined)
def end_placement_when_mentor_declined(applications: Applications, fact: Told) -> None:
    """Without the mentor there is no placement."""
    _end(applications, fact, Resource.MENTOR)


@reaction(housing.BedRefused)
def end_placement_when_bed_refused(applications: Applications, fact: Told) -> None:
    """Without a bed there is no placement."""
    _end(applications, fact, Resource.BED)


@reaction(housing.ContactPersonRefused)
def end_placement_when_contact_person_refused(applications: Applications, fact: Told) -> None:
    """Without a contact person there is no placement."""
    _end(applications, fact, Resource.CONTACT_PERSON)


def _end(applications: Applications, fact: Told, refused_by: Resource) -> None:
    applications.end_refused_placement(**fact.pick("placement_id", "reason"), refused_by=refused_by)


@reaction(housing.KeysHandedOver)
def record_arrival_when_keys_handed_over(applications: Applications, fact: Told) -> None:
    """Who has the keys has arrived."""
    applications.record_arrival(**fact.pick("exchange_id", "handed_over_on"))


REACTIONS = reactions_of(globals())
