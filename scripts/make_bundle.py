"""Make one archive that installs without a network: ``python run.py bundle``.

It holds the project (the files that git tracks; without git all but what the commands make) and,
in ``wheels/``, every package it needs, as wheels for Windows and Linux (x86-64, glibc 2.28 or
newer) and Python 3.11 to 3.13. Unpack it where no package index is reached, and run there
``python run.py briefing`` or ``python run.py lab``: run.py sees ``wheels/`` and installs from it.

By default that is what these commands need: the extras lab, check, office and read. ``--all``
adds the tools of developers, for ``run.py test``. ``--system`` and ``--python`` leave out what
nobody there has; each may be given several times. Python itself is not in the archive.

The versions are those of constraints.txt, resolved for each system and Python by themselves,
because some packages are wanted by one alone. Before the archive is written, every wheel's own
list of needs is followed once more: a gap stops the work, and nothing is written.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from wheel_targets import PYTHONS, SYSTEMS, Target, gaps, targets

ROOT: Final = Path(__file__).resolve().parent.parent
ANALYSTS: Final = ("lab", "check", "office", "read")
DEVELOPERS: Final = ("dev",)
#: hatchling asks for it when the project is installed where it stands.
EDITABLE: Final = "editables"
#: What the commands make, left out where there is no git to ask.
MADE: Final = {".venv", ".git", "briefing", "build", "dist", "wheels", "htmlcov", "documents"}
#: A fixed date gives the same bytes from the same wheels; the oldest that a zip can hold.
DATE: Final = (1980, 1, 1, 0, 0, 0)


class BundleError(Exception):
    """The archive cannot be made; nothing was written."""


def say(chinese: str, english: str) -> None:
    """Print one line of progress in both languages, at once."""
    print(f"[jm] {chinese} / {english}", flush=True)


def run(command: list[str], what: str) -> str:
    """Run a command in the project's folder and return what it printed."""
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    if done.returncode:
        raise BundleError(f"{what}\n{done.stdout[-1500:]}{done.stderr[-3000:]}".strip())
    return done.stdout


# --- which packages -------------------------------------------------------------------------


def needs(extras: Sequence[str]) -> list[Requirement]:
    """List what is asked for by the project with these extras, and to install it where it is."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    optional = table["project"].get("optional-dependencies", {})
    lines = [*table["project"].get("dependencies", ())]
    lines += [line for name in extras for line in optional[name]]
    building = table["build-system"]["requires"]
    lines += [*building, EDITABLE] if building else []
    return [Requirement(line) for line in lines]


def resolve(target: Target, wanted: Sequence[Requirement], folder: Path) -> list[str]:
    """Return the pinned packages of one target, each with its version."""
    asked = folder / "wanted.in"
    asked.write_text("".join(f"{need}\n" for need in wanted), encoding="utf-8")
    words = ["--python-platform", SYSTEMS[target.system].uv, "--python-version", target.release]
    words += ["-c", "constraints.txt", "--no-annotate", "--no-header", "--quiet", str(asked)]
    what = f"{target.system} {target.release}: 无法解析依赖 / cannot be resolved"
    return run([sys.executable, "-m", "uv", "pip", "compile", *words], what).split()


def fetch(target: Target, pins: Iterable[str], folder: Path) -> None:
    """Download the wheels of pinned packages; never a source that would have to be built."""
    words = ["--no-deps", "--only-binary=:all:", "--implementation", "cp", "--quiet"]
    words += ["--python-version", target.release, "--dest", str(folder)]
    for platform in SYSTEMS[target.system].platforms:
        words += ["--platform", platform]
    what = f"{target.system} {target.release}: 无法下载 / cannot be downloaded"
    run([sys.executable, "-m", "pip", "download", *words, *sorted(pins)], what)


# --- the archive ----------------------------------------------------------------------------


def project_files() -> list[Path]:
    """List the files of the project: those that git tracks, or all but what the commands make."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        listed = run(["git", "ls-files", "-z"], "git ls-files").split("\0")
        if run(["git", "status", "--porcelain"], "git status"):
            say(
                "有未提交的改动：按现状打包，不含未纳入 git 的文件",
                "uncommitted changes go in as they are; untracked files do not",
            )
        return sorted(Path(name) for name in listed if name and (ROOT / name).is_file())
    return sorted(path.relative_to(ROOT) for path in _walked(ROOT))


