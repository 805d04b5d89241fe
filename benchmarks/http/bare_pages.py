"""The baseline of pages: a Flask application with one bare template, on the same server.

    python -m benchmarks.http.bare_pages <port>

``GET /<bytes>`` is a page of about so many bytes: a frame, and lines that the template escapes.
It does: route, render, answer, on waitress with as many threads as the gateway has. It does not:
ask who it is, read from a database, translate, count, log, secure, or tag what it answers.
"""

import sys

from flask import Flask, render_template_string
from waitress import serve  # type: ignore[import-untyped]

from gateway.server import THREADS

TEMPLATE = """<!doctype html><html lang="en"><head><title>{{ title }}</title></head>
<body><h1>{{ title }}</h1>{% for line in lines %}
<p class="line">{{ line }}</p>{% endfor %}</body></html>"""
LINE = "A line of a page, as long as those of a list usually are & escaped."
BYTES_OF_A_LINE = len('\n<p class="line"></p>') + len(LINE) + len("amp;")


def bare_app() -> Flask:
    """The application with its one page."""
    app = Flask("bare")

    @app.get("/<int:size>")
    def page(size: int) -> str:
        lines = [LINE] * (size // BYTES_OF_A_LINE)
        return render_template_string(TEMPLATE, title="A page", lines=lines)

    return app


if __name__ == "__main__":
    serve(bare_app(), host="127.0.0.1", port=int(sys.argv[1]), threads=THREADS)
