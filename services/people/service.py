"""The index of people's entrypoints."""

from services.hosting.entrypoints import (
    Hosted,
    command,
    every,
    followed,
    newest,
    passing,
    published,
    query,
    relayed,
    selected,
    standing,
)
from services.people import schemas
from services.people.application import People
from services.people.policy import REACTIONS
from services.people.publishing import PUBLISHING
from services.people.views import PeopleViews


class PeopleService:
    """People: accounts, roles with terms, the personal-data vault, signing in."""

    name = "people"
    host = Hosted(People, PeopleViews, PUBLISHING, REACTIONS)

    register_person = command(schemas.RegisterPerson)
    open_account = command(schemas.OpenAccount)
    close_account = command(schemas.CloseAccount)
    grant_role = command(schemas.GrantRole)
    end_role = command(schemas.EndRole)
    grants_of = query(schemas.GrantsOf)

    # Personal data and secrets: carried out, not recorded as commands.
    set_personal_data = query(schemas.SetPersonalData)
    view_personal_data = query(schemas.ViewPersonalData)
    view_people = query(schemas.ViewPeople)
    contact_card = query(schemas.ContactCard)
    store_document = query(schemas.StoreDocument)
    list_documents = query(schemas.ListDocuments)
    view_document = query(schemas.ViewDocument)
    keep_draft = query(schemas.KeepDraft)
    view_draft = query(schemas.ViewDraft)

    invite = query(schemas.Invite)
    accept_invitation = query(schemas.AcceptInvitation)
    forget_password = query(schemas.ForgetPassword)
    issue_password_link = query(schemas.IssuePasswordLink)
    set_password = query(schemas.SetPassword)
    sign_in = query(schemas.SignIn)
    renew_session = query(schemas.RenewSession)
    sign_out = query(schemas.SignOut)

    issue_link = query(schemas.IssueLink)
    open_link = query(schemas.OpenLink)
    end_links = query(schemas.EndLinks)

    facts_in = followed()
    facts_out = relayed()
    published_since = published()
    published_at = selected()
    newest_position = newest()
    line_statuses = standing()
    pass_over = passing()
    tick = every(seconds=3600)
