"""What a browser shows without network, and the worker that shows it."""

import json

from flask import Response

from gateway.web.answers import page
from gateway.web.context import site
from gateway.web.language import marked
from gateway.web.offline import kept_offline
from gateway.web.pages.account.area import ACCOUNT
from gateway.web.registry.audience import EVERYBODY

SCRIPT = "text/javascript; charset=utf-8"


@ACCOUNT.page("/offline", marked("No network"), seen_by=EVERYBODY, is_destination=False)
def offline() -> Response:
    """What stands in place of a page that is not kept."""
    return kept_offline(page("account/offline.html", is_kept=False))


@ACCOUNT.page("/offline/kept", marked("Kept for later"), seen_by=EVERYBODY, is_destination=False)
def kept() -> Response:
    """What stands in place of the answer to a form that could not be sent yet."""
    return kept_offline(page("account/offline.html", is_kept=True))


@ACCOUNT.file("/worker.js", seen_by=EVERYBODY)
def worker() -> Response:
    """The service worker: at the root, because it serves every page; new whenever a file is."""
    frame = json.dumps(site().static.frame())
    script = site().static.text("worker.js")
    filled = script.replace("{digest}", site().static.digest).replace("{frame}", frame)
    return Response(filled, headers={"Cache-Control": "no-cache"}, content_type=SCRIPT)
