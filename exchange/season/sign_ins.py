"""Who can sign in to a sample season: one account of each role, with a generated password."""

from collections.abc import Callable
from dataclasses import dataclass

from exchange.season.build import Season
from exchange.season.chronicle import Chronicle
from services.contracts.roles import SYSTEM, Actor

WHOSE_STUDENT_IS = {"mentor": "at work", "contact_person": "accepted"}


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
        **_helpers(season, place),
        f"provider ({place})": committee.provider,
        **{f"student ({stage})": student for stage, student in season.students.items()},
    }


def _helpers(season: Season, place: str) -> dict[str, Actor]:
    """A mentor and a contact person who have something to do; or else some of the place."""
    committee, busy = season.organisations[0].committees[0], season.helpers
    some = {"mentor": committee.projects[0][1], "contact_person": committee.contact_persons[0][1]}
    return {
        f"{role} ({WHOSE_STUDENT_IS[role] if role in busy else place})": busy.get(role, who)
        for role, who in some.items()
    }


def _give_password(chronicle: Chronicle, actor: Actor, password: str) -> str:
    person_id, home = str(actor.person_id), chronicle.home
    chronicle.send(SYSTEM, "people", "open_account", {"person_id": person_id})
    token = home.send("people", "invite", {"person_id": person_id})["token"]
    home.send("people", "accept_invitation", {"token": token, "password": password})
    return password
