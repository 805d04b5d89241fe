"""The documentation page: Swagger UI out of the installed package, nothing from other hosts."""

from pathlib import Path

import flask_swagger_ui
from flask import Blueprint, Response, send_from_directory, url_for
from werkzeug.exceptions import NotFound

from gateway.api.blueprints import BASE

ASSETS = Path(flask_swagger_ui.__file__).parent / "dist"
SERVED = ("swagger-ui-bundle.js", "swagger-ui.css", "favicon-32x32.png")
A_DAY = 86_400

# Swagger UI writes style attributes and draws with data: images; scripts are all its own.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>The Exchange: API</title>
<link rel="icon" href="docs/assets/favicon-32x32.png">
<link rel="stylesheet" href="docs/assets/swagger-ui.css">
</head>
<body>
<main id="api"></main>
<noscript>This page needs JavaScript; the description itself is <a href="openapi.json">here</a>.
</noscript>
<script src="docs/assets/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
"""
START = """SwaggerUIBundle({
  url: "%s", dom_id: "#api", deepLinking: true, docExpansion: "none", filter: true,
  validatorUrl: null
});
"""


def documentation_blueprint() -> Blueprint:
    """The page, its script and its assets, under ``/api/v1/docs``."""
    made = Blueprint("documentation", __name__, url_prefix=f"{BASE}/docs")
    made.add_url_rule("", "page", _page)
    made.add_url_rule("/start.js", "start", _start)
    made.add_url_rule("/assets/<string:name>", "asset", _asset)
    return made


def _page() -> Response:
    return Response(PAGE, mimetype="text/html", headers={"Content-Security-Policy": POLICY})


def _start() -> Response:
    return Response(START % url_for("api-docs.openapi_json"), mimetype="text/javascript")


def _asset(name: str) -> Response:
    if name not in SERVED:
        raise NotFound
    return send_from_directory(ASSETS, name, max_age=A_DAY)
