"""QR codes as SVG that stands in a page."""

import segno
from markupsafe import Markup


def qr_code(text: str, title: str) -> Markup:
    """The code of a text, such as an address to open with a phone."""
    made = segno.make(text, error="m", micro=False)
    drawn = made.svg_inline(scale=4, border=2, title=title, omitsize=True, svgclass=None)
    return Markup(drawn)  # noqa: S704 - drawn by us; the title is escaped by the library
