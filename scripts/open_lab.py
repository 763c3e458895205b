"""Open the notebooks in JupyterLab: ``python run.py lab``, or ``make lab``.

Three things are settled before JupyterLab starts, all of them inside the environment and none in
the user's own settings, which go before them:

* the kernel: the notebooks ask for ``python3``, and that is this environment's Python under a
  name that people recognise, even where the machine has another kernel of that name;
* the menus: Chinese, unless the user has chosen a language in JupyterLab;
* the network: no news, no look for updates, no catalogue of extensions.

The notebooks are opened where they are, or, where that folder may not be written, in a copy in
the home folder that is filled once and never overwritten.

Words after ``lab`` go to JupyterLab: ``python run.py lab --no-browser --port=8890``.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Final

NOTEBOOKS: Final = Path(__file__).resolve().parent.parent / "notebooks"
COPY: Final = "jmanalysis-notebooks"
KERNEL: Final = "python3"
SHOWN_AS: Final = "江门卫生健康 jmanalysis"

#: Defaults of JupyterLab that differ here. A user's own choice in the settings goes before them.
DEFAULTS: Final[Mapping[str, Mapping[str, object]]] = {
    "@jupyterlab/translation-extension:plugin": {"locale": "zh_CN"},
    "@jupyterlab/apputils-extension:notification": {
        "checkForUpdates": False,
        "fetchNews": "false",
    },
}


def kernel() -> dict[str, Any]:
    """Return the kernel's description: this very Python by its full path, under our name."""
    from ipykernel.kernelspec import get_kernel_dict

    described: dict[str, Any] = get_kernel_dict()
    return {**described, "display_name": SHOWN_AS}


def prepare(share: Path) -> None:
    """Write kernel and defaults below ``share/jupyter``, unless they stand there already."""
    _write(share / "kernels" / KERNEL / "kernel.json", kernel())
    _write(share / "lab" / "settings" / "overrides.d" / "jmanalysis.json", DEFAULTS)


def _write(path: Path, content: object) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return  # an environment that several people share may be read-only by now
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def may_write(folder: Path) -> bool:
    """Tell by trying: permissions alone say little on a network drive."""
    try:
        with TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def workplace(notebooks: Path, home: Path) -> Path:
    """Return a folder with the notebooks in which the user may write."""
    if may_write(notebooks):
        return notebooks
    copy = home / COPY
    for path in sorted(notebooks.rglob("*")):
        new = copy / path.relative_to(notebooks)
        made = {"briefing", ".ipynb_checkpoints"} & set(new.parts)
        if path.is_file() and not made and not new.exists():
            new.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, new)
    print(f"[jm] 笔记本文件夹不可写，已复制到 {copy} / the notebooks are read-only; see the copy")
    return copy


def command(folder: Path, *words: str) -> list[str]:
    """Return the command that serves the folder; later words go before earlier ones."""
    quiet = "--LabApp.extension_manager=readonly"
    return [sys.executable, "-m", "jupyterlab", quiet, *words, str(folder)]


def surroundings(share: Path, before: Mapping[str, str]) -> dict[str, str]:
    """Return the environment in which our kernel is found before any other of its name."""
    others = [before["JUPYTER_PATH"]] if before.get("JUPYTER_PATH") else []
    return {**before, "JUPYTER_PATH": os.pathsep.join([str(share), *others])}


def main(words: list[str]) -> int:
    """Settle kernel and defaults, then hand over to JupyterLab until it is closed."""
    share = Path(sys.prefix) / "share" / "jupyter"
    prepare(share)
    folder = workplace(NOTEBOOKS, Path.home())
    print(f"[jm] JupyterLab：{folder}　按 Ctrl+C 结束 / press Ctrl+C to stop", flush=True)
    with subprocess.Popen(command(folder, *words), env=surroundings(share, os.environ)) as server:
        # JupyterLab asks before it stops; whoever waits for it must not kill it meanwhile.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return server.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
