"""For which systems and Pythons a bundle is made, and which wheels fit there.

A wheel says in its name where it can be installed, and inside what else it needs; both are read
here for a machine that is not this one.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from functools import cache
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

PYTHONS: Final = ("3.11", "3.12", "3.13")


@dataclass(frozen=True)
class System:
    """What tells the wheels of one system: uv's name, wheel platforms, markers, Python's name."""

    uv: str
    platforms: tuple[str, ...]
    markers: Mapping[str, str]
    python_says: str


def _machine(system: str, processor: str) -> dict[str, str]:
    return {"platform_system": system, "platform_machine": processor}


# Each level of glibc is named, for pip does not conclude from a newer one to the older ones.
_GLIBC = ("_2_28", "_2_27", "_2_26", "_2_24", "_2_17", "2014", "_2_12", "2010", "_2_5", "1")
SYSTEMS: Final[Mapping[str, System]] = {
    "windows": System(
        "x86_64-pc-windows-msvc",
        ("win_amd64",),
        {"sys_platform": "win32", "os_name": "nt", **_machine("Windows", "AMD64")},
        "win-amd64",
    ),
    "linux": System(
        "x86_64-manylinux_2_28",
        tuple(f"manylinux{level}_x86_64" for level in _GLIBC),
        {"sys_platform": "linux", "os_name": "posix", **_machine("Linux", "x86_64")},
        "linux-x86_64",
    ),
}


@dataclass(frozen=True)
class Target:
    """One system with one release of Python, ``3.11.0`` say."""

    system: str
    release: str

    @property
    def python(self) -> str:
        """Its series: ``3.11``."""
        return self.release.rpartition(".")[0]

    def environment(self) -> dict[str, str]:
        """Return what markers ask for; the wheels are for CPython."""
        named = {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
        versions = {"python_version": self.python, "python_full_version": self.release}
        more = {"implementation_version": self.release, "platform_release": ""}
        return {**SYSTEMS[self.system].markers, **named, **versions, **more, "platform_version": ""}

    def tags(self) -> set[Tag]:
        """Return the tags of the wheels that can be installed here."""
        major, minor = (int(part) for part in self.python.split("."))
        name, platforms = f"cp{major}{minor}", SYSTEMS[self.system].platforms
        own = cpython_tags((major, minor), [name], platforms)
        return {*own, *compatible_tags((major, minor), name, platforms)}


def targets(systems: Sequence[str], pythons: Sequence[str]) -> list[Target]:
    """List what to resolve: both ends of each series, for some packages tell 3.11.4 from 3.11.5."""
    releases = [f"{python}.{end}" for python in pythons for end in (0, 99)]
    return [Target(system, release) for system in systems for release in releases]


@cache
def metadata(wheel: Path) -> Message:
    """Return a wheel's own description: what it needs, and which Python."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        return BytesParser().parsebytes(archive.read(name))


def fitting(need: Requirement, target: Target, wheels: Sequence[Path]) -> Path | None:
    """Return a wheel that satisfies a need and can be installed on a target."""
    tags = target.tags()
    for wheel in wheels:
        name, version, _, own = parse_wheel_filename(wheel.name)
        if name != canonicalize_name(need.name) or tags.isdisjoint(own):
            continue
        python = SpecifierSet(metadata(wheel).get("Requires-Python", ""))
        if need.specifier.contains(version, prereleases=True) and target.release in python:
            return wheel
    return None


def gaps(target: Target, wanted: Sequence[Requirement], wheels: Sequence[Path]) -> list[str]:
    """Follow every need from wheel to wheel and list those that no wheel satisfies."""
    missing, seen, waiting = [], set(), [(need, "") for need in wanted]
    while waiting:
        need, extra = waiting.pop()
        known = (str(need), extra)
        applies = need.marker is None or need.marker.evaluate(
            {**target.environment(), "extra": extra}
        )
        if known in seen or not applies:
            continue
        seen.add(known)
        wheel = fitting(need, target, wheels)
        if wheel is None:
            missing.append(f"{need.name}{need.specifier}")
            continue
        further = [Requirement(line) for line in metadata(wheel).get_all("Requires-Dist", [])]
        waiting += [(one, option) for one in further for option in ("", *need.extras)]
    return sorted(missing)
