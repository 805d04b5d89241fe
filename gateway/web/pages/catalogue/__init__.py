"""The catalogue of research projects: search, filters, a page for each project."""

from gateway.web.pages.catalogue import project, projects
from gateway.web.pages.catalogue.area import CATALOGUE

__all__ = ["CATALOGUE", "project", "projects"]
