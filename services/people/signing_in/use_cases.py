"""The use cases of signing in. They are queries to the host: no secret of them is recorded."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from services.hosting.use_cases import UseCases
from services.people.domain import Person
from services.people.errors import AccountNotOpen, InvitationNotUsable, SessionEnded, SignInFailed
from services.people.signing_in.attempts import Attempts
from services.people.signing_in.invitations import LIFETIME_IN_A_MAIL, Invitations
from services.people.signing_in.links import Link, Links
from services.people.signing_in.passwords import Passwords, check_suitable
from services.people.signing_in.sessions import Session, Sessions
from services.people.vault.records import ADDRESS, Records

BETWEEN_MAILS = timedelta(minutes=1)
"""So long one waits at least before the next mail about a forgotten password."""


class SigningIn(UseCases):
    """Invitations, passwords and sessions of people with an open account; links of anybody."""

    records: Records

    def prepare(self) -> None:
        """Open the stores of secrets."""
        super().prepare()
        engine = self.tools.engine
        self.passwords = Passwords(engine)
        self.attempts = Attempts(engine)
        self.sessions = Sessions(engine)
        self.invitations = Invitations(engine)
        self.links = Links(engine)

    def act_on_time(self) -> None:
        """Forget what nobody can use any more."""
        now = self.now()
        for store in (self.attempts, self.sessions, self.invitations, self.links):
            store.forget_old(now)

    def invite(self, *, person_id: UUID) -> dict[str, Any]:
        """Let the person choose a password."""
        person = self.change(Person, person_id, **self.guards(person_id))
        person.invite()
        token, expires_at = self.invitations.invite(person_id, self.now())
        return {"person_id": person_id, "token": token, "expires_at": expires_at}

    def guards(self, person_id: UUID) -> dict[str, None]:
        """Keeps the home's officers from taking over the account of an officer: without a home
        unit to hold a role for, only programme roles are left.
        """
        is_guarded = self.passwords.is_set(person_id) and self._is_officer(person_id)
        return {"home_lc_id": None, "home_nmo_id": None} if is_guarded else {}

    def _is_officer(self, person_id: UUID) -> bool:
        return self.get(Person, person_id).holds_office(self.today())

    def accept_invitation(self, *, token: str, password: str) -> dict[str, Any]:
        """Choose the first password, or one instead of a forgotten one."""
        self.permit()
        now = self.now()
        person_id = self.invitations.whose(token, now)
        if self._with_account(person_id) is None:
            raise InvitationNotUsable
        check_suitable(password, self._address_of(person_id))
        self.invitations.use_up(token, now)
        return self._replace_password(person_id, password)

    # -- a forgotten password

    def forget_password(self, *, email: str) -> dict[str, Any]:
        """Have a mail sent to who signs in with this address, with a link to another password.

        Nobody is told whether somebody does: the answer, and how long one has to wait before one
        asks again, are the same.
        """
        self.permit()
        lookup, now = self.records.lookup(f"forgotten {email.strip().casefold()}"), self.now()
        self.attempts.check(lookup, now)
        self.attempts.failed(lookup, now, shortest=BETWEEN_MAILS)
        person = self._with_account(self.records.person_at(email))
        if person and self.passwords.is_set(person.id):
            person.forget_password()
        return {}

    def issue_password_link(self, *, person_id: UUID) -> dict[str, Any]:
        """Make the link for that mail; it lets choose a password once, for a short time."""
        person = self.get(Person, person_id)
        self.permit(person)
        if not person.is_open:
            raise AccountNotOpen
        token, expires_at = self.invitations.invite(person_id, self.now(), LIFETIME_IN_A_MAIL)
        return {"token": token, "expires_at": expires_at}

    def set_password(
        self, *, person_id: UUID, password: str, current_password: str
    ) -> dict[str, Any]:
        """Change a password; every session of the person ends."""
        self.permit(self.get(Person, person_id))
        if not self.actor.is_system:
            self._verify(self.records.lookup(str(person_id)), person_id, current_password)
        check_suitable(password, self._address_of(person_id))
        return self._replace_password(person_id, password)

    def _replace_password(self, person_id: UUID, password: str) -> dict[str, Any]:
        is_first = not self.passwords.is_set(person_id)
        self.passwords.set(person_id, password)
        self.sessions.end_all(person_id)
        self.also(Person, person_id).change_password(is_first=is_first)
        return {"person_id": person_id}

    def sign_in(self, *, email: str, password: str) -> Session:
        """Begin a session. An unknown address and a wrong password are refused alike."""
        self.permit()
        person = self._with_account(self.records.person_at(email))
        self._verify(self.records.lookup(email), person.id if person else None, password)
        assert person is not None  # nobody's password is never verified
        return self.sessions.begin(self.new_id(), person.id, self.now())

    def _verify(self, lookup: bytes, person_id: UUID | None, password: str) -> None:
        now = self.now()
        self.attempts.check(lookup, now)
        if not self.passwords.verify(person_id, password):
            self.attempts.failed(lookup, now)
            raise SignInFailed
        self.attempts.succeeded(lookup)

    def renew_session(self, *, refresh_token: str) -> Session:
        """Go on with a session; it ends with the account."""
        self.permit()
        session = self.sessions.renew(refresh_token, self.now())
        if self._with_account(session.person_id) is None:
            self.sessions.end_all(session.person_id)
            raise SessionEnded
        return session

    def sign_out(self, *, refresh_token: str) -> dict[str, Any]:
        """End a session; one that has ended already is fine."""
        self.permit()
        self.sessions.end(refresh_token)
        return {}

    # -- links

    def issue_link(self, *, person_id: UUID, exchange_id: UUID) -> dict[str, Any]:
        """Make a link to what the person is asked for in the exchange."""
        person = self.get(Person, person_id)
        self.permit(person)
        token, expires_at = self.links.issue(person_id, exchange_id, self.now())
        return {"token": token, "expires_at": expires_at}

    def open_link(self, *, token: str) -> Link:
        """Say whose link it is and what for."""
        self.permit()
        return self.links.opened(token, self.now())

    def end_links(self, *, person_id: UUID) -> dict[str, Any]:
        """Make every link that the person was sent unusable."""
        self.permit(self.get(Person, person_id))
        self.links.end_all(person_id)
        return {"person_id": person_id}

    def _with_account(self, person_id: UUID | None) -> Person | None:
        person = self.find(Person, person_id) if person_id else None
        return person if person and person.is_open else None

    def _address_of(self, person_id: UUID) -> str | None:
        return self.records.read(person_id, frozenset({ADDRESS})).get(ADDRESS)
