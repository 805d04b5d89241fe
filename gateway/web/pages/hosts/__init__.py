"""The hosting organisations: a list, a page for each, some of them side by side."""

from gateway.web.pages.hosts import comparison, organisation, organisations
from gateway.web.pages.hosts.area import HOSTS

__all__ = ["HOSTS", "comparison", "organisation", "organisations"]
