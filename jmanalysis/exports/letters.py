"""The shipped letters inside a web page: no Chinese font of the machine is needed."""

from __future__ import annotations

from base64 import b64encode
from importlib.resources import as_file, files
from io import BytesIO

from jmanalysis.charts.style import FAMILY

_FILES = (("jm-regular.ttf", 400), ("jm-bold.ttf", 700))


def font_faces(text: str) -> str:
    """Write ``@font-face`` rules that carry just the letters of the text.

    Some forty kilobytes instead of two megabytes for each weight.
    """
    return "\n".join(_face(name, weight, frozenset(text)) for name, weight in _FILES)


def _face(name: str, weight: int, letters: frozenset[str]) -> str:
    data = b64encode(_subset(name, letters)).decode("ascii")
    return (
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; '
        f'src: url("data:font/ttf;base64,{data}") format("truetype"); }}'
    )


def _subset(name: str, letters: frozenset[str]) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    with as_file(files("jmanalysis") / "fonts" / name) as path:
        font = TTFont(path, recalcTimestamp=False)
    options = Options(layout_features=[], name_IDs=[0, 1, 2, 13, 14], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(letters)))
    subsetter.subset(font)
    buffer = BytesIO()
    font.save(buffer, reorderTables=True)
    return buffer.getvalue()
