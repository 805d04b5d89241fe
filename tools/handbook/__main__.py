"""``python -m tools.handbook`` writes all generated pages."""

from tools.handbook.pages import DOCS, PAGES

for name, make in PAGES.items():
    (DOCS / name).write_text(make(), encoding="utf-8")
