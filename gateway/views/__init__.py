"""The read models that answer queries: fed by the facts of all services, rebuilt at any time.

Every part is named for what it answers, and every table is written from the facts of one
service only: facts of one service come in order, so no table depends on the order between
services. What takes facts of several services to answer is joined when it is asked.
"""

from gateway.views.gateway_views import NAME, GatewayViews

__all__ = ["NAME", "GatewayViews"]
