"""A real JupyterLab and a real browser for the tests: started once, nothing left behind."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
#: No start page, no updates, no account: what is asked of a network is then ours.
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
FONTS_CONF = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{fonts}</dir>
<match><edit name="family" mode="append_last"><string>JM Sans SC</string></edit></match>
<cachedir>{cache}</cachedir></fontconfig>"""


def script(name: str) -> ModuleType:
    """Return one of the programs in ``scripts/`` as a module."""
    folder = str(ROOT / "scripts")
    if folder not in sys.path:
        sys.path.append(folder)
    return importlib.import_module(name)


def free_port() -> int:
    """Return a port of the loopback address that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def private(folder: Path) -> dict[str, str]:
    """Return an environment in which Jupyter, IPython and the browser know no user."""
    places = {
        "HOME": "home",
        "JUPYTER_CONFIG_DIR": "jupyter/config",
        "JUPYTER_DATA_DIR": "jupyter/data",
        "JUPYTER_RUNTIME_DIR": "jupyter/runtime",
        "JUPYTERLAB_SETTINGS_DIR": "jupyter/settings",
        "JUPYTERLAB_WORKSPACES_DIR": "jupyter/workspaces",
        "IPYTHONDIR": "ipython",
        "JMANALYSIS_BRIEFING": "notebooks/briefing",
    }
    for place in places.values():
        (folder / place).mkdir(parents=True, exist_ok=True)
    own = {name: str(folder / place) for name, place in places.items()}
    kept = {name: value for name, value in os.environ.items() if name != "JUPYTER_PATH"}
    return {**kept, **own, "PYTHONPATH": str(ROOT)}


def fonts_conf(folder: Path) -> Path:
    """Point the browser at the package's own fonts: a bare machine has none for Chinese."""
    path = folder / "fonts.conf"
    fonts, cache = ROOT / "jmanalysis" / "fonts", folder / "font-cache"
    path.write_text(FONTS_CONF.format(fonts=fonts, cache=cache), encoding="utf-8")
    return path


def ask(url: str) -> Any:
    """Return the answer of a REST address as it is read."""
    with urllib.request.urlopen(url, timeout=30) as answer:
        return json.load(answer)


@contextmanager
def served(
    command: list[str], env: dict[str, str], log: Path, cwd: Path = ROOT, seconds: float = 60
) -> Iterator[str]:
    """Start JupyterLab by a command, wait until it answers, and end it with all its kernels."""
    port = free_port()
    words = ["--no-browser", f"--port={port}", "--ServerApp.port_retries=0", "--allow-root"]
    words += ["--ServerApp.ip=127.0.0.1", "--IdentityProvider.token="]
    base = f"http://127.0.0.1:{port}"
    with log.open("wb") as out:
        server = subprocess.Popen(
            [*command, *words], env=env, cwd=cwd, stdout=out, stderr=out, start_new_session=True
        )
    try:
        wait_for_answer(base, server, log, seconds)
        yield base
    finally:
        stop(server)


def wait_for_answer(base: str, server: subprocess.Popen[bytes], log: Path, seconds: float) -> None:
    """Return when the server answers; fail with its own words when it ends or stays silent."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and server.poll() is None:
        try:
            ask(f"{base}/api/status")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"JupyterLab did not start:\n{log.read_text(errors='replace')[-3000:]}")


def stop(server: subprocess.Popen[bytes]) -> None:
    """Ask a server and all that it started to end, and make sure of it."""
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGTERM)
        for _ in range(100):
            server.poll()  # one that has ended counts until it is asked for
            os.killpg(server.pid, 0)
            time.sleep(0.1)
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()


class Lab:
    """One page of JupyterLab, with everything that it asked for and complained of."""

    def __init__(self, page: Page, base: str, folder: Path) -> None:
        self.page, self.base, self.folder = page, base, folder
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", lambda socket: self.asked.append(socket.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._note)
        page.goto(f"{base}/lab", wait_until="domcontentloaded")
        page.wait_for_function("window.jupyterapp?.restored", timeout=60_000)
        page.evaluate("async () => { await window.jupyterapp.restored }")

    def _note(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} {message.location.get('url', '')}".strip())

    @property
    def outside(self) -> list[str]:
        """Every address asked for that is not this very server."""
        own = (self.base, self.base.replace("http", "ws", 1), "data:", "blob:")
        return [url for url in self.asked if not url.startswith(own)]

    def run(self, paths: list[str]) -> None:
        """Open notebooks, empty them and run each from the top; two kernels at a time."""
        self.page.evaluate(RUN, paths)

    def begin(self, path: str) -> None:
        """Open one notebook and run it; its kernel stays."""
        self.page.evaluate(BEGIN, path)

    def show(self, path: str) -> None:
        """Bring an open notebook to the front."""
        self.page.evaluate(SHOW, path)

    def cells(self, path: str) -> list[dict[str, Any]]:
        """Return the code cells of an open notebook: their turns, and their outputs."""
        found: list[dict[str, Any]] = self.page.evaluate(CELLS, path)
        return found

    def close(self, path: str) -> None:
        """Shut down what still runs of a notebook and close it without a question."""
        self.page.evaluate(CLOSE, path)

    def tab_to(self, label: str) -> None:
        """Press Tab until the control of this name has the focus, as people without a mouse do."""
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(FOCUSED) == label:
                return
        raise AssertionError(f"Tab never reaches {label}")

    def coded(self, *words: str) -> None:
        """Wait until the explorer's code has these words: what was picked has arrived."""
        self.page.wait_for_function(CODED, arg=list(words))


FOCUSED = """() => {
  const one = document.activeElement, named = (one.labels || [])[0] || one;
  return (named.innerText || '').trim();
}"""
CODED = """words => words.every(
  word => (document.querySelector('.jm-code textarea') || {value: ''}).value.includes(word))"""
BEGIN = """async path => {
  const app = window.jupyterapp;
  const panel = await app.commands.execute('docmanager:open', {path});
  await panel.context.ready;
  await panel.sessionContext.ready;
  await app.commands.execute('notebook:run-all-cells');
}"""


PANEL = """path => [...window.jupyterapp.shell.widgets('main')]
  .find(widget => widget.context && widget.context.path === path)"""
# Commands act on the notebook in front: from opening to starting the run, one at a time.
RUN = """async paths => {
  const app = window.jupyterapp, waiting = [...paths];
  let turn = Promise.resolve();
  const start = async path => {
    const panel = await app.commands.execute('docmanager:open', {path});
    await panel.context.ready;
    await panel.sessionContext.ready;
    app.shell.activateById(panel.id);
    await app.commands.execute('notebook:clear-all-cell-outputs');
    return {panel, done: app.commands.execute('notebook:run-all-cells')};
  };
  const work = async () => {
    while (waiting.length) {
      const path = waiting.shift();
      const started = turn.then(() => start(path));
      turn = started.then(() => undefined, () => undefined);
      const {panel, done} = await started;
      await done;
      await panel.sessionContext.shutdown();
      panel.context.model.dirty = false;
    }
  };
  await Promise.all([work(), work()]);
}"""
SHOW = f"path => window.jupyterapp.shell.activateById(({PANEL})(path).id)"
CELLS = f"""path => [...({PANEL})(path).content.model.cells]
  .filter(cell => cell.type === 'code')
  .map(cell => ({{count: cell.executionCount, outputs: cell.outputs.toJSON()}}))"""
CLOSE = f"""async path => {{
  const panel = ({PANEL})(path);
  await panel.sessionContext.shutdown();
  panel.context.model.dirty = false;
  panel.dispose();
}}"""
