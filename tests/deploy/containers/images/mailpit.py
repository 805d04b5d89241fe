#!/usr/bin/python3
"""A mail sink: takes letters on port 1025, and tells how many there are on port 8025."""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import urlopen

from aiosmtpd.controller import Controller

SUBJECTS = []


class Sink:
    """Keeps the subject of each letter."""

    async def handle_DATA(self, server, session, envelope):
        head = envelope.content.decode(errors="replace")
        SUBJECTS.extend(line for line in head.splitlines() if line.startswith("Subject:"))
        return "250 taken"


class Told(BaseHTTPRequestHandler):
    """As much of the interface as is asked for."""

    def do_GET(self):
        answer = json.dumps({"total": len(SUBJECTS)}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        """Nobody reads it."""


if "readyz" in sys.argv:
    urlopen("http://127.0.0.1:8025/readyz", timeout=4)
else:
    Controller(Sink(), hostname="0.0.0.0", port=1025).start()
    ThreadingHTTPServer(("0.0.0.0", 8025), Told).serve_forever()
