"""Reading against what exists, as ratios in one run on the same text.

Compared with chinese2digits, and with jieba's tagger followed by cn2an: both find numerals and
their values, and neither units, bounds nor rate bases. They are no dependency of the package:
install them in an environment of their own (``pip install chinese2digits jieba cn2an``); what is
absent is left out, with a message. All sides are timed by turns, and the best of several passes
counts.

The text is that of the specimens, thinned by their own sentences without numerals until these lie
as far apart as on the two source pages, 20 in 1,000 characters; or that of the files that are
named. The specimens as they are hold four times as many numerals, and eight times as many figures,
which costs us more time and the others less; they are measured too, and have no limit end to end.

Run: ``python benchmarks/reading.py [FILE …]``; where a limit is missed it ends with another code
than zero.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import jmanalysis as jm
from jmanalysis.reading.quantities import find
from jmanalysis.reading.unwrapping import unwrap

SPECIMENS = Path(__file__).resolve().parent.parent / "tests" / "specimens"
SIZE = 600_000
A_PAGE = 20  # numerals in 1,000 characters, as on the two source pages
PASSES = 4
JIEBA, CHINESE2DIGITS = "jieba + cn2an", "chinese2digits"
_SENTENCE = re.compile("[^。！？；]*[。！？；]|[^。！？；]+$")
_NUMERAL = re.compile("[0-9０-９零一二两三四五六七八九十百千万亿]")
QUANTITIES, WHOLE = "quantities", "end to end, with claims"
#: How many times as fast as the other, in MB/s, each part has to be.
LIMITS = {
    (QUANTITIES, CHINESE2DIGITS): 1.0,
    (QUANTITIES, JIEBA): 20.0,
    (WHOLE, CHINESE2DIGITS): 1 / 3,
    (WHOLE, JIEBA): 20 / 3,
}
LONGEST_PAGE = 0.5  # seconds
STEEPEST = 13.0  # times as long, for ten times the text


class Timed(NamedTuple):
    """Something to be timed: the text that it reads, and how."""

    text: str
    run: Callable[[], object]


def main() -> None:
    named = [Path(name).read_text("utf-8") for name in sys.argv[1:]]
    dense = [path.read_text("utf-8") for path in sorted(SPECIMENS.glob("*.txt"))]
    pages = "\n\n".join(named or _thinned(dense))
    sound = _measured(pages, LIMITS)
    if not named:
        print("the specimens as they are:")
        ends = {pair: least * (pair[0] == QUANTITIES) for pair, least in LIMITS.items()}
        sound += _measured("\n\n".join(dense), ends)
    sound += [_page(pages), _linear(pages)]
    sys.exit(0 if all(sound) else 1)


def _measured(pages: str, limits: dict[tuple[str, str], float]) -> list[bool]:
    """Measure ourselves and the others on the same pages, and say which limits are kept."""
    text = _repeated(pages, SIZE)
    plain = unwrap(text).text
    numerals = 1000 * len(find(plain)) / len(plain)
    print(f"text: {len(text.encode()) / 1e6:.2f} MB, {numerals:.0f} numerals in 1,000 characters")
    with _file(text) as path:
        sides = {
            QUANTITIES: Timed(plain, lambda: find(plain)),
            "quantities, with unwrapping": Timed(text, lambda: find(unwrap(text).text)),
            WHOLE: Timed(text, lambda: jm.read(path)),
            **_peers(pages, text),
        }
        speeds = _speeds(sides)
    for name, speed in speeds.items():
        print(f"{name:30} {speed:7.2f} MB/s")
    return [_ratio(speeds, *pair, least) for pair, least in limits.items()]


def _thinned(pages: list[str]) -> list[str]:
    """Put sentences without numerals between those with many, until they are as far apart."""
    sentences = [one for page in pages for one in _SENTENCE.findall(page)]
    quiet = cycle([one for one in sentences if not _NUMERAL.search(one)])
    thinned = []
    for page in pages:
        missing = len(find(unwrap(page).text)) * 1000 // A_PAGE - len(page)
        said = _SENTENCE.findall(page)
        share = missing / len(said)
        made, length = [], 0
        for number, one in enumerate(said, start=1):
            made.append(one)
            while length < number * share:
                made.append(next(quiet))
                length += len(made[-1])
        thinned.append("".join(made))
    return thinned


def _repeated(pages: str, size: int) -> str:
    return (pages * (1 + size // len(pages)))[:size]


@contextmanager
def _file(text: str) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.txt"
        path.write_text(text, "utf-8")
        yield path


def _peers(pages: str, text: str) -> dict[str, Timed]:
    """Return what others do with the text; jieba is slow, and linear: it gets each page once."""
    found = {CHINESE2DIGITS: (_chinese2digits(), text), JIEBA: (_jieba(), pages)}
    for name, (peer, _) in found.items():
        if peer is None:
            print(f"{name}: not installed, left out")
    return {name: Timed(t, partial(peer, t)) for name, (peer, t) in found.items() if peer}


def _speeds(sides: dict[str, Timed]) -> dict[str, float]:
    """Time all sides by turns, so that a busy moment meets each."""
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(1 + PASSES):
        for name, side in sides.items():
            taken[name].append(_seconds(side.run))
    return {
        name: len(side.text.encode()) / 1e6 / min(taken[name][1:]) for name, side in sides.items()
    }


def _seconds(run: Callable[[], object]) -> float:
    begin = time.process_time()  # what else the machine does must not count
    run()
    return time.process_time() - begin


def _ratio(speeds: dict[str, float], name: str, peer: str, least: float) -> bool:
    if peer not in speeds:
        return True
    ratio = speeds[name] / speeds[peer]
    print(f"{name}: {ratio:.2f} × {peer} ({f'limit {least:.2f}' if least else 'no limit'})")
    return ratio >= least


def _page(pages: str) -> bool:
    """Time one page of the usual size, everything included."""
    with _file(_repeated(pages, 12_000)) as path:
        kilobytes = path.stat().st_size / 1e3
        seconds = min(_seconds(lambda: jm.read(path)) for _ in range(3))
    print(f"a page of {kilobytes:.0f} KB: {seconds:.3f} s (limit {LONGEST_PAGE})")
    return seconds <= LONGEST_PAGE


def _linear(pages: str) -> bool:
    """Time ten times the text, end to end: linear is ten times as long."""
    taken = []
    for size in (200_000, 2_000_000):
        with _file(_repeated(pages, size)) as path:
            taken.append(min(_seconds(partial(jm.read, path)) for _ in range(2)))
    times = taken[1] / taken[0]
    print(f"ten times the text takes {times:.1f} times as long (limit {STEEPEST})")
    return times <= STEEPEST


def _chinese2digits() -> Callable[[str], object] | None:
    try:
        from chinese2digits import chinese2digits  # type: ignore[import-not-found]
    except ImportError:
        return None
    found: Callable[[str], object] = chinese2digits.takeNumberFromString
    return found


def _jieba() -> Callable[[str], object] | None:
    try:
        import cn2an  # type: ignore[import-not-found]
        import jieba  # type: ignore[import-not-found]
        from jieba import posseg
    except ImportError:
        return None
    jieba.setLogLevel(60)

    def run(text: str) -> list[float]:
        found = []
        for word, flag in posseg.cut(text):
            if flag == "m" and re.search(r"[\d零一二两三四五六七八九十百千万亿]", word):
                try:
                    found.append(cn2an.cn2an(word, "smart"))
                except ValueError:
                    continue
        return found

    return run


if __name__ == "__main__":
    main()
