"""JSON and pages of some length travel compressed, for phones on slow networks.

A compressed answer is another representation of the same version, so its entity tag becomes a
weak one (RFC 9110, section 8.8.1); If-Match accepts both, because a version is meant.
"""

import gzip
from functools import lru_cache

from flask import Response, g, request

from gateway.api.context import MOST_ANSWERS

WORTH_IT = 1_024
LEVEL = 5
TEXTS = ("text/html", "text/csv")


def compressed(response: Response) -> Response:
    """The answer, compressed with gzip if it is text, worth it, and the client takes it."""
    if not (response.is_json or response.mimetype in TEXTS) or response.is_streamed:
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings.quality("gzip") > 0 and len(response.get_data()) > WORTH_IT:
        compress = _compressed_public if "cache_control" in g else _compressed
        response.set_data(compress(response.get_data()))
        response.headers["Content-Encoding"] = "gzip"
        _weaken_tag(response)
    return response


def _compressed(body: bytes) -> bytes:
    return gzip.compress(body, LEVEL, mtime=0)


_compressed_public = lru_cache(MOST_ANSWERS)(_compressed)
"""Public answers are given again; what is personal is not kept."""


def _weaken_tag(response: Response) -> None:
    tag, _ = response.get_etag()
    if tag is not None:
        response.set_etag(tag, weak=True)