def _walked(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        cached = path.name.endswith(("__pycache__", "_cache", ".egg-info", "_checkpoints"))
        if path.is_dir() and not cached and path.name not in MADE:
            yield from _walked(path)
        elif path.is_file():
            yield path


def write(archive: Path, top: str, files: Mapping[str, Path], manifest: bytes) -> str:
    """Write the archive whole or not at all; return its SHA-256."""
    waiting = archive.with_name(f".{archive.name}.{os.getpid()}")
    try:
        with zipfile.ZipFile(waiting, "w") as out:
            for name, path in sorted(files.items()):
                info = zipfile.ZipInfo(f"{top}/{name}", DATE)
                mode = 0o755 if path.stat().st_mode & 0o100 else 0o644
                info.external_attr = (0o100000 | mode) << 16
                packed = path.suffix == ".whl"  # a wheel is a zip already
                info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
                out.writestr(info, path.read_bytes())
            out.writestr(zipfile.ZipInfo(f"{top}/wheels/bundle.json", DATE), manifest)
        with waiting.open("rb") as made:
            digest = hashlib.file_digest(made, "sha256").hexdigest()
        waiting.replace(archive)
    finally:
        waiting.unlink(missing_ok=True)
    return digest


def gather(chosen: Sequence[Target], extras: Sequence[str], folder: Path) -> list[Path]:
    """Download the wheels of every target, and make sure that none is missing."""
    wanted = needs(extras)
    done: dict[tuple[str, str], set[str]] = {}
    for place, target in enumerate(chosen, start=1):
        pins = set(resolve(target, wanted, folder))
        new = pins - done.get((target.system, target.python), set())
        if new:
            fetch(target, new, folder)
        done[target.system, target.python] = pins
        say(
            f"（{place}/{len(chosen)}）{target.system} Python {target.release}：{len(pins)} 个包",
            f"{len(pins)} packages",
        )
    wheels = sorted(folder.glob("*.whl"))
    for target in chosen:
        if missing := gaps(target, wanted, wheels):
            words = f"{target.system} Python {target.release}: 缺少 / missing"
            raise BundleError(f"{words} {', '.join(missing)}")
    return wheels


def archive_name(version: str, options: argparse.Namespace) -> str:
    """Name the archive after what it holds, where that is not the usual."""
    parts = [f"jmanalysis-{version}-offline", *(["all"] if options.all else [])]
    parts += sorted(options.system) if set(options.system) != set(SYSTEMS) else []
    parts += [f"py{one}" for one in options.python] if set(options.python) != set(PYTHONS) else []
    return "-".join(parts) + ".zip"


def make(options: argparse.Namespace) -> Path:
    """Make the archive and say how large it is."""
    started = time.perf_counter()
    extras = (*ANALYSTS, *(DEVELOPERS if options.all else ()))
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    out = Path(options.out).resolve()
    out.mkdir(parents=True, exist_ok=True)
    archive = out / archive_name(version, options)
    with tempfile.TemporaryDirectory(prefix=".bundle-", dir=out) as place:
        wheels = gather(targets(options.system, options.python), extras, Path(place))
        files = {path.as_posix(): ROOT / path for path in project_files()}
        files |= {f"wheels/{wheel.name}": wheel for wheel in wheels}
        platforms = sorted(SYSTEMS[name].python_says for name in options.system)
        content = {"extras": extras, "platforms": platforms, "pythons": sorted(options.python)}
        manifest = json.dumps(content, indent=1).encode("ascii") + b"\n"
        digest = write(archive, f"jmanalysis-{version}", files, manifest)
    size, seconds = archive.stat().st_size / 1e6, time.perf_counter() - started
    say(f"{len(wheels)} 个安装包，{size:.0f} MB，用时 {seconds:.0f} 秒", f"{len(wheels)} wheels")
    print(f"{archive}\nSHA-256 {digest}")
    return archive


def main(words: Sequence[str] | None = None) -> int:
    """Read the words of the command line and make the archive."""
    parser = argparse.ArgumentParser(
        prog="run.py bundle",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--out", default=str(ROOT / "dist"), help="文件夹 folder (dist)")
    parser.add_argument("--all", action="store_true", help="含开发工具 with developers' tools")
    parser.add_argument("--system", action="append", choices=sorted(SYSTEMS), help="可重复 repeat")
    parser.add_argument("--python", action="append", choices=PYTHONS, help="可重复 repeat")
    options = parser.parse_args(words)
    options.system = sorted(set(options.system or SYSTEMS))
    options.python = sorted(set(options.python or PYTHONS))
    try:
        make(options)
    except (BundleError, OSError) as error:
        print(f"{error}\n[jm] 未生成压缩包 / no archive was written", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
