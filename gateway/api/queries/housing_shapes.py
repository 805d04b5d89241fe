"""The shapes of questions and answers about rooms, providers and contact persons."""

from marshmallow import Schema, fields, validate

from gateway.api.queries.shapes import PagedQuestion, Question, maybe, one, shown

ROOM_STATES = ("offered", "failed", "inspected", "open", "withdrawn")


class RoomsQuestion(PagedQuestion):
    """Which rooms are wanted."""

    lc_id = one(fields.UUID, "The committee.", "committee")
    nmo_id = one(fields.UUID, "The organisation.", "nmo")
    provider_id = one(fields.UUID, "The provider.", "provider")
    state = one(fields.String, "The room's state.", "state", validate=validate.OneOf(ROOM_STATES))


class PeriodQuestion(Question):
    """Which committee, and from when to when."""

    lc_id = shown(fields.UUID, "The committee.", required=True, data_key="committee")
    start = shown(fields.Date, "The first day.", "2027-07-01", required=True)
    end = shown(fields.Date, "The last day.", "2027-07-28", required=True)


class ContactPersonsQuestion(PagedQuestion):
    """Whose contact persons."""

    lc_id = one(fields.UUID, "The committee.", "committee")


class ListedRoom(Schema):
    """A room as it stands in a list, and for the student who gets it."""

    room_id = shown(fields.UUID, "The room.")
    lc_id = shown(fields.UUID, "The committee.")
    nmo_id = shown(fields.UUID, "The organisation.")
    provider_id = shown(fields.UUID, "Who offers it.")
    provider_kind = shown(fields.String, "What sort of host that is.", "host_family")
    label = shown(fields.String, "How the committee calls it.", "Residence A, room 12")
    kind = shown(fields.String, "What sort of room.", "room")
    beds = shown(fields.Integer, "How many beds.", 2)
    is_private = shown(fields.Boolean, "Whether the student has it alone.")
    furnished = shown(fields.Boolean, "Whether it is furnished.")
    kitchen = shown(fields.Boolean, "Whether there is a kitchen.")
    heating = shown(fields.Boolean, "Whether it can be heated.")
    minutes_to_hospital = shown(fields.Integer, "Minutes to the hospital.", 20)
    diets_served = fields.List(
        fields.String(), metadata={"description": "Diets served.", "example": ["vegetarian"]}
    )
    remarks = shown(fields.String, "What else there is to say.")
    state = shown(fields.String, "Offered, failed, inspected, open or withdrawn.", "open")
    rating = maybe(fields.Float, "The students' average mark, 1 to 5; null without marks.", 4.5)
    version = shown(fields.Integer, "Its version; also the ETag.", 12)


class Opening(Schema):
    """Days on which the beds are available."""

    start = shown(fields.Date, "The first day.")
    end = shown(fields.Date, "The last day.")


class Block(Opening):
    """Days on which the provider needs the room."""

    reason = maybe(fields.String, "Why.", "renovation")


class Stay(Opening):
    """Days on which a bed is taken."""

    placement_id = shown(fields.UUID, "The placement.")
    exchange_id = shown(fields.UUID, "The exchange.")
    bed = shown(fields.Integer, "The bed.", 1)
    state = shown(fields.String, "Held, booked, occupied or ended.", "booked")
    until = shown(fields.AwareDateTime, "Until when a held bed is held.")


class Room(ListedRoom):
    """A room with its calendar."""

    provider_person_id = shown(fields.UUID, "The provider; the name is in the vault.")
    inspected_on = maybe(fields.Date, "When the committee saw it.")
    findings = maybe(fields.String, "What the committee found.")
    openings = fields.List(fields.Nested(Opening))
    blocks = fields.List(fields.Nested(Block))
    stays = fields.List(fields.Nested(Stay))


class FreeRoom(ListedRoom):
    """A room with a free bed."""

    free_beds = shown(fields.Integer, "How many beds are free for the whole period.", 1)


class FreeRooms(Schema):
    """Rooms with a free bed, the nearest to the hospital first."""

    items = fields.List(fields.Nested(FreeRoom))


class Provider(Schema):
    """Somebody who offers beds."""

    provider_id = shown(fields.UUID, "The provider.")
    person_id = shown(fields.UUID, "The person; the name is in the vault.")
    kind = shown(fields.String, "What sort of host.", "host_family")
    lc_id = shown(fields.UUID, "The committee.")
    nmo_id = shown(fields.UUID, "The organisation.")


class Providers(Schema):
    """Who offers beds to a committee."""

    items = fields.List(fields.Nested(Provider))


class ListedContactPerson(Schema):
    """A contact person as in the roster."""

    contact_person_id = shown(fields.UUID, "The contact person.")
    person_id = shown(fields.UUID, "The person; the name is in the vault.")
    lc_id = shown(fields.UUID, "The committee.")
    nmo_id = shown(fields.UUID, "The organisation.")
    load_limit = shown(fields.Integer, "How many students at a time.", 2)
    has_retired = shown(fields.Boolean, "Whether they take no more students.")
    students = shown(fields.Integer, "How many they have, or are to have, from today on.", 1)
    version = shown(fields.Integer, "The version; also the ETag.", 3)


class Duty(Schema):
    """A student whom a contact person takes care of."""

    placement_id = shown(fields.UUID, "The placement.")
    exchange_id = shown(fields.UUID, "The exchange.")
    start = shown(fields.Date, "The first day.")
    end = shown(fields.Date, "The last day.")
    state = maybe(fields.String, "Held or assigned; null for a backup.", "assigned")
    is_backup = shown(fields.Boolean, "Whether they step in for another one.")


class ContactPerson(ListedContactPerson):
    """A contact person with the students they take care of."""

    duties = fields.List(fields.Nested(Duty))


class FreeContactPerson(ListedContactPerson):
    """A contact person who can take one more."""

    busiest = shown(fields.Integer, "How many they have on the busiest day of the period.", 1)


class FreeContactPersons(Schema):
    """Contact persons who can take one more, the least busy first."""

    items = fields.List(fields.Nested(FreeContactPerson))
