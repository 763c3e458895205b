"""A static chart against kaleido's picture of the same figure, by turns in one process.

kaleido is no dependency of the package: ``pip install kaleido`` and a Chromium (``BROWSER_PATH``)
are needed for the other side of the ratio; without them only our side is printed.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import jmanalysis as jm
from jmanalysis.briefings import make_briefing
from jmanalysis.charts.spec import Chart
from jmanalysis.exports.pictures import png

ROUNDS = 5
LEAST_RATIO = 8.0
LONGEST_BRIEFING = 60.0


def timed(make: Callable[[], object]) -> float:
    """Return the seconds that one call takes."""
    started = time.perf_counter()
    make()
    return time.perf_counter() - started


def ratio(figure: Chart) -> float | None:
    """Return how many times longer kaleido takes, the median of the pairs; None without it."""
    browser = os.environ.get("BROWSER_PATH") or shutil.which("chromium")
    if find_spec("kaleido") is None or browser is None:
        return None
    os.environ["BROWSER_PATH"] = browser
    drawn = figure.interactive().figure
    ours = [timed(lambda: png(figure)) for _ in range(ROUNDS)]
    theirs = [timed(lambda: drawn.to_image("png", scale=1.5)) for _ in range(ROUNDS)]
    print(f"static {statistics.median(ours):.2f} s, kaleido {statistics.median(theirs):.2f} s")
    return statistics.median(b / a for a, b in zip(ours, theirs, strict=True))


def main() -> int:
    """Print the ratio and the time of a whole briefing; 1 where a limit is missed."""
    panel = jm.normalise(jm.load())
    figure = jm.chart(jm.compare(panel, "childcare_slots", year=2024).order_by("known"))
    png(figure)  # imports and fonts are not what is measured
    print(f"a static chart once imported: {timed(lambda: png(figure)):.2f} s")
    found = ratio(figure)
    print("kaleido is not installed: no ratio" if found is None else f"ratio {found:.1f} ×")
    with tempfile.TemporaryDirectory() as folder:
        took = timed(lambda: make_briefing(Path(folder), say=lambda _: None))
    print(f"the whole briefing, every chart in every format: {took:.1f} s")
    return int((found is not None and found < LEAST_RATIO) or took > LONGEST_BRIEFING)


if __name__ == "__main__":
    sys.exit(main())
