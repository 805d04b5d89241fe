"""Who sees a page."""

from dataclasses import dataclass

from gateway.web.visitor import Visitor
from services.contracts.roles import Role


@dataclass(frozen=True)
class Audience:
    """Everybody; or whoever is signed in and holds one of the roles (none: whatever they hold).

    With ``lets_links_in``, also whoever comes by a personal link to the exchange in the address.
    """

    is_everybody: bool = False
    roles: tuple[Role, ...] = ()
    lets_links_in: bool = False

    def includes(self, visitor: Visitor) -> bool:
        """Whether the page is for this visitor."""
        if self.is_everybody:
            return True
        if visitor.is_by_link:
            return self.lets_links_in
        return visitor.is_signed_in and (not self.roles or bool(visitor.roles & set(self.roles)))


EVERYBODY = Audience(is_everybody=True)
SIGNED_IN = Audience()
SIGNED_IN_OR_BY_LINK = Audience(lets_links_in=True)


def those_with(*roles: Role) -> Audience:
    """Whoever holds one of these roles today."""
    return Audience(roles=roles)
