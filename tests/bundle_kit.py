"""A tiny project and tiny wheels, so that bundles are tried without a network and in seconds."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EVERYWHERE = "py3-none-any"

PYPROJECT = """[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "tiny"
version = "1.0"
dependencies = ["everywhere"]

[project.optional-dependencies]
lab = ["native"]
check = []
office = []
read = []
dev = ["developing"]
"""
BACKEND = """import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from bundle_kit import wheel
def build_editable(folder, *_):
    needs = ["everywhere", "native; extra == 'lab'", "developing; extra == 'dev'"]
    extras = ["lab", "check", "office", "read", "dev"]
    return wheel(Path(folder), "tiny", needs=needs, extras=extras)
"""


def wheel(
    folder: Path,
    name: str,
    version: str = "1.0",
    tag: str = EVERYWHERE,
    needs: Sequence[str] = (),
    extras: Sequence[str] = (),
) -> str:
    """Write a wheel with one empty module, and return its name."""
    place, path = f"{name}-{version}.dist-info", folder / f"{name}-{version}-{tag}.whl"
    described = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    described += [f"Provides-Extra: {extra}" for extra in extras]
    described += [f"Requires-Dist: {need}" for need in needs]
    tags = "Wheel-Version: 1.0\nGenerator: tiny\nRoot-Is-Purelib: true\n"
    files = {f"{name}.py": "", f"{place}/METADATA": "\n".join(described) + "\n"}
    files |= {f"{place}/WHEEL": f"{tags}Tag: {tag}\n"}
    record = "".join(f"{one},,\n" for one in (*files, f"{place}/RECORD"))
    with zipfile.ZipFile(path, "w") as archive:
        for one, text in {**files, f"{place}/RECORD": record}.items():
            archive.writestr(one, text)
    return path.name


def tiny_wheels(folder: Path) -> Path:
    """Write wheels that are wanted here and there: by one system, one Python, developers."""
    folder.mkdir()
    needs = ["winonly; sys_platform == 'win32'", "older; python_full_version < '3.11.5'"]
    wheel(folder, "everywhere", needs=[*needs, "newer; python_version >= '3.13'"])
    for name in ("winonly", "older", "newer", "developing"):
        wheel(folder, name)
    for python in ("311", "312", "313"):
        for system in ("win_amd64", "manylinux_2_28_x86_64"):
            wheel(folder, "native", tag=f"cp{python}-cp{python}-{system}")
    return folder


def tiny_project(folder: Path) -> Path:
    """Write a project with the real run.py, and files of the kinds that are left out."""
    folder.mkdir()
    (folder / "run.py").write_bytes((ROOT / "run.py").read_bytes())
    (folder / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (folder / "backend.py").write_text(BACKEND.format(tests=str(ROOT / "tests")), "utf-8")
    names = ("everywhere", "winonly", "older", "newer", "native", "developing")
    lines = "".join(f"{name}==1.0\n" for name in names)
    (folder / "constraints.txt").write_text(lines, encoding="utf-8")
    for made in (".venv/x", "briefing/x.png", "dist/x.zip", "wheels/x.whl", "__pycache__/x.pyc"):
        (folder / made).parent.mkdir()
        (folder / made).touch()
    return folder
