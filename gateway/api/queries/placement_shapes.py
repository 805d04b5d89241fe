"""The shapes of questions and answers about placements, and of the month board."""

from marshmallow import Schema, fields, validate

from gateway.api.queries.exchange_shapes import ListedExchange
from gateway.api.queries.shapes import PagedQuestion, maybe, one, shown
from gateway.views.board import CAN_BE_MISSING
from services.contracts.shapes import a_month


class Hold(Schema):
    """What is kept for a placement, and what has become of it."""

    state = shown(fields.String, "Held, confirmed, booked, refused, released …", "held")
    start = maybe(fields.Date, "The first day.")
    end = maybe(fields.Date, "The last day.")
    until = maybe(fields.AwareDateTime, "Until when it is held.")
    reason = maybe(fields.String, "Why not, as a code; or empty.", "no_free_bed")


class Slot(Hold):
    """The mentor's part."""

    mentor_id = maybe(fields.UUID, "The mentor.")
    mentor_person_id = maybe(fields.UUID, "The person; the name is in the vault.")


class Bed(Hold):
    """The room's part."""

    room_id = shown(fields.UUID, "The room.")
    bed = maybe(fields.Integer, "The bed's number in the room.", 1)


class Duty(Hold):
    """A contact person's part."""

    contact_person_id = shown(fields.UUID, "The contact person.")
    person_id = maybe(fields.UUID, "The person; the name is in the vault.")
    is_backup = shown(fields.Boolean, "Whether they step in for another one.")


class Placement(Schema):
    """A mentor slot, a bed and a contact person, asked for at once."""

    placement_id = shown(fields.UUID, "The placement.")
    exchange_id = shown(fields.UUID, "The exchange.")
    project_id = shown(fields.UUID, "The project.")
    room_id = shown(fields.UUID, "The room.")
    contact_person_id = shown(fields.UUID, "The contact person, or who took over from them.")
    start = shown(fields.Date, "The first day.")
    end = shown(fields.Date, "The last day.")
    until = shown(fields.AwareDateTime, "Until when everything is held.")
    state = shown(fields.String, "Open, complete, kept (by the card) or released.", "open")
    reason = shown(fields.String, "Why it was released, as a code; or empty.", "expired")
    refused_by = shown(fields.String, "Who refused: slot, mentor, bed, contact_person.", "bed")
    slot = fields.Nested(Slot, allow_none=True)
    bed = fields.Nested(Bed, allow_none=True)
    contact_persons = fields.List(fields.Nested(Duty))


class Placements(Schema):
    """What was proposed for an exchange, one after the other."""

    items = fields.List(fields.Nested(Placement(exclude=["slot", "bed", "contact_persons"])))


class BoardQuestion(PagedQuestion):
    """Which month of whom."""

    month = a_month(metadata={"description": "The month in which they come."})
    lc_id = one(fields.UUID, "The committee; absent: all that one may see.", "committee")
    lacking = fields.List(
        fields.String(validate=validate.OneOf(CAN_BE_MISSING)),
        metadata={"description": "What must be missing. Repeat it for several; all must be."},
        load_default=list,
        data_key="missing",
    )


class Incoming(ListedExchange):
    """An incoming student, and what is missing."""

    sending_country = maybe(fields.String, "Where the student comes from (ISO 3166-1).", "FR")
    project_title = maybe(fields.String, "The project of the placement.")
    accept_by = maybe(fields.Date, "When the card of acceptance is due.")
    confirm_by = maybe(fields.Date, "When the card of confirmation is due.")
    has_mentor = shown(fields.Boolean, "Whether the mentor has confirmed.")
    has_bed = shown(fields.Boolean, "Whether a bed is held.")
    has_contact_person = shown(fields.Boolean, "Whether a contact person is held.")
    missing = fields.List(
        fields.String(),
        metadata={
            "description": "What is missing, in the order in which it is seen to.",
            "example": ["mentor", "card_of_acceptance"],
        },
    )
