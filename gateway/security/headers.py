"""Headers that tell browsers to be careful with what the gateway answers.

Sources: OWASP REST Security Cheat Sheet ("Security Headers"), CSP level 3.
"""

from flask import Response

API_POLICY = "default-src 'none'; frame-ancestors 'none'"
ONE_YEAR = "max-age=31536000; includeSubDomains"


def secured(response: Response, is_behind_tls: bool) -> Response:
    """The response with security headers; a page that set its own policy keeps it."""
    response.headers.setdefault("Content-Security-Policy", API_POLICY)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    if is_behind_tls:
        response.headers["Strict-Transport-Security"] = ONE_YEAR
    return response
