"""Housing: the index of its entrypoints."""

from services.hosting.entrypoints import (
    Hosted,
    command,
    followed,
    newest,
    passing,
    published,
    relayed,
    selected,
    standing,
)
from services.housing import schemas
from services.housing.application import Housing
from services.housing.policy import REACTIONS
from services.housing.publishing import PUBLISHING
from services.housing.views import HousingViews


class HousingService:
    """Housing: providers, rooms and beds, boarding, contact persons."""

    name = "housing"
    host = Hosted(Housing, HousingViews, PUBLISHING, REACTIONS)

    register_provider = command(schemas.RegisterProvider)
    offer_room = command(schemas.OfferRoom)
    inspect_room = command(schemas.InspectRoom)
    open_room = command(schemas.OpenRoom)
    block_room = command(schemas.BlockRoom)
    unblock_room = command(schemas.UnblockRoom)
    withdraw_room = command(schemas.WithdrawRoom)

    hand_over_keys = command(schemas.HandOverKeys)
    end_stay = command(schemas.EndStay)
    rate_room = command(schemas.RateRoom)

    plan_boarding = command(schemas.PlanBoarding)

    enrol_contact_person = command(schemas.EnrolContactPerson)
    set_load_limit = command(schemas.SetLoadLimit)
    retire_contact_person = command(schemas.RetireContactPerson)
    name_backup_contact = command(schemas.NameBackupContact)
    reassign_contact_person = command(schemas.ReassignContactPerson)

    facts_in = followed()
    facts_out = relayed()
    published_since = published()
    published_at = selected()
    newest_position = newest()
    line_statuses = standing()
    pass_over = passing()
