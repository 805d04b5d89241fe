"""What the programme is: the home page, how it works, help."""

from gateway.web.pages.programme import pages
from gateway.web.pages.programme.area import PROGRAMME

__all__ = ["PROGRAMME", "pages"]
