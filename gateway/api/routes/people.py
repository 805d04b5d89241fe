"""Routes of people: accounts, offices, personal data."""

from gateway.api.routes.route import Area, Route
from services.people import schemas

ACCOUNTS = Area(
    "people",
    "People and offices",
    "Who is known, who can sign in, who holds which office until when.",
)
VAULT = Area(
    "people",
    "Personal data",
    "The vault: names, contacts and travel data. Every look needs a purpose and is recorded.",
)

PERSON = "/people/<uuid:person_id>"

ROUTES: tuple[Route, ...] = (
    ACCOUNTS.post("/people", schemas.RegisterPerson, creates="/people/{id}"),
    ACCOUNTS.post(f"{PERSON}/account", schemas.OpenAccount),
    ACCOUNTS.post(f"{PERSON}/account/closing", schemas.CloseAccount),
    ACCOUNTS.post(
        f"{PERSON}/offices", schemas.GrantRole, creates="/people/{person_id}/offices/{grant_id}"
    ),
    ACCOUNTS.post(f"{PERSON}/offices/<uuid:grant_id>/end", schemas.EndRole),
    ACCOUNTS.ask("GET", f"{PERSON}/offices", schemas.GrantsOf),
    ACCOUNTS.ask("POST", f"{PERSON}/invitation", schemas.Invite),
    ACCOUNTS.ask("POST", f"{PERSON}/links/ending", schemas.EndLinks),
    ACCOUNTS.ask("POST", "/invitations/acceptance", schemas.AcceptInvitation, is_open=True),
    ACCOUNTS.ask("POST", "/forgotten-passwords", schemas.ForgetPassword, is_open=True),
    ACCOUNTS.ask("PUT", f"{PERSON}/password", schemas.SetPassword),
    VAULT.ask("PUT", f"{PERSON}/personal-data", schemas.SetPersonalData),
    VAULT.ask("GET", f"{PERSON}/personal-data", schemas.ViewPersonalData),
    VAULT.ask("POST", "/people/personal-data", schemas.ViewPeople),
    VAULT.ask("GET", f"{PERSON}/documents", schemas.ListDocuments),
    VAULT.ask("PUT", f"{PERSON}/drafts/<uuid:about>", schemas.KeepDraft),
    VAULT.ask("GET", f"{PERSON}/drafts/<uuid:about>", schemas.ViewDraft),
)
