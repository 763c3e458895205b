"""A million claims, normalised and compared, beside pandas doing a plain group-by of the same rows.

The group-by takes the highest low, the lowest high and the first words of each area, indicator and
period; it knows nothing of units, targets, openness, conflicts or ranks. Time: both by turns in one
process, median of the ratios. Memory: a fresh process makes the claims, gives back what making them
needed, and then measures by how much the peak of its resident memory rises during normalise and
compare (``VmHWM`` after it was reset; elsewhere ``ru_maxrss``, which only sees a new peak).

Run it: ``python benchmarks/million_claims.py [claims] [rounds]``.
"""

from __future__ import annotations

import ctypes
import gc
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pandas as pd
from _synthetic import observations

import jmanalysis as jm
from jmanalysis import Comparison, Observations

TIME_LIMIT, MEMORY_LIMIT = 5.0, 4.0
#: A share, and a rate that is also derived from two other indicators.
ASKED = {"a share": "i04", "a rate with numerator and denominator": "i11"}
STATUS, CLEAR_PEAK = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def group_by(frame: pd.DataFrame) -> pd.DataFrame:
    keys = frame.groupby(["area", "indicator", "period"])
    return keys.agg(low=("low", "max"), high=("high", "min"), words=("words", "first"))


def normalise_and_compare(claims: Observations, indicator: str) -> Comparison:
    return jm.compare(jm.normalise(claims), indicator, year=2024)


def seconds(work: Callable[[], object]) -> float:
    gc.collect()
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def measure_time(count: int, rounds: int) -> float:
    claims = observations(count)
    frame = claims.frame
    panel = jm.normalise(claims)
    print(f"{count} claims of {len(claims.register.areas)} areas: {panel!r}")
    del panel
    worst = 0.0
    for name, indicator in ASKED.items():
        pairs = [
            (
                seconds(lambda: group_by(frame)),
                seconds(lambda chosen=indicator: normalise_and_compare(claims, chosen)),  # type: ignore[misc]
            )
            for _ in range(rounds)
        ]
        plain, ours = (statistics.median(times) for times in zip(*pairs, strict=True))
        ratio = statistics.median(ours / plain for plain, ours in pairs)
        worst = max(worst, ratio)
        print(f"time, {name}: group-by {plain:.2f} s, normalise + compare {ours:.2f} s")
        print(f"  ratio {ratio:.2f} (limit {TIME_LIMIT:g}), median of {rounds} pairs")
    return worst


def measure_memory(count: int) -> float:
    """Ask a fresh process, for a peak cannot be taken back."""
    command = [sys.executable, __file__, "memory", str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    rise, table, text = json.loads(done.stdout.splitlines()[-1])
    ratio = float(rise / table)
    print(f"memory: peak rises by {rise / 2**20:.0f} MiB")
    print(
        f"  the claims as held {table / 2**20:.0f} MiB, as a frame of text {text / 2**20:.0f} MiB"
    )
    print(f"  ratio {ratio:.2f} to the claims as held, {rise / text:.2f} to the frame of text")
    print(f"  (limit {MEMORY_LIMIT:g}; judged by the smaller, the claims as held)")
    return ratio


def report_memory(count: int) -> None:
    claims = observations(count)
    table = int(claims._table.memory_usage(deep=True).sum())
    text = int(claims.frame.memory_usage(deep=True).sum())
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)  # else the work below would fit into freed memory unseen
    with suppress(OSError):
        CLEAR_PEAK.write_text("5", encoding="ascii")
    before = resident("VmRSS")
    kept = normalise_and_compare(claims, ASKED["a share"])
    print(json.dumps([resident("VmHWM") - before, table, text]))
    del kept


def resident(line: str) -> int:
    """Return bytes from the system's own account of this process."""
    if STATUS.exists():
        (found,) = (one for one in STATUS.read_text("ascii").splitlines() if one.startswith(line))
        return int(found.split()[1]) * 1024
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def main(words: list[str]) -> int:
    if words[:1] == ["memory"]:
        report_memory(int(words[1]))
        return 0
    count, rounds = (
        int(words[i]) if len(words) > i else usual for i, usual in ((0, 10**6), (1, 5))
    )
    took, held = measure_time(count, rounds), measure_memory(count)
    return int(took > TIME_LIMIT or held > MEMORY_LIMIT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
