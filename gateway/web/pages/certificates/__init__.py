"""Certificates: anybody can check whether one is genuine."""

from gateway.web.pages.certificates import pages
from gateway.web.pages.certificates.area import CERTIFICATES

__all__ = ["CERTIFICATES", "pages"]
