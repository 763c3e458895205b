"""Shielding: once the files are being moved, Ctrl-C comes too late, and is told so.

Whoever interrupts and reads 已中断 believes that nothing was written, and adds the same rows again.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def shielded() -> Iterator[None]:
    """Let what is begun come to its end, and say afterwards that an interruption came too late.

    Only the main thread is ever interrupted; in another there is nothing to do. What fails says by
    itself that nothing was written.

    Examples
    --------
    >>> import signal
    >>> with shielded():
    ...     signal.raise_signal(signal.SIGINT)
    ...     print("written")
    written
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    late: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: late.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)
    if late:
        zh, en = "中断得太晚：已全部写入。", "Interrupted too late: everything is written."
        print(f"{zh}{en}", file=sys.stderr)
