"""Exports: one call, every format, written whole or not at all.

Each format is a function from a chart to bytes; :func:`export` makes all of them first and only
then writes. The drawing libraries load when the first picture is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from os import PathLike, environ
from pathlib import Path
from types import MappingProxyType
from typing import Final

from jmanalysis.charts.spec import Chart
from jmanalysis.charts.style import preset
from jmanalysis.errors import JmanalysisError, UnknownNameError
from jmanalysis.exports.files import write_files

__all__ = ["FORMATS", "USUAL", "Exported", "export", "recording"]

#: Format → module and function that make it.
FORMATS: Final = MappingProxyType(
    {
        "png": ("pictures", "png"),
        "svg": ("pictures", "svg"),
        "pdf": ("pictures", "pdf"),
        "html": ("pages", "html_page"),
        "csv": ("tables", "csv_table"),
        "pptx": ("slides", "pptx"),
        "docx": ("word", "docx"),
        "xlsx": ("workbooks", "xlsx"),
    }
)
#: What is written if nothing else is asked for: what needs no extra.
USUAL: Final = ("png", "svg", "pdf", "html", "csv")
#: Formats that do not depend on the size: one file serves all.
SIZELESS: Final = ("html", "csv", "pptx", "docx", "xlsx")


class Exported(tuple[Path, ...]):
    """The files of one export; shown by name, so that a notebook reads the same everywhere."""

    def __repr__(self) -> str:
        return "\n".join(path.name for path in self) or "—"


_journal: ContextVar[list[tuple[Chart, Exported]] | None] = ContextVar("journal", default=None)


@contextmanager
def recording() -> Iterator[list[tuple[Chart, Exported]]]:
    """Collect every export made inside the block, in order."""
    made: list[tuple[Chart, Exported]] = []
    token = _journal.set(made)
    try:
        yield made
    finally:
        _journal.reset(token)


def export(
    figure: Chart,
    path: str | PathLike[str],
    *,
    formats: str | Sequence[str] | None = None,
    size: str | Sequence[str] = "slide",
) -> Exported:
    """Write a chart to files.

    Parameters
    ----------
    figure
        From ``jm.chart``.
    path
        Name of the files without ending, or with one (``"slots.png"``: only that format). A bare
        name goes into the folder ``briefing`` (or the one that ``JMANALYSIS_BRIEFING`` names).
    formats
        Any of ``png svg pdf html csv``, by default all of these; and of ``pptx docx xlsx``, which
        need the extra ``office``.
    size
        One or several of ``slide`` (1920 × 1080), ``slide_body``, ``half``, ``doc`` (150 mm,
        300 dpi, without title and notes). Sizes other than ``slide`` stand in the file's name.

    Returns
    -------
    Exported
        The files written.

    Raises
    ------
    UnknownNameError
        For an unknown format or size.
    ExportError
        If they cannot be written; then nothing was.

    Examples
    --------
    >>> import jmanalysis as jm, tempfile
    >>> slots = jm.compare(jm.normalise(jm.load()), "childcare_slots", year=2024)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     jm.export(jm.chart(slots), f"{folder}/slots", formats="csv")
    slots.csv
    """
    if not isinstance(figure, Chart):
        raise _not_a_chart(figure)
    stem, wanted = _split(Path(path), formats)
    contents: dict[Path, bytes] = {}
    for one in [size] if isinstance(size, str) else size:
        preset(one)
        for name in wanted:
            sizeless = name in SIZELESS
            target = stem if sizeless or one == "slide" else stem.with_name(f"{stem.name}-{one}")
            target = target.with_name(f"{target.name}.{name}")
            if target not in contents:
                contents[target] = _maker(name)(figure, one)
    made = Exported(write_files(contents))
    journal = _journal.get()
    if journal is not None:
        journal.append((figure, made))
    return made


def _split(path: Path, formats: str | Sequence[str] | None) -> tuple[Path, tuple[str, ...]]:
    ending = path.suffix.removeprefix(".").lower()
    if formats is None and ending in FORMATS:
        path, formats = path.with_suffix(""), ending
    wanted = USUAL if formats is None else formats
    wanted = (wanted,) if isinstance(wanted, str) else tuple(wanted)
    for name in wanted:
        if name not in FORMATS:
            raise UnknownNameError.among("格式", "format", name, FORMATS)
    if path.parent == Path() and not str(path).startswith("."):
        path = Path(environ.get("JMANALYSIS_BRIEFING", "briefing")) / path
    return path, wanted


def _maker(name: str) -> Callable[[Chart, str], bytes]:
    module, function = FORMATS[name]
    maker: Callable[[Chart, str], bytes] = getattr(import_module(f"{__name__}.{module}"), function)
    return maker


def _not_a_chart(figure: object) -> JmanalysisError:
    return JmanalysisError(
        f"export 需要图，得到的是 {type(figure).__name__}。",
        f"export needs a chart and got {type(figure).__name__}.",
        hint_zh="先用 jm.chart(…) 作图。",
        hint_en="Make one with jm.chart(...).",
    )
