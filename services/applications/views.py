"""What applications needs to know at a glance: about hosts, and about its own open ends."""

from services.applications.read_models.deadlines import DeadlinesDue
from services.applications.read_models.hosts import KnownHosts
from services.applications.read_models.open_ends import OpenEnds
from services.eventlog.views import Tables


class ApplicationsViews(KnownHosts, OpenEnds, DeadlinesDue):
    """What do hosts offer and ask for, and what is still open in the exchanges?"""

    def __init__(self, tables: Tables) -> None:
        KnownHosts.__init__(self, tables)
        OpenEnds.__init__(self, tables)
        DeadlinesDue.__init__(self, tables)
