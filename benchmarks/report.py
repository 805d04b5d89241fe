"""What was measured, as a table in Markdown: for the terminal, and for docs/performance.md."""

import os
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.rounds import Aim, Comparison

HEADINGS = ("| what | contender | median | ratio | aim |", "|---|---|---:|---:|---:|")


def machine() -> str:
    """What the figures were measured on, and when."""
    today = datetime.now(UTC).date().isoformat()
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"Measured on {today}: {_processor()}, {os.cpu_count()} cores, {system}."


def _processor() -> str:
    found = Path("/proc/cpuinfo")
    lines = found.read_text().splitlines() if found.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or "unknown processor")


def lines(comparison: Comparison) -> Iterator[str]:
    """Lines of a Markdown table below its headings: one for each contender, with its ratios."""
    title = comparison.title
    for name in comparison.figures:
        aims = [aim for aim in comparison.aims if aim.contender == name]
        figure = f"{_number(comparison.median_of(name))} {comparison.unit}"
        ratios = "<br>".join(_ratio(comparison, aim) for aim in aims)
        yield f"| {title} | {name} | {figure} | {ratios} | {'<br>'.join(map(str, aims))} |"
        title = ""


def _ratio(comparison: Comparison, aim: Aim) -> str:
    measured = comparison.ratio(aim.contender, aim.baseline)
    missed = "" if aim.is_met_by(measured) else " (missed)"
    return f"{measured:.2f} of {aim.baseline}{missed}"


def _number(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.2f}"
