"""Who can sign in to a sample season: one account of each role, with a generated password."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from exchange.season.build import Season
from services.contracts.roles import SYSTEM, Actor
from services.hosting.one_process import OneProcessHome


@dataclass(frozen=True)
class SignIn:
    """An account to try the product with."""

    role: str
    email: str
    password: str


def sign_ins_of(season: Season, home: OneProcessHome, password: Callable[[], str]) -> list[SignIn]:
    """Give a password to one account of each role."""
    return [
        SignIn(role, _address(home, actor), _give_password(home, actor, password()))
        for role, actor in _who(season).items()
    ]


def _who(season: Season) -> dict[str, Actor]:
    here = season.organisations[0]
    committee = here.committees[0]
    place = committee.city or committee.faculty  # lists of real universities know few cities
    return {
        "director": season.director,
        "auditor": season.auditor,
        "operator": season.operator,
        f"nore_out ({here.country.code})": here.nore_out,
        f"nore_in ({here.country.code})": here.nore_in,
        f"lore ({place})": committee.lore,
        f"mentor ({place})": committee.projects[0][1],
        f"contact_person ({place})": committee.contact_persons[0][1],
        f"provider ({place})": committee.provider,
        **{f"student ({stage})": student for stage, student in season.students.items()},
    }


def _give_password(home: OneProcessHome, actor: Actor, password: str) -> str:
    person_id = str(actor.person_id)
    home.send("people", "open_account", {"person_id": person_id}, SYSTEM)
    token = home.send("people", "invite", {"person_id": person_id}, SYSTEM)["token"]
    home.send("people", "accept_invitation", {"token": token, "password": password}, SYSTEM)
    return password


def _address(home: OneProcessHome, actor: Actor) -> str:
    assert isinstance(actor.person_id, UUID)
    data = {"person_id": str(actor.person_id), "purpose": "own", "fields_asked": ["email"]}
    seen = home.send("people", "view_personal_data", data, Actor(actor.person_id))
    email: str = seen["data"]["email"]
    return email
