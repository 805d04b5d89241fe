"""The dashboards of Grafana, written from what stands here in a line each.

``python -m tools.dashboards`` (or ``make docs``) writes ``deploy/grafana/dashboards``; a test keeps
them equal, and another asks a real Prometheus every question that is in them.
"""
