"""What is installed, and the three lists that say so: pyproject, environment.yml, constraints."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
#: Names on conda-forge that differ from those on PyPI: matplotlib without Qt.
CONDA_NAMES = {"matplotlib": "matplotlib-base"}
#: What conda must bring that pip finds already there.
CONDA_ONLY = {"python", "pip"}

Ranges = dict[str, str]


def project() -> dict[str, Any]:
    """Return the ``[project]`` table of pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return table


def ranges(lines: list[str]) -> Ranges:
    """Return the canonical name and the version range of each requirement."""
    needs = [Requirement(line) for line in lines]
    return {canonicalize_name(need.name): str(need.specifier) for need in needs}


def needed(*extras: str) -> Ranges:
    """Return what the package needs with these extras."""
    optional = project()["optional-dependencies"]
    return ranges(project()["dependencies"] + [line for name in extras for line in optional[name]])


def conda() -> dict[str, Any]:
    """Return environment.yml as it is read."""
    recipe: dict[str, Any] = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    return recipe


def conda_ranges() -> Ranges:
    """Return what conda installs, under conda's names."""
    lines = [line for line in conda()["dependencies"] if isinstance(line, str)]
    return {name: span for name, span in ranges(lines).items() if name not in CONDA_ONLY}


def locked() -> list[Requirement]:
    """Return every line of constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def test_conda_and_pip_ask_for_the_same_packages_in_the_same_ranges() -> None:
    wanted = needed("lab", "check", "office", "read")
    assert conda_ranges() == {CONDA_NAMES.get(name, name): span for name, span in wanted.items()}


def test_conda_takes_packages_from_conda_forge_only() -> None:
    assert conda()["channels"] == ["conda-forge", "nodefaults"]


def test_conda_ends_with_the_package_itself_and_gives_pip_nothing_else() -> None:
    assert conda()["dependencies"][-1] == {"pip": ["-e ."]}
    assert "pip" in conda()["dependencies"]


def test_conda_and_pip_ask_for_the_same_python() -> None:
    python = next(line for line in conda()["dependencies"] if str(line).startswith("python "))
    assert python == f"python {project()['requires-python']}"


def test_the_core_is_three_libraries() -> None:
    assert set(needed()) == {"pandas", "matplotlib", "plotly"}


def test_all_means_every_extra() -> None:
    optional = project()["optional-dependencies"]
    (line,) = optional["all"]
    assert Requirement(line).extras == set(optional) - {"all"}


@pytest.mark.parametrize("name", needed("lab", "check", "office", "read", "dev"))
def test_what_is_installed_is_within_its_range(name: str) -> None:
    span = Requirement(f"{name}{needed('lab', 'check', 'office', 'read', 'dev')[name]}").specifier
    assert metadata.version(name) in span


def test_constraints_name_no_host_and_no_path() -> None:
    text = (ROOT / "constraints.txt").read_text("utf-8")
    assert not re.search(r"://|@|^-", text, re.MULTILINE)
    assert all(re.fullmatch(r"==[^,*]+", str(line.specifier)) for line in locked())


def test_constraints_cover_everything_that_can_be_installed_within_its_range() -> None:
    wanted = needed("lab", "check", "office", "read", "dev")
    held = {str(canonicalize_name(line.name)): str(line.specifier) for line in locked()}
    assert set(wanted) <= set(held)
    for name, span in wanted.items():
        assert held[name].removeprefix("==") in Requirement(f"{name}{span}").specifier


def test_constraints_are_what_is_installed() -> None:
    here = [line for line in locked() if line.marker is None or line.marker.evaluate()]
    installed = {line.name: metadata.version(line.name) for line in here}
    drifted = [str(line) for line in here if installed[line.name] not in line.specifier]
    assert not drifted, "run.py setup installs these versions"
