"""The shape of the package: its public names, what it loads, and how large its parts are."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import jmanalysis as jm

PACKAGE = Path(jm.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
#: The public face. It changes on purpose, with an entry in the changelog.
PUBLIC = {
    *("load", "normalise", "compare", "chart", "export", "brief", "check", "questions", "read"),
    *("areas", "indicators", "explore", "template", "diff"),
    *("Bounds", "Observations", "Panel", "Coverage", "Comparison", "Chart"),
    *("JmanalysisError", "NotComparableError"),
}
HEAVY = ("matplotlib", "plotly", "scipy", "frictionless", "openpyxl", "pptx", "docx", "PIL")
#: Beyond these a part is noticed: split it, or say why not.
LARGEST_FILE, LARGEST_FUNCTION = 450, 60

THE_WAY_TO_A_COMPARISON = """
import json, sys
import jmanalysis as jm
after_import = sorted(sys.modules)
panel = jm.normalise(jm.load())
jm.compare(panel, "childcare_slots", year=2024)
panel.coverage(["childcare_slots"], year=2024)
print(json.dumps([after_import, sorted(sys.modules)]))
"""


@pytest.fixture(scope="module")
def loaded() -> list[set[str]]:
    """Names of the modules in a fresh process: after the import, and after a comparison."""
    command = [sys.executable, "-c", THE_WAY_TO_A_COMPARISON]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [set(names) for names in json.loads(done.stdout)]


def test_the_public_names_are_these() -> None:
    assert set(jm.__all__) == PUBLIC
    assert set(dir(jm)) == PUBLIC


def test_every_public_name_can_be_had_and_says_what_it_is() -> None:
    for name in PUBLIC:
        assert getattr(jm, name).__doc__


def test_an_unknown_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="utils"):
        jm.utils  # noqa: B018


@pytest.mark.parametrize("heavy", HEAVY)
def test_nothing_heavy_is_loaded_before_something_is_drawn(
    loaded: list[set[str]], heavy: str
) -> None:
    for names in loaded:
        assert not {name for name in names if name.partition(".")[0] == heavy}


def test_the_import_loads_no_chart_and_no_check(loaded: list[set[str]]) -> None:
    late = {"jmanalysis.charts", "jmanalysis.exports", "jmanalysis.checks", "jmanalysis.cli"}
    assert not loaded[1] & late


@pytest.mark.parametrize("name", ["utils", "helpers", "core", "common", "misc", "tools"])
def test_no_module_is_a_drawer_for_odds_and_ends(name: str) -> None:
    assert not [path for path in MODULES if path.stem == name]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_file_grows_unnoticed(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LARGEST_FILE


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_function_grows_unnoticed(path: Path) -> None:
    sizes = {node.name: code_lines(node) for node in functions(path)}
    assert {name: size for name, size in sizes.items() if size > LARGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def code_lines(function: ast.FunctionDef) -> int:
    """Count the lines of a function without those of its docstring."""
    first = function.body[0]
    text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    documented = (first.end_lineno or 0) - first.lineno + 1 if text else 0
    return (function.end_lineno or 0) - function.lineno + 1 - documented
