"""What ``import jmanalysis`` costs beside ``import pandas``, and what it loads.

Fresh processes by turns, so that a busy moment of the machine meets both; the ratio is the median
of the ratios of neighbours. Run it: ``python benchmarks/import_cost.py [pairs]``.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys

LIMIT = 1.1
HEAVY = ("matplotlib", "plotly", "scipy", "frictionless", "openpyxl", "pptx", "docx", "PIL")
TIMED = """
import time
begun = time.perf_counter()
import {module}
print(time.perf_counter() - begun)
"""
LOADED = """
import json, sys
import jmanalysis as jm
jm.compare(jm.normalise(jm.load()), "childcare_slots", year=2024)
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout


def seconds(module: str) -> float:
    return float(run(TIMED.format(module=module)))


def main(pairs: int) -> int:
    for module in ("pandas", "jmanalysis"):  # from here on all files are in the system's cache
        seconds(module)
    both = [(seconds("pandas"), seconds("jmanalysis")) for _ in range(pairs)]
    plain, ours = (statistics.median(times) for times in zip(*both, strict=True))
    ratio = statistics.median(ours / plain for plain, ours in both)
    heavy = sorted(set(HEAVY) & set(json.loads(run(LOADED))))
    print(f"import pandas      {plain:.3f} s")
    print(f"import jmanalysis  {ours:.3f} s")
    print(f"ratio {ratio:.3f} (limit {LIMIT}), median of {pairs} pairs")
    print(f"heavy modules after load, normalise, compare: {', '.join(heavy) or 'none'}")
    return int(ratio > LIMIT or bool(heavy))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 21))
