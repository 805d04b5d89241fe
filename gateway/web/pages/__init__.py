"""The pages, a package for each area. An area is listed here, and with that it is complete."""

from gateway.web.pages.account import ACCOUNT
from gateway.web.pages.auditing import AUDITING
from gateway.web.pages.catalogue import CATALOGUE
from gateway.web.pages.certificates import CERTIFICATES
from gateway.web.pages.committee import COMMITTEE
from gateway.web.pages.direction import DIRECTION
from gateway.web.pages.hosts import HOSTS
from gateway.web.pages.national import NATIONAL
from gateway.web.pages.operation import OPERATION
from gateway.web.pages.programme import PROGRAMME
from gateway.web.pages.search import SEARCH
from gateway.web.pages.student import STUDENT
from gateway.web.pages.tasks import TASKS
from gateway.web.registry.area import Area

AREAS: tuple[Area, ...] = (
    PROGRAMME,
    CATALOGUE,
    HOSTS,
    CERTIFICATES,
    ACCOUNT,
    STUDENT,
    TASKS,
    COMMITTEE,
    NATIONAL,
    DIRECTION,
    AUDITING,
    OPERATION,
    SEARCH,
)
