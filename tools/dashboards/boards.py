"""Every dashboard."""

from tools.dashboards.of_facts import FACTS, LAG
from tools.dashboards.of_requests import MAILS, REQUESTS
from tools.dashboards.of_season import SEASON
from tools.dashboards.of_servers import SERVERS

BOARDS = (REQUESTS, FACTS, LAG, SEASON, MAILS, SERVERS)
