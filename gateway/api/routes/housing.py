"""Routes of housing: providers, rooms, stays, boarding, contact persons."""

from gateway.api.routes.route import Area, Route
from services.housing import schemas

ROOMS = Area("housing", "Rooms", "Providers, their rooms, and when these are free.")
STAYS = Area("housing", "Stays", "Keys, board and departure of a student.")
CONTACTS = Area("housing", "Contact persons", "Local students who take care of incoming ones.")

ROOM = "/rooms/<uuid:room_id>"
EXCHANGE = "/exchanges/<uuid:exchange_id>"
CONTACT = "/contact-persons/<uuid:contact_person_id>"

ROUTES: tuple[Route, ...] = (
    ROOMS.post("/providers", schemas.RegisterProvider, creates="/providers/{id}"),
    ROOMS.post("/providers/<uuid:provider_id>/rooms", schemas.OfferRoom, creates="/rooms/{id}"),
    ROOMS.post(f"{ROOM}/inspection", schemas.InspectRoom),
    ROOMS.put(f"{ROOM}/availability", schemas.OpenRoom),
    ROOMS.post(f"{ROOM}/blocks", schemas.BlockRoom),
    ROOMS.delete(f"{ROOM}/blocks/<string:start>/<string:end>", schemas.UnblockRoom),
    ROOMS.post(f"{ROOM}/withdrawal", schemas.WithdrawRoom),
    STAYS.post(f"{EXCHANGE}/keys", schemas.HandOverKeys),
    STAYS.post(f"{EXCHANGE}/departure", schemas.EndStay),
    STAYS.put(f"{EXCHANGE}/room-rating", schemas.RateRoom),
    STAYS.put(f"{EXCHANGE}/boarding", schemas.PlanBoarding),
    CONTACTS.post("/contact-persons", schemas.EnrolContactPerson, creates="/contact-persons/{id}"),
    CONTACTS.put(f"{CONTACT}/load-limit", schemas.SetLoadLimit),
    CONTACTS.post(f"{CONTACT}/retirement", schemas.RetireContactPerson),
    CONTACTS.put(f"{CONTACT}/exchanges/<uuid:exchange_id>/backup", schemas.NameBackupContact),
    CONTACTS.put(
        f"{CONTACT}/exchanges/<uuid:exchange_id>/successor", schemas.ReassignContactPerson
    ),
)
