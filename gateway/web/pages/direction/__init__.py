"""What a director does: publish projects, let organisations take part, appoint officers."""

from gateway.web.pages.direction import officers, organisations, projects
from gateway.web.pages.direction.area import DIRECTION

__all__ = ["DIRECTION", "officers", "organisations", "projects"]
