"""Exports: one call, every format, written whole or not at all.

Each format is a function from a chart to bytes; :func:`export` makes all of them first and only
then writes. The drawing libraries load when the first picture is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Final

from jmanalysis.charts.spec import Chart
from jmanalysis.charts.style import PRESETS, preset
from jmanalysis.errors import ExportError, JmanalysisError, UnknownNameError
from jmanalysis.exports.files import placed, write_files
from jmanalysis.exports.legible import legible_chart

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
#: Endings that mean a format which is not written here, and are not part of a name.
_PICTURES: Final = ("jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "eps", "emf", "wmf")
_PAPERS: Final = ("ppt", "doc", "xls", "odp", "odt", "ods", "dps", "wps", "et", "htm", "txt", "md")
_OTHERS: Final = frozenset((*_PICTURES, *_PAPERS, "json", "xml", "tsv", "zip"))


class Exported(tuple[Path, ...]):
    """The files of one export; shown by name, so that a notebook reads the same everywhere."""

    def __repr__(self) -> str:
        return "\n".join(path.name for path in self) or "—"


_journal: ContextVar[list[tuple[Chart, Exported]] | None] = ContextVar("journal", default=None)


_follower: ContextVar[Callable[[str], object]] = ContextVar("follower", default=len)


@contextmanager
def following(say: Callable[[str], object]) -> Iterator[None]:
    """Tell ``say`` the name of every file that is exported inside the block, before it is made."""
    token = _follower.set(say)
    try:
        yield
    finally:
        _follower.reset(token)


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
        need the extra ``office``. An ending of ``path`` that is one of these is then left out.
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
        For an unknown format or size, and for none.
    LayoutError
        If the chart does not fit the size.
    MissingGlyphError
        If a picture would show an empty box for a character.
    MissingExtraError
        If the libraries for office files are not installed; it says how to install them.
    ExportError
        If the files cannot be written, or not under that name; then nothing was.

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
    sizes = [size] if isinstance(size, str) else list(size)
    seen = legible_chart(figure)
    contents: dict[Path, bytes] = {}
    for one in sizes:
        preset(one)
        for name in wanted:
            sizeless = name in SIZELESS
            target = stem if sizeless or one == "slide" else stem.with_name(f"{stem.name}-{one}")
            target = target.with_name(f"{target.name}.{name}")
            if target not in contents:
                _follower.get()(target.name)
                contents[target] = _maker(name)(seen, one)
    if not contents:
        raise UnknownNameError.among("格式或版面", "format or size", "", [*FORMATS, *PRESETS])
    made = Exported(write_files(contents))
    journal = _journal.get()
    if journal is not None:
        journal.append((figure, made))
    return made


def _split(path: Path, formats: str | Sequence[str] | None) -> tuple[Path, tuple[str, ...]]:
    ending = path.suffix.removeprefix(".").lower()
    if ending in FORMATS:
        path = path.with_suffix("")
    if formats is None:
        formats = ending if ending in {*FORMATS, *_OTHERS} else USUAL
    wanted = (formats,) if isinstance(formats, str) else tuple(formats)
    for name in wanted:
        if name not in FORMATS:
            raise UnknownNameError.among("格式", "format", name, FORMATS)
    if path.name in ("", ".."):
        raise _no_name(path)
    return placed(path), wanted


def _no_name(path: Path) -> ExportError:
    return ExportError(
        "没有文件名。",
        "There is no name for the files.",
        where=repr(str(path)),
        hint_zh='写上名称，例如 "slots" 或 "briefing/slots.png"。',
        hint_en='Give one, such as "slots" or "briefing/slots.png".',
    )


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
