"""Who can sign in to a sample season: one account of each role, with a generated password."""

from collections.abc import Callable
from dataclasses import dataclass

from exchange.season.build import Season
from exchange.season.chronicle import Chronicle
from services.contracts.roles import SYSTEM, Actor


@dataclass(frozen=True)
class SignIn:
    """An account to try the product with."""

    role: str
    email: str
    password: str


def sign_ins_of(season: Season, chronicle: Chronicle, password: Callable[[], str]) -> list[SignIn]:
    """Give a password to one account of each role.

    Secrets are not written into the journal: whoever is broken off here gives new ones.
    """
    return [
        SignIn(
            role, season.addresses[actor.person_id], _give_password(chronicle, actor, password())
        )
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


def _give_password(chronicle: Chronicle, actor: Actor, password: str) -> str:
    person_id, home = str(actor.person_id), chronicle.home
    chronicle.send(SYSTEM, "people", "open_account", {"person_id": person_id})
    token = home.send("people", "invite", {"person_id": person_id})["token"]
    home.send("people", "accept_invitation", {"token": token, "password": password})
    return password
