"""What is looked at on a page: rules of accessibility, sizes of targets, overflow, weight."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SMALLEST_TARGET = 24

TOO_SMALL = """(least) => {
  const isInline = (e) => getComputedStyle(e).display === "inline" &&
    e.closest("p, li, dd, td, th, small");
  const size = (e) => (e.closest("label") ?? e).getBoundingClientRect();
  const isHidden = (e) => size(e).width <= 1 || size(e).height <= 1;
  return [...document.querySelectorAll("a, button, input, select, textarea, summary")]
    .filter((e) => e.checkVisibility() && !isInline(e) && !isHidden(e) && e.type !== "hidden")
    .filter((e) => size(e).height < least || size(e).width < least)
    .map((e) => e.outerHTML.slice(0, 120));
}"""
OUTLINE = "getComputedStyle(document.activeElement).outlineStyle"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
SHIFT = """() => new Promise((resolve) => {
  let total = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) total += entry.hadRecentInput ? 0 : entry.value;
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(total)));
})"""


def violations(page: Page, *only: str) -> list[str]:
    """What axe finds on a page: of all rules, or only of some."""
    run = {"type": "rule", "values": list(only)} if only else {"type": "tag", "values": RULES}
    found = Axe().run(page, options={"runOnly": run, "resultTypes": ["violations"]})
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for one in found.response["violations"]
        for node in one["nodes"]
    ]


def small_targets(page: Page) -> list[str]:
    """What can be clicked but is too small to be hit; links within text are text."""
    found: list[str] = page.evaluate(TOO_SMALL, SMALLEST_TARGET)
    return found


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    return int(page.evaluate(OVERFLOW))


def layout_shift(page: Page) -> float:
    """How much of the page has moved while it was loaded."""
    return float(page.evaluate(SHIFT))


@dataclass
class Heard:
    """What a browser complained about, and how many bytes came over the network."""

    complaints: list[str] = field(default_factory=list)
    bytes: int = 0


@contextmanager
def listening(page: Page) -> Iterator[Heard]:
    """Listen to what the browser says while a page is opened."""
    heard = Heard()
    page.on("console", lambda m: heard.complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: heard.complaints.append(str(error)))
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")

    def count(told: dict[str, Any]) -> None:
        heard.bytes += int(told["encodedDataLength"])

    network.on("Network.loadingFinished", count)
    yield heard
    network.detach()
