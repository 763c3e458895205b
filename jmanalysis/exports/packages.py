"""Office files as packages: made the same every time, and the libraries that make them.

The libraries stamp files with the time of day and give no order; both are taken out here, and the
packet that says where every mark comes from is put in.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from importlib import import_module
from io import BytesIO
from types import MappingProxyType
from typing import Final

from jmanalysis.charts.spec import Chart
from jmanalysis.errors import JmanalysisError
from jmanalysis.exports.provenance import packed

_PACKET: Final = "customXml/jmanalysis.xml"
_RELATION: Final = (
    '<Relationship Id="rIdJm" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/customXml" Target="../{part}"/></Relationships>'
)
_LIBRARIES: Final = MappingProxyType(
    {"pptx": "python-pptx", "docx": "python-docx", "xlsxwriter": "XlsxWriter"}
)
_MAIN: Final = re.compile(r"(ppt|word|xl)/_rels/(presentation|document|workbook)\.xml\.rels")
_STAMPS: Final = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)  # the earliest a zip archive can say


class MissingExtraError(JmanalysisError, ImportError):
    """A format needs a library that is not installed."""


def need(module: str) -> None:
    """Say how to install the library behind ``module`` if it is not there.

    Raises
    ------
    MissingExtraError
        If it cannot be imported.

    Examples
    --------
    >>> need("docx")
    """
    try:
        import_module(module)
    except ModuleNotFoundError as error:
        library = _LIBRARIES[module]
        raise MissingExtraError(
            f"写出这种文件需要 {library}，当前环境没有安装。",
            f"Writing this kind of file needs {library}, which is not installed.",
            hint_zh=f'pip install "jmanalysis[office]"，或 conda install -c conda-forge '
            f"{library.lower()}。",
            hint_en=f'pip install "jmanalysis[office]", or conda install -c conda-forge '
            f"{library.lower()}.",
        ) from error


def settled(data: bytes) -> bytes:
    """Write a package again without times: same content, same bytes; packages inside it, too."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            _put(new, name, _timeless(name, old.read(name)))
    return buffer.getvalue()


def finished(data: bytes, charts: Sequence[Chart]) -> bytes:
    """Settle an office file and let it carry the words and lines behind every mark."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = _timeless(name, old.read(name))
            _put(new, name, _related(content) if _MAIN.fullmatch(name) else content)
        packet = f'<source xmlns="urn:jmanalysis:source">{packed(charts)}</source>'
        _put(new, _PACKET, f'<?xml version="1.0" encoding="UTF-8"?>\n{packet}'.encode())
    return buffer.getvalue()


def _related(relations: bytes) -> bytes:
    link = _RELATION.format(part=_PACKET).encode()
    return relations.replace(b"</Relationships>", link)


def _timeless(name: str, content: bytes) -> bytes:
    if name == "docProps/core.xml":
        return _STAMPS.sub(b"", content)
    return settled(content) if name.endswith(".xlsx") else content


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _FIRST_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    archive.writestr(entry, content, compresslevel=6)
