"""Whatever goes wrong while files are written, what was there is there, byte for byte."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import IO, Any

import pytest

import jmanalysis as jm
from jmanalysis import exports
from jmanalysis.charts.spec import Chart
from jmanalysis.errors import ExportError
from jmanalysis.exports import FORMATS, briefs
from jmanalysis.exports import files as exported_files
from jmanalysis.exports.files import write_files

BRIEFS = ("pptx", "docx", "xlsx", "html")
FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture(scope="module")
def figure(panel: jm.Panel) -> Chart:
    return jm.chart(jm.compare(panel, "childcare_slots", year=2024).order_by("known"))


@pytest.fixture(scope="module")
def made(figure: Chart) -> dict[str, bytes]:
    """Make every format once, with real content; the tests below are about writing alone."""
    return {name: exports._maker(name)(figure, "slide") for name in FORMATS}


@pytest.fixture(scope="module")
def made_briefs(figure: Chart, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("briefs")
    return {
        kind: jm.brief(figure, folder / f"b.{kind}", title="托育").read_bytes() for kind in BRIEFS
    }


class Faults:
    """Lets the n-th step towards the disk fail, counted over every kind of step."""

    def __init__(self, at: int, error: BaseException) -> None:
        self.at, self.error, self.steps = at, error, 0

    def step(self) -> None:
        self.steps += 1
        if self.steps == self.at:
            raise self.error

    def wrapped(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def stumble(*args: Any, **kwargs: Any) -> Any:
            self.step()
            return real(*args, **kwargs)

        return stumble

    def opened(self, *args: Any, **kwargs: Any) -> Any:
        """Open a file whose writes may stop half-way."""
        return _Stumbling(os.fdopen(*args, **kwargs), self)


class _Stumbling:
    def __init__(self, file: IO[bytes], faults: Faults) -> None:
        self.file, self.faults = file, faults

    def __enter__(self) -> _Stumbling:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, data: bytes) -> None:
        self.file.write(data[: len(data) // 2])
        self.faults.step()
        self.file.write(data[len(data) // 2 :])

    def flush(self) -> None:
        self.file.flush()
        self.faults.step()

    def fileno(self) -> int:
        return self.file.fileno()


class _Os:
    """The module ``os`` with steps that may fail, for the writer alone."""

    def __init__(self, faults: Faults) -> None:
        self.fdopen = faults.opened
        self.fsync, self.link = faults.wrapped(os.fsync), faults.wrapped(os.link)

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)


@contextmanager
def stumbling(at: int, error: BaseException = FULL) -> Iterator[Faults]:
    faults = Faults(at, error)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exported_files, "os", _Os(faults))
        patch.setattr(exported_files, "mkstemp", faults.wrapped(mkstemp))
        for name in ("mkdir", "chmod", "replace"):
            patch.setattr(Path, name, faults.wrapped(getattr(Path, name)))
        yield faults


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, hidden ones too, and every folder as empty bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }


def until_it_works(
    folder: Path, write: Callable[[], object], error: BaseException = FULL
) -> list[BaseException]:
    """Let every step fail in turn; after each failure the folder is as it was before."""
    before, caught = contents(folder), []
    for at in range(1, 200):
        with stumbling(at, error) as faults:
            try:
                write()
            except BaseException as raised:
                caught.append(raised)
        assert contents(folder) == before or not caught[at - 1 :]
        if faults.steps < at:
            return caught
    raise AssertionError("it never works")


@pytest.mark.parametrize("name", list(FORMATS))
def test_a_fault_at_every_step_of_every_format_leaves_the_old_file(
    name: str,
    figure: Chart,
    made: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exports, "_maker", lambda kind: lambda *_: made[kind])
    old = tmp_path / f"s.{name}"
    old.write_bytes(b"old")
    caught = until_it_works(tmp_path, lambda: jm.export(figure, tmp_path / "s", formats=name))
    assert len(caught) >= 6  # temporary file, write, flush, sync, permissions, move
    for error in caught:
        assert isinstance(error, ExportError)
        assert "磁盘已满" in error.zh
        assert "the disk is full" in error.en
        assert "原有文件未改动" in error.hint_zh
        assert "unchanged" in error.hint_en
    assert contents(tmp_path) == {old.name: made[name]}


def test_a_fault_at_every_step_of_an_export_of_all_formats_leaves_all_old_files(
    figure: Chart, made: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "_maker", lambda kind: lambda *_: made[kind])
    for name in list(FORMATS)[::2]:  # every other one is new
        (tmp_path / f"s.{name}").write_bytes(b"old")
    caught = until_it_works(
        tmp_path, lambda: jm.export(figure, tmp_path / "s", formats=list(FORMATS))
    )
    assert len(caught) >= 6 * len(FORMATS)
    assert {type(error) for error in caught} == {ExportError}
    assert contents(tmp_path) == {f"s.{name}": made[name] for name in FORMATS}


@pytest.mark.parametrize("kind", BRIEFS)
def test_a_fault_at_every_step_of_every_brief_leaves_the_old_file(
    kind: str,
    figure: Chart,
    made_briefs: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(briefs, "_MAKERS", {kind: lambda _: made_briefs[kind]})
    (tmp_path / f"b.{kind}").write_bytes(b"old")
    caught = until_it_works(
        tmp_path, lambda: jm.brief(figure, tmp_path / f"b.{kind}", title="托育")
    )
    assert len(caught) >= 6
    assert {type(error) for error in caught} == {ExportError}
    assert contents(tmp_path) == {f"b.{kind}": made_briefs[kind]}


def test_folders_that_were_made_for_nothing_are_unmade(tmp_path: Path) -> None:
    target = {tmp_path / "new" / "newer" / "a.csv": b"1"}
    caught = until_it_works(tmp_path, lambda: write_files(target))
    assert len(caught) >= 8  # two folders more
    assert set(contents(tmp_path)) == {"new", "new/newer", "new/newer/a.csv"}


def test_an_interruption_at_any_step_leaves_the_old_files_too(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_bytes(b"old")
    new = {tmp_path / name: b"new" for name in "abc"}
    caught = until_it_works(tmp_path, lambda: write_files(new), KeyboardInterrupt())
    assert {type(error) for error in caught} == {KeyboardInterrupt}
    assert contents(tmp_path) == dict.fromkeys("abc", b"new")


def test_a_file_open_elsewhere_on_windows_is_said_and_those_before_it_are_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.csv", "b.xlsx"):
        (tmp_path / name).write_bytes(b"old")
    real = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if Path(target).name == "b.xlsx":
            raise PermissionError(errno.EACCES, "The process cannot access the file")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(ExportError, match=r"b\.xlsx：没有写入权限，或文件正被打开") as caught:
        write_files({tmp_path / "a.csv": b"new", tmp_path / "b.xlsx": b"new"})
    assert "open elsewhere" in caught.value.en
    assert contents(tmp_path) == {"a.csv": b"old", "b.xlsx": b"old"}


def test_a_disk_without_second_names_keeps_old_files_as_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    for name in "ab":
        (tmp_path / name).write_bytes(b"old")
    new = {tmp_path / name: b"new" for name in "ab"}
    assert len(until_it_works(tmp_path, lambda: write_files(new))) >= 12
    assert contents(tmp_path) == dict.fromkeys("ab", b"new")


def test_an_old_file_that_cannot_be_put_back_is_kept_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "ab":
        (tmp_path / name).write_bytes(b"old")
    real, moves = Path.replace, []

    def once(self: Path, target: Path) -> Path:
        moves.append(target)
        if len(moves) > 1:
            raise OSError(errno.EIO, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", once)
    with pytest.raises(ExportError, match="没能放回原处") as caught:
        write_files({tmp_path / name: b"new" for name in "ab"})
    kept = [path for path in tmp_path.iterdir() if path.name not in ("a", "b")]
    assert all(path.read_bytes() == b"old" and path.name in str(caught.value) for path in kept)
    assert (tmp_path / "b").read_bytes() == b"old"


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="this system has no file size limit")
@pytest.mark.parametrize("name", list(FORMATS))
def test_a_real_limit_of_the_system_stops_every_format_half_way(
    name: str,
    figure: Chart,
    made: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import resource

    monkeypatch.setattr(exports, "_maker", lambda kind: lambda *_: made[kind])
    (tmp_path / f"s.{name}").write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(made[name]) // 2, hard))
    try:
        with pytest.raises(ExportError, match="文件超过允许的大小"):
            jm.export(figure, tmp_path / "s", formats=name)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert contents(tmp_path) == {f"s.{name}": b"old"}


FULL_DISK = """
import sys
from pathlib import Path
from jmanalysis.errors import ExportError
from jmanalysis.exports.files import write_files
disk = Path(sys.argv[1])
(disk / "a.csv").write_bytes(b"old")
try:
    write_files({disk / "a.csv": b"x" * 40_000, disk / "b.svg": b"x" * 40_000})
