"""Who sees a page."""

from dataclasses import dataclass

from gateway.web.visitor import Visitor
from services.contracts.roles import Role


@dataclass(frozen=True)
class Audience:
    """Everybody; or whoever is signed in and holds one of the roles (none: whatever they hold)."""

    is_everybody: bool = False
    roles: tuple[Role, ...] = ()

    def includes(self, visitor: Visitor) -> bool:
        """Whether the page is for this visitor."""
        if self.is_everybody:
            return True
        return visitor.is_signed_in and (not self.roles or bool(visitor.roles & set(self.roles)))


EVERYBODY = Audience(is_everybody=True)
SIGNED_IN = Audience()


def those_with(*roles: Role) -> Audience:
    """Whoever holds one of these roles today."""
    return Audience(roles=roles)
