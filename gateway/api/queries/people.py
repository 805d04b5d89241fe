"""Questions about accounts and roles, and about one's own messages."""

from typing import Any
from uuid import UUID

from marshmallow import Schema, fields

from gateway.api import current_actor, page_schema, signed_in_person, today, views
from gateway.api.queries.questions import Questions
from gateway.api.queries.shapes import Answer, PagedQuestion, found, in_pages, maybe, shown
from gateway.views.visibility import sees_person

PEOPLE = Questions("people-views", "Accounts, roles and messages.")


class HeldRole(Schema):
    """A role that was granted."""

    grant_id = shown(fields.UUID, "The grant.")
    role = shown(fields.String, "The role.", "lore")
    unit_kind = shown(fields.String, "What it is held for: nmo, lc or programme.", "lc")
    unit_id = maybe(fields.UUID, "The unit; null for the programme.")
    valid_from = shown(fields.Date, "The first day of the term.")
    valid_until = shown(fields.Date, "The last day of the term.")
    end_reason = maybe(fields.String, "Why it ended early, as a code.", "resigned")
    is_held = shown(fields.Boolean, "Whether it is held today.")


class Roles(Schema):
    """What somebody was granted, the latest first."""

    items = fields.List(fields.Nested(HeldRole))


class PersonalRoles(Schema):
    """The roles that somebody has without having been granted them."""

    student = fields.List(
        fields.UUID(), metadata={"description": "The exchanges in which they are the student."}
    )
    mentor = fields.List(fields.UUID(), metadata={"description": "Their ids as a mentor."})
    contact_person = fields.List(
        fields.UUID(), metadata={"description": "Their ids as a contact person."}
    )
    housing_provider = fields.List(
        fields.UUID(), metadata={"description": "Their ids as a provider of beds."}
    )


class Account(Schema):
    """Somebody as the Exchange knows them; name and contacts are in the vault."""

    person_id = shown(fields.UUID, "The person.")
    account = shown(fields.String, "None, open or closed.", "open")
    roles = fields.List(fields.Nested(HeldRole))
    personal_roles = fields.Nested(PersonalRoles)
    unread = shown(fields.Integer, "How many messages are unread.", 3)


class InboxQuestion(PagedQuestion):
    """Which messages are wanted."""

    only_unread = shown(
        fields.Boolean, "Whether only unread ones.", load_default=False, data_key="unread"
    )


class Message(Schema):
    """A message, as the name of its text and what fills it."""

    message_id = shown(fields.UUID, "The message.")
    template = shown(fields.String, "The name of the text.", "card_of_acceptance_issued")
    parameters = fields.Dict(
        metadata={"description": "What fills the text.", "example": {"start": "2027-07-01"}}
    )
    exchange_id = maybe(fields.UUID, "The exchange it is about.")
    addressed_at = shown(fields.AwareDateTime, "When it was written.")
    is_read = shown(fields.Boolean, "Whether it was read.")


class Look(Schema):
    """Somebody looked at one's record in the vault."""

    look_id = shown(fields.UUID, "The look.")
    viewer_id = maybe(fields.UUID, "Who looked; null for the Exchange itself.")
    viewer_role = shown(fields.String, "What let them look; empty in old records.", "lore")
    unit_id = maybe(fields.UUID, "The unit for which they held the role.")
    purpose = shown(fields.String, "What for.", "arrival")
    fields_viewed = fields.List(fields.String(metadata={"description": "What was seen."}))
    looked_at = shown(fields.AwareDateTime, "When.")


@PEOPLE.ask("/people/me", Account)
def show_me(_: dict[str, Any]) -> dict[str, Any] | None:
    """One's account, with all roles and how many messages are unread."""
    return _account(signed_in_person())


@PEOPLE.ask("/people/<uuid:person_id>", Account, may_be_missing=True)
def show_person(_: dict[str, Any], person_id: UUID) -> dict[str, Any]:
    """Somebody's account and roles: for themselves, directors, auditors and operators."""
    may_see = sees_person(current_actor(), person_id, today())
    return found(_account(person_id) if may_see else None, "person", person_id)


@PEOPLE.ask("/people/<uuid:person_id>/roles", Roles)
def list_roles(_: dict[str, Any], person_id: UUID) -> dict[str, Any]:
    """The roles that somebody holds today; of oneself also past and future ones."""
    roles = _roles(person_id)
    if not sees_person(current_actor(), person_id, today()):
        roles = [role for role in roles if role["is_held"]]
    return {"items": roles}


@PEOPLE.ask("/people/me/looks", page_schema(Look), PagedQuestion)
def list_looks(asked: dict[str, Any]) -> Answer:
    """Who looked at one's record in the vault, the latest first; one's own looks are left out."""
    looks, person_id = views().looks, signed_in_person()
    return in_pages(
        looks.newest_first, asked, lambda after, limit: looks.page(person_id, after, limit)
    )


@PEOPLE.ask("/inbox", page_schema(Message), InboxQuestion)
def list_messages(asked: dict[str, Any]) -> Answer:
    """One's messages, the newest first, as templates; `/people/{id}/messages` has the texts."""
    inbox, person_id = views().inbox, signed_in_person()
    return in_pages(
        inbox.newest_first,
        asked,
        lambda after, limit: inbox.page(person_id, after, limit, only_unread=asked["only_unread"]),
    )


def _account(person_id: UUID) -> dict[str, Any] | None:
    account = views().people.account(person_id)
    if account is None:
        return None
    return {
        "person_id": person_id,
        "account": account["state"],
        "roles": _roles(person_id),
        "personal_roles": views().personal_roles.of(person_id),
        "unread": views().inbox.unread(person_id),
    }


def _roles(person_id: UUID) -> list[dict[str, Any]]:
    day = today()
    return [
        {**role, "is_held": role["valid_from"] <= day <= role["valid_until"]}
        for role in views().people.roles_of(person_id)
    ]
