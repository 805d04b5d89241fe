"""The commands of housing: their shape, and who may send them."""

from marshmallow import fields

from services.contracts.housing import BOARDING_KINDS, PROVIDER_KINDS, ROOM_KINDS
from services.contracts.roles import Role
from services.contracts.shapes import (
    a_code,
    a_count,
    a_day,
    a_flag,
    a_text,
    an_id,
    maybe_amount,
    maybe_day,
    maybe_id,
    maybe_text,
    one_of,
    some_texts,
)
from services.hosting.commands import Command, WhoMay, commands_of

LOAD_LIMIT = 2

BY_COMMITTEE: WhoMay = {Role.LORE: "lc_id", Role.NORE_IN: "nmo_id"}
BY_HOST: WhoMay = {**BY_COMMITTEE, Role.PROVIDER: "provider_person_id"}
BY_CONTACT_PERSON: WhoMay = {Role.LORE: "lc_id", Role.CONTACT_PERSON: "person_id"}
AT_THE_DOOR: WhoMay = {Role.LORE: "lc_id", Role.CONTACT_PERSON: "guide_person_id"}


class RegisterProvider(Command):
    """Register a person who offers beds to the committee."""

    by = BY_COMMITTEE
    lc_id = an_id()
    person_id = an_id()
    kind = one_of(PROVIDER_KINDS)


class OfferRoom(Command):
    """Offer a room. The label is no address: where the provider lives is in the vault."""

    by = BY_HOST
    provider_id = an_id()
    label = a_text()
    kind = one_of(ROOM_KINDS)
    beds = a_count(1, 50)
    is_private = a_flag()
    furnished = a_flag()
    kitchen = a_flag()
    heating = a_flag()
    minutes_to_hospital = a_count(0, 300)
    diets_served = some_texts()
    remarks = maybe_text()


class InspectRoom(Command):
    """Note what the committee saw in the room. The findings are about the room, not its people."""

    by = BY_COMMITTEE
    room_id = an_id()
    passed = a_flag()
    inspected_on = a_day()
    findings = maybe_text()


class OpenRoom(Command):
    """Make the room's beds available from a day to a day, both included."""

    by = BY_HOST
    room_id = an_id()
    available_from = a_day()
    available_to = a_day()


class BlockRoom(Command):
    """Keep the room for its provider from a day to a day, both included."""

    by = BY_HOST
    room_id = an_id()
    start = a_day()
    end = a_day()
    reason = a_code(required=False, load_default="")


class UnblockRoom(Command):
    """Lift a block, given by its own days."""

    by = BY_HOST
    room_id = an_id()
    start = a_day()
    end = a_day()


class WithdrawRoom(Command):
    """Take no new stays in the room."""

    by = BY_HOST
    room_id = an_id()
    reason = a_code()


class HandOverKeys(Command):
    """Note that the student is there and has the keys; without a day: today."""

    by = AT_THE_DOOR
    exchange_id = an_id()
    handed_over_on = maybe_day()


class EndStay(Command):
    """Note that the student has left the room; without a day: today."""

    by = {**AT_THE_DOOR, Role.PROVIDER: "provider_person_id"}
    exchange_id = an_id()
    ended_on = maybe_day()


class RateRoom(Command):
    """Give a mark for the room after the stay, 1 to 5."""

    by = {Role.STUDENT: "student_id"}
    exchange_id = an_id()
    rating = a_count(1, 5)


class PlanBoarding(Command):
    """Say what the student eats: meals and where, or pocket money."""

    by = BY_COMMITTEE
    exchange_id = an_id()
    kind = one_of(BOARDING_KINDS)
    meals_per_working_day = a_count(0, 5, required=False, load_default=0)
    where = maybe_text(300)
    amount = maybe_amount()
    currency = maybe_text(3)
    diet_catered = fields.Boolean(load_default=None, allow_none=True)
    provider_id = maybe_id()


class EnrolContactPerson(Command):
    """Enrol a local student as a contact person of the committee; also one who had retired."""

    by = BY_COMMITTEE
    lc_id = an_id()
    person_id = an_id()
    load_limit = a_count(1, 20, required=False, load_default=LOAD_LIMIT)


class SetLoadLimit(Command):
    """Say how many exchanges at a time the contact person takes."""

    by = BY_CONTACT_PERSON
    contact_person_id = an_id()
    load_limit = a_count(1, 20)


class RetireContactPerson(Command):
    """Let the contact person take no more students."""

    by = BY_CONTACT_PERSON
    contact_person_id = an_id()


class NameBackupContact(Command):
    """Name a colleague who steps in when the contact person cannot."""

    by = BY_CONTACT_PERSON
    contact_person_id = an_id()
    exchange_id = an_id()
    backup_id = an_id()


class ReassignContactPerson(Command):
    """Hand an exchange over from its contact person to a colleague of the committee."""

    by = BY_CONTACT_PERSON
    contact_person_id = an_id()
    exchange_id = an_id()
    successor_id = an_id()


COMMANDS = commands_of(globals())
