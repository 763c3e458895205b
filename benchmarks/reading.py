"""Reading against what exists, as ratios in one run on the same text.

Compared with chinese2digits, and with jieba's tagger followed by cn2an: both find numerals and
their values, and neither units, bounds nor rate bases. They are no dependency of the package:
install them in an environment of their own (``pip install chinese2digits jieba cn2an``); what is
absent is left out, with a message. The text is that of the specimens, repeated, or of the files
that are named; the best of several passes counts. Figures lie far denser in the specimens than on
a page, which costs us more time and the others less.

Run: ``python benchmarks/reading.py [FILE …]``
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import jmanalysis as jm
from jmanalysis.reading.quantities import find
from jmanalysis.reading.unwrapping import unwrap

SPECIMENS = Path(__file__).resolve().parent.parent / "tests" / "specimens"
SIZE = 600_000


def main() -> None:
    text = _text(SIZE)
    print(f"text: {len(text.encode()) / 1e6:.2f} MB")
    plain = unwrap(text).text
    own = _speed(plain, lambda: find(plain))
    unwrapped = _speed(text, partial(_find, text))
    whole = _end_to_end(text)
    print(f"quantities                     {own:7.2f} MB/s")
    print(f"quantities, with unwrapping    {unwrapped:7.2f} MB/s")
    print(f"end to end, with claims        {whole:7.2f} MB/s")
    peers = {"chinese2digits": _chinese2digits(), "jieba + cn2an": _jieba()}
    speeds: dict[str, float] = {}
    for name, peer in peers.items():
        if peer is None:
            print(f"{name}: not installed, left out")
            continue
        part = text[: SIZE // 20] if "jieba" in name else text  # it is slow, and linear
        speeds[name] = _speed(part, partial(peer, part))
        print(f"{name:30} {speeds[name]:7.2f} MB/s")
    for name, speed in speeds.items():
        print(f"ratio to {name}: quantities {own / speed:.2f}, end to end {whole / speed:.2f}")
    _page()
    _linear()


def _text(size: int) -> str:
    paths = [Path(name) for name in sys.argv[1:]] or sorted(SPECIMENS.glob("*.txt"))
    pages = "\n\n".join(path.read_text("utf-8") for path in paths)
    return (pages * (1 + size // len(pages)))[:size]


def _speed(text: str, run: Callable[[], object], passes: int = 3) -> float:
    run()
    return len(text.encode()) / 1e6 / min(_seconds(run) for _ in range(passes))


def _seconds(run: Callable[[], object]) -> float:
    begin = time.process_time()  # what else the machine does must not count
    run()
    return time.process_time() - begin


def _end_to_end(text: str) -> float:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.txt"
        path.write_text(text, "utf-8")
        return _speed(text, lambda: jm.read(path))


def _page() -> None:
    """Time one page of the usual size, everything included."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.txt"
        path.write_text(_text(12_000), "utf-8")
        kilobytes = path.stat().st_size / 1e3
        seconds = min(_seconds(lambda: jm.read(path)) for _ in range(3))
    print(f"a page of {kilobytes:.0f} KB: {seconds:.3f} s")


def _linear() -> None:
    """Time ten times the text: linear is ten times as long."""
    texts = [_text(size) for size in (300_000, 3_000_000)]
    small, large = (_seconds(partial(_find, text)) for text in texts)
    print(f"ten times the text takes {large / small:.1f} times as long")


def _find(text: str) -> object:
    return find(unwrap(text).text)


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
