"""The archive that installs without a network: what it holds, what stops it, and run.py in it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from bundle_kit import EVERYWHERE, tiny_project, tiny_wheels, wheel
from lab_kit import script
from packaging.requirements import Requirement


@pytest.fixture
def bundler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return the bundler for a tiny project, with tiny wheels in place of a package index."""
    wheels = str(tiny_wheels(tmp_path / "index"))
    for name in ("PIP_FIND_LINKS", "UV_FIND_LINKS"):
        monkeypatch.setenv(name, wheels)
    for name in ("PIP_NO_INDEX", "UV_NO_INDEX", "UV_OFFLINE", "UV_NO_CACHE"):
        monkeypatch.setenv(name, "1")
    module = script("make_bundle")
    monkeypatch.setattr(module, "ROOT", tiny_project(tmp_path / "tiny"))
    return module


def held(folder: Path) -> tuple[set[str], set[str]]:
    """Return the wheels and the other files of the only archive in a folder."""
    (archive,) = folder.iterdir()
    names = {name.partition("/")[2] for name in zipfile.ZipFile(archive).namelist()}
    wheels = {name.removeprefix("wheels/") for name in names if name.endswith(".whl")}
    return wheels, {name for name in names if not name.endswith(".whl")}


@pytest.mark.slow
def test_a_bundle_holds_the_project_and_what_each_system_and_python_needs(
    bundler: ModuleType, tmp_path: Path
) -> None:
    assert bundler.main(["--out", str(tmp_path / "out"), "--python", "3.11"]) == 0
    wheels, files = held(tmp_path / "out")
    pure = {f"{name}-1.0-{EVERYWHERE}.whl" for name in ("everywhere", "winonly", "older")}
    systems = ("win_amd64", "manylinux_2_28_x86_64")
    assert wheels == pure | {f"native-1.0-cp311-cp311-{system}.whl" for system in systems}
    project = {"run.py", "pyproject.toml", "constraints.txt", "backend.py"}
    assert files == project | {"wheels/bundle.json"}


@pytest.mark.slow
def test_the_same_wheels_give_the_same_bytes(bundler: ModuleType, tmp_path: Path) -> None:
    made = []
    for name in ("once", "twice"):
        words = ["--out", str(tmp_path / name), "--python", "3.13", "--system", "linux", "--all"]
        assert bundler.main(words) == 0
        (archive,) = (tmp_path / name).iterdir()
        made.append(archive.read_bytes())
    assert made[0] == made[1]
    assert held(tmp_path / "once")[0] >= {f"developing-1.0-{EVERYWHERE}.whl"}


def test_a_missing_wheel_stops_the_bundle_and_nothing_is_written(
    bundler: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index" / "native-1.0-cp312-cp312-win_amd64.whl").unlink()
    words = ["--out", str(tmp_path / "out"), "--python", "3.12", "--system", "windows"]
    assert bundler.main(words) == 1
    said = capsys.readouterr().err
    assert "native" in said
    assert "未生成压缩包" in said
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize(
    ("system", "release", "missing"),
    [
        ("linux", "3.11.0", ["older"]),
        ("linux", "3.11.99", []),
        ("windows", "3.11.99", ["winonly==1.0"]),
        ("linux", "3.14.0", ["native", "newer"]),
    ],
)
def test_needs_are_followed_from_wheel_to_wheel(
    system: str, release: str, missing: list[str], tmp_path: Path
) -> None:
    targets = script("wheel_targets")
    needs = ["winonly==1.0; sys_platform == 'win32'", "older; python_full_version < '3.11.5'"]
    wheel(tmp_path, "everywhere", needs=[*needs, "newer; python_version >= '3.13'"])
    wheel(tmp_path, "winonly", "2.0")
    for place in ("win_amd64", "manylinux_2_17_x86_64"):
        wheel(tmp_path, "native", tag=f"cp311-cp311-{place}")
    wanted = [Requirement("everywhere"), Requirement("native>=1")]
    found = targets.gaps(targets.Target(system, release), wanted, sorted(tmp_path.iterdir()))
    assert [re.sub(">=1$", "", one) for one in found] == missing


@pytest.mark.slow
@pytest.mark.skipif(
    sysconfig.get_platform() != "linux-x86_64" or sys.version_info[:2] > (3, 13),
    reason="the bundle has no wheels for this system or Python",
)
def test_run_py_installs_from_a_bundle_without_any_index(
    bundler: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = "{}.{}".format(*sys.version_info)
    words = ["--out", str(tmp_path / "out"), "--python", python, "--system", "linux"]
    assert bundler.main(words) == 0
    (archive,) = (tmp_path / "out").iterdir()
    zipfile.ZipFile(archive).extractall(tmp_path / "far")
    for name in ("PIP_FIND_LINKS", "UV_FIND_LINKS", "PIP_NO_INDEX", "UV_NO_INDEX"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/nothing-listens-here")
    (far,) = (tmp_path / "far").iterdir()

    done = run_py(far, "setup")
    assert done.returncode == 0, done.stderr
    assert "从 wheels 文件夹离线安装，不上网" in done.stdout
    check = [str(far / ".venv/bin/python"), "-c", "import everywhere, native"]
    assert subprocess.run(check, check=False).returncode == 0

    refused = run_py(far, "test")
    assert refused.returncode == 1
    assert "bundle --all" in refused.stderr

    manifest = far / "wheels" / "bundle.json"
    manifest.write_text(manifest.read_text("utf-8").replace(f'"{python}"', '"3.99"'), "utf-8")
    wrong = run_py(far, "setup")
    assert wrong.returncode == 1
    assert f"3.99、linux-x86_64；现在是 Python {python}" in wrong.stderr


def run_py(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run run.py as a user does."""
    command = [sys.executable, "run.py", *words]
    env = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(command, cwd=folder, env=env, check=False, capture_output=True, text=True)
