"""The search that jumps to a page, a project, a host, or whatever else an area finds."""

from gateway.web.pages.search import pages, things
from gateway.web.pages.search.area import SEARCH

__all__ = ["SEARCH", "pages", "things"]
