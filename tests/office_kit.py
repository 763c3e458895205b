"""What the tests of the office files share: real charts, and pages by LibreOffice."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from test_charts_fixtures import every_kind

import jmanalysis as jm
from jmanalysis.charts.spec import Chart, Lang
from jmanalysis.exports.tellings import Listing

INDICATORS = ["recommended_standard_rate", "childcare_slots", "vaccination_coverage"]
LISTING = Listing(
    "核实清单",
    ("向谁核实", "问题"),
    (("新会区卫生健康局", "=1+1"), ("开平市卫生健康局", "5家是新增还是累计？")),
)


def charts(panel: jm.Panel, lang: Lang) -> list[Chart]:
    """Return a matrix, split columns, a dot plot and one mark of every kind."""
    rate = jm.compare(panel, "recommended_standard_rate", year=2024)
    added = jm.compare(panel, "recommended_standard_added", year=2024)
    plans = jm.compare(panel, "recommended_standard_added", year=2025, nature="target")
    slots = jm.compare(panel, "childcare_slots", year=2024).order_by("known")
    return [
        jm.chart(panel.coverage(INDICATORS, year=2024), lang=lang),
        jm.chart([rate, added, plans], lang=lang),
        jm.chart(slots, lang=lang, number=3),
        every_kind(lang),
    ]


def parts(data: bytes) -> dict[str, bytes]:
    """Return every part of a package by its name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pages(data: bytes, ending: str, folder: Path) -> list[str]:
    """Return the text of every page that LibreOffice makes of a file; skip where it is absent."""
    soffice, reader = shutil.which("soffice"), shutil.which("pdftotext")
    if soffice is None or reader is None:
        pytest.skip("LibreOffice or pdftotext (Debian: poppler-utils) is not installed")
    (folder / f"file.{ending}").write_bytes(data)
    home = f"-env:UserInstallation=file://{folder}/office"
    convert = [soffice, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, f"{folder}/file.{ending}"], check=True, capture_output=True)
    text = subprocess.run([reader, f"{folder}/file.pdf", "-"], check=True, capture_output=True)
    return text.stdout.decode("utf-8").split("\f")[:-1]