except ExportError as error:
    left = {path.name: path.read_bytes() for path in disk.iterdir()}
    sys.exit(0 if "磁盘已满" in error.zh and left == {"a.csv": b"old"} else f"{error} {left}")
sys.exit("the disk was not full")
"""


@pytest.mark.slow
def test_a_disk_that_is_really_full_leaves_the_old_file(tmp_path: Path) -> None:
    alone = [shutil.which("unshare") or "unshare", "--mount", "--map-root-user"]
    mount = f"mount -t tmpfs -o size=64k tmpfs {tmp_path}"
    try:
        able = subprocess.run([*alone, "sh", "-c", mount], capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("no unshare on this system to make a small disk with")
    if able.returncode:
        pytest.skip("this system lets nobody make a small disk: " + able.stderr.decode().strip())
    run = f'{mount} && exec "$0" -c "$1" {tmp_path}'
    done = subprocess.run([*alone, "sh", "-c", run, sys.executable, FULL_DISK], check=False)
    assert done.returncode == 0


# --- places that cannot be written -----------------------------------------------------------


def test_a_write_protected_file_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    target.chmod(0o444)
    with pytest.raises(ExportError, match="没有写入权限"):
        write_files({target: b"new"})
    assert contents(tmp_path) == {"a.csv": b"old"}


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_files({target: b"new"})
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_read_only_folder_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> tuple[int, str]:  # the superuser may write everywhere
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(exported_files, "mkstemp", refuse)
    with pytest.raises(ExportError, match="not allowed"):
        write_files({tmp_path / "a.csv": b"1"})
    assert contents(tmp_path) == {}


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="no /proc to stand for read-only")
def test_a_folder_of_the_system_that_nobody_can_write_is_said() -> None:
    with pytest.raises(ExportError, match="Cannot write"):
        write_files({Path("/proc/jm/a.csv"): b"1"})


def test_a_folder_in_the_place_of_the_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(ExportError, match="同名文件夹已存在"):
        write_files({tmp_path / "b.csv": b"1", tmp_path / "a.csv": b"1"})
    assert set(contents(tmp_path)) == {"a.csv"}


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_bytes(b"x")
    for target in (tmp_path / "taken" / "a.csv", tmp_path / "taken" / "deeper" / "a.csv"):
        with pytest.raises(ExportError, match="part of the path is a file"):
            write_files({target: b"1"})


def test_a_name_too_long_is_said_and_one_as_long_as_can_be_is_written(tmp_path: Path) -> None:
    longest = "甲" * 83 + ".csv"  # 253 of the 255 bytes that most disks allow
    write_files({tmp_path / longest: b"1"})
    with pytest.raises(ExportError, match="文件名或路径太长"):
        write_files({tmp_path / "b.csv": b"1", tmp_path / f"甲{longest}": b"1"})
    assert set(contents(tmp_path)) == {longest}


@pytest.mark.parametrize(
    "name",
    ["托位数（2024年）.csv", "每千人口 托位数.csv", "“引号”、顿号.csv", "é ü ñ.csv", ".hidden"],
)
def test_names_in_chinese_and_other_letters_are_written(name: str, tmp_path: Path) -> None:
    write_files({tmp_path / name: b"1"})
    assert contents(tmp_path) == {name: b"1"}


@pytest.mark.parametrize(
    "name",
    [
        *("a:b.csv", "超95%?.csv", 'a"b.csv', "briefing\\a.csv", "a|b.csv", "con.csv", "LPT1"),
        *("a<b>.csv", "a*.csv", "a. ", "a\x00b.csv", "a\nb.csv", "a\ud800.csv"),
    ],
)
def test_a_name_that_windows_refuses_is_refused_everywhere_and_another_is_offered(
    name: str, tmp_path: Path
) -> None:
    with pytest.raises(ExportError, match="Windows 不允许") as caught:
        write_files({tmp_path / name: b"1"})
    offered = caught.value.hint_zh.removeprefix("换一个名称，例如 ").removesuffix("。")
    write_files({tmp_path / offered: b"1"})
    assert contents(tmp_path) == {offered: b"1"}
