"""What is installed, and the three lists that say so: pyproject, environment.yml, constraints."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml
from lab_kit import ask, private, script, served
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


def test_all_means_every_extra_but_the_one_that_changes_pandas() -> None:
    optional = project()["optional-dependencies"]
    (line,) = optional["all"]
    assert Requirement(line).extras == set(optional) - {"all", "parquet"}


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


# --- JupyterLab as run.py opens it ----------------------------------------------------------


def another_python3(folder: Path) -> Path:
    """Write a kernel that has the usual name and runs somebody else's Python."""
    place = folder / "kernels" / "python3"
    place.mkdir(parents=True)
    words = {"argv": ["/somewhere/else/python", "-m", "ipykernel_launcher"]}
    (place / "kernel.json").write_text(json.dumps({**words, "display_name": "Other"}), "utf-8")
    return folder


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Return a clone whose .venv is ready: its own, with the packages of the one that runs."""
    place = tmp_path / "clone"
    for name in ("run.py", "pyproject.toml", "constraints.txt", "scripts", "notebooks"):
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).symlink_to(ROOT / name)
    (place / "run.py").unlink()
    (place / "run.py").write_bytes((ROOT / "run.py").read_bytes())
    venv.create(place / ".venv", symlinks=True)
    lab = Path("share", "jupyter", "lab")
    (place / ".venv" / lab).mkdir(parents=True)
    for part in ("schemas", "static", "themes"):
        (place / ".venv" / lab / part).symlink_to(Path(sys.prefix, lab, part))
    own = sysconfig.get_path("purelib", "venv", {"base": str(place / ".venv")})
    site = f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})"
    (Path(own) / "packages.pth").write_text(site, encoding="utf-8")
    made = "import run; run.STAMP.write_text(run.fingerprint(), encoding='utf-8')"
    subprocess.run([sys.executable, "-c", made], cwd=place, check=True)
    return place


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="the clone is made of symbolic links")
def test_run_py_lab_opens_the_notebooks_with_this_python_and_chinese_menus(
    clone: Path, tmp_path: Path
) -> None:
    env = private(tmp_path / "user")
    another_python3(Path(env["JUPYTER_DATA_DIR"]))
    env["JUPYTER_PATH"] = str(another_python3(tmp_path / "path"))
    command = [sys.executable, "run.py", "lab"]
    with served(command, env, tmp_path / "log", cwd=clone) as base:
        kernels = ask(f"{base}/api/kernelspecs")
        shown = ask(f"{base}/api/contents")
        locale = ask(f"{base}/lab/api/settings/@jupyterlab/translation-extension:plugin")
        languages = ask(f"{base}/lab/api/translations/")
    spec = kernels["kernelspecs"]["python3"]["spec"]
    assert kernels["default"] == "python3"
    assert Path(spec["argv"][0]).parent.parent == clone / ".venv"
    assert spec["display_name"] == script("open_lab").SHOWN_AS
    names = {entry["name"] for entry in shown["content"] if entry["type"] == "notebook"}
    assert names == {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert locale["schema"]["properties"]["locale"]["default"] == "zh_CN"
    assert locale["settings"] == {}  # the user's own choice is left to the user
    assert "zh_CN" in languages["data"]


def test_notebooks_that_may_not_be_written_are_opened_in_a_copy_that_is_never_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opener = script("open_lab")
    (tmp_path / "home").mkdir()
    assert opener.workplace(tmp_path, tmp_path / "home") == tmp_path
    monkeypatch.setattr(opener, "may_write", lambda _: False)
    copy = opener.workplace(ROOT / "notebooks", tmp_path / "home")
    assert "不可写" in capsys.readouterr().out
    first = sorted(copy.glob("*.ipynb"))[0]
    first.write_text("mine", encoding="utf-8")
    assert opener.workplace(ROOT / "notebooks", tmp_path / "home") == copy
    assert first.read_text("utf-8") == "mine"
    assert {path.name for path in copy.iterdir()} >= {
        path.name for path in (ROOT / "notebooks").glob("*.ipynb")
    }
