"""Office files as packages: what makes them, and that nothing of the day stays in them."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from office_kit import parts
from test_charts_fixtures import value_kinds

from jmanalysis.exports.packages import MissingExtraError, finished, settled
from jmanalysis.exports.slides import deck, pptx
from jmanalysis.exports.word import document, docx
from jmanalysis.exports.workbooks import workbook, xlsx

MAKERS = {"pptx": pptx, "docx": docx, "xlsx": xlsx}


def package(files: dict[str, bytes]) -> bytes:
    """Write a package of the hour."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def years(data: bytes) -> set[int]:
    """Return the years in which the parts of a package claim to be written."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.date_time[0] for entry in archive.infolist()}


@pytest.mark.parametrize(("module", "make"), [("pptx", pptx), ("docx", docx), ("xlsxwriter", xlsx)])
def test_a_missing_library_is_named_with_the_way_to_install_it(
    module: str, make: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=r"jmanalysis\[office\]"):
        make(value_kinds())  # type: ignore[operator]


def test_no_office_library_loads_before_it_is_used() -> None:
    code = (
        "import sys, jmanalysis.exports, jmanalysis.exports.slides, jmanalysis.exports.word, "
        "jmanalysis.exports.workbooks; sys.exit(bool({'pptx', 'docx', 'xlsxwriter', 'lxml'} "
        "& set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("ending", MAKERS)
def test_no_part_names_a_day_and_every_part_is_dated_alike(ending: str) -> None:
    data = MAKERS[ending](value_kinds())
    assert years(data) == {1980}
    core = parts(data)["docProps/core.xml"]
    assert b"dcterms:created" not in core
    assert b"dcterms:modified" not in core


@pytest.mark.parametrize("ending", MAKERS)
def test_the_order_of_sets_does_not_show_in_a_file(ending: str) -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, 'tests'); from test_packages import MAKERS, "
        "value_kinds; "
        f"print(hashlib.sha256(MAKERS['{ending}'](value_kinds())).hexdigest())"
    )
    env = {**os.environ, "PYTHONHASHSEED": "7"}
    run = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        env=env,
        cwd=Path(__file__).parents[1],
    )
    here = hashlib.sha256(MAKERS[ending](value_kinds())).hexdigest()
    assert run.stdout.decode().strip() == here


def test_a_package_inside_a_package_is_settled_too() -> None:
    core = b'<x><dcterms:created a="b">2025</dcterms:created></x>'
    outer = package({"embedded.xlsx": package({"docProps/core.xml": core})})
    inner = parts(settled(outer))["embedded.xlsx"]
    assert years(inner) == {1980}
    assert parts(inner)["docProps/core.xml"] == b"<x></x>"


def test_a_finished_file_relates_its_source_packet_to_its_main_part() -> None:
    links = {"word/_rels/document.xml.rels": b"<Relationships></Relationships>"}
    found = parts(finished(package(links), []))
    assert found["customXml/jmanalysis.xml"].startswith(b"<?xml")
    assert b'Target="../customXml/jmanalysis.xml"' in found["word/_rels/document.xml.rels"]


@pytest.mark.parametrize("build", [deck, document, workbook])
def test_a_briefing_of_one_chart_can_be_made_in_every_format(build: object) -> None:
    data: bytes = build([value_kinds()], "甲")  # type: ignore[operator]
    found = parts(data)
    assert "customXml/jmanalysis.xml" in found
    related = [n for n, content in found.items() if n.endswith(".rels") and b"rIdJm" in content]
    assert len(related) == 1
