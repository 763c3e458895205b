"""Briefings: every chart of the shipped notebooks in every format, and all of them in one file.

The notebooks are run cell by cell in this process, with no kernel; what they export is recorded
and listed. So the briefing is what the notebooks show, and nothing else.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir, contextmanager, redirect_stdout
from html import escape
from io import StringIO
from pathlib import Path

from jmanalysis.charts.spec import Chart
from jmanalysis.errors import JmanalysisError
from jmanalysis.exports import Exported, recording
from jmanalysis.exports.briefs import brief
from jmanalysis.exports.files import write_files
from jmanalysis.exports.letters import font_faces
from jmanalysis.exports.packages import MissingExtraError
from jmanalysis.inquiries import questions
from jmanalysis.observations import load
from jmanalysis.panels import normalise

Say = Callable[[str], object]
TITLE = "江门各县（市、区）卫生健康指标比较"
_WHOLE = ("pptx", "docx", "xlsx", "html")


class NotebookError(JmanalysisError, RuntimeError):
    """A cell of a notebook failed while the briefing was made."""


def make_briefing(
    folder: Path,
    *,
    notebooks: str | Path | None = None,
    seeds: str | Path | None = None,
    say: Say = print,
) -> Path:
    """Run the notebooks and write their charts and an index page.

    Parameters
    ----------
    folder
        Where everything goes; made if needed.
    notebooks
        Folder of ``*.ipynb``; by default the shipped ones.
    seeds
        Folder of facts; by default the shipped ones.
    say
        Receives one line of progress per notebook.

    Returns
    -------
    Path
        The index page.

    Raises
    ------
    NotebookError
        If a cell fails, naming notebook and cell.
    ExportError
        If the folder cannot be written.
    """
    source = Path(notebooks) if notebooks is not None else default_notebooks()
    paths = [path for path in sorted(source.glob("*.ipynb")) if is_for_briefings(path)]
    if not paths:
        raise _no_notebooks(source)
    made: list[tuple[Path, Chart, Exported]] = []
    with _settings(folder, seeds):
        for place, path in enumerate(paths, start=1):
            started = time.perf_counter()
            with recording() as journal:
                run_notebook(path)
            made += [(path, figure, files) for figure, files in journal]
            took = time.perf_counter() - started
            say(f"[{place}/{len(paths)}] {path.stem}: {len(journal)} 图 charts, {took:.1f} s")
    whole = _whole(folder.resolve(), [figure for _, figure, _ in made], seeds, say)
    index = folder.resolve() / "index.html"
    write_files({index: _index(folder.resolve(), made, whole).encode("utf-8")})
    return index


def _whole(folder: Path, charts: Sequence[Chart], seeds: str | Path | None, say: Say) -> list[Path]:
    """Put all charts into one file of each kind that leaders open."""
    if not charts:
        return []
    panel = normalise(load(seeds))
    asked = questions(panel)
    made = []
    for kind in _WHOLE:
        started = time.perf_counter()
        try:
            path = brief(
                charts, folder / f"briefing.{kind}", title=TITLE, panel=panel, questions=asked
            )
        except MissingExtraError as error:
            say(f"briefing.{kind}: {error.zh} {error.hint_en}")
            continue
        say(f"briefing.{kind}: {time.perf_counter() - started:.1f} s")
        made.append(path)
    return made


def default_notebooks() -> Path:
    """Return the notebooks that come with the package, or those of the checkout."""
    packaged = Path(__file__).parent / "notebooks"
    return packaged if packaged.is_dir() else Path(__file__).parents[1] / "notebooks"


def is_for_briefings(path: Path) -> bool:
    """Whether a notebook is about real data; made-up examples say ``briefing: false``."""
    metadata = json.loads(path.read_text(encoding="utf-8")).get("metadata", {})
    return bool(metadata.get("jmanalysis", {}).get("briefing", True))


def run_notebook(path: Path) -> dict[str, object]:
    """Run the code cells of a notebook in its folder and one namespace, and return that.

    Raises
    ------
    NotebookError
        If a cell fails, naming the cell.
    """
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    namespace: dict[str, object] = {"__name__": "__notebook__"}
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    for number, cell in enumerate(code, start=1):
        source = "".join(cell["source"])
        try:
            with chdir(path.parent), redirect_stdout(StringIO()):
                exec(compile(source, f"{path.name}[{number}]", "exec"), namespace)
        except Exception as error:
            raise _failed(path, number, error) from error
    return namespace


@contextmanager
def _settings(folder: Path, seeds: str | Path | None) -> Iterator[None]:
    """Tell the notebooks where to write and what to read, for as long as they run."""
    wanted = {"JMANALYSIS_BRIEFING": str(folder.resolve())}
    seeds = seeds if seeds is not None else os.environ.get("JMANALYSIS_SEEDS")
    if seeds is not None:  # the notebooks run in their own folder: nothing relative remains
        wanted["JMANALYSIS_SEEDS"] = str(Path(seeds).resolve())
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _failed(path: Path, number: int, error: Exception) -> NotebookError:
    return NotebookError(
        f"笔记本 {path.name} 第{number}个代码格运行失败：{error}",
        f"Code cell {number} of {path.name} failed.",
        where=str(path),
        hint_zh="在 JupyterLab 中打开该笔记本，从头运行，看该格的提示。",
        hint_en="Open the notebook in JupyterLab and run it from the top.",
    )


def _no_notebooks(folder: Path) -> NotebookError:
    return NotebookError(
        "没有找到笔记本。",
        "There are no notebooks.",
        where=str(folder),
        hint_zh="用 --notebooks 指明文件夹。",
        hint_en="Name their folder with --notebooks.",
    )


def _index(folder: Path, made: list[tuple[Path, Chart, Exported]], whole: list[Path]) -> str:
    links = " · ".join(f'<a href="{path.name}">{path.name}</a>' for path in whole)
    cards = "\n".join(_card(folder, path, figure, files) for path, figure, files in made)
    page = _PAGE.replace("{cards}", cards).replace("{count}", str(len(made)))
    page = page.replace("{whole}", f"<p>{links}</p>" if links else "")
    return page.replace("{faces}", font_faces(page))


def _card(folder: Path, notebook: Path, figure: Chart, files: Exported) -> str:
    names = [os.path.relpath(path, folder) for path in files]
    links = " · ".join(f'<a href="{escape(name)}">{escape(name)}</a>' for name in names)
    picture = next((name for name in names if name.endswith(".png")), "")
    shown = f'<img src="{escape(picture)}" alt="{escape(figure.alt)}" loading="lazy">'
    return (
        f'<article lang="{"zh-CN" if figure.lang == "zh" else "en"}"><h2>{escape(figure.title)}'
        f"</h2><p>{escape(figure.subtitle)}</p>{shown if picture else ''}"
        f"<p class=files>{links}</p><p class=from>{escape(notebook.stem)}</p></article>"
    )


_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>江门卫生健康指标比较：图表目录</title>
<style>
{faces}
  body { margin: 2rem auto; max-width: 62rem; padding: 0 1rem; color: #1F2933;
         font-family: "JM Sans SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; }
  h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin: 0 0 .3rem; }
  article { border-top: 1px solid #B8C0C8; padding: 1.2rem 0; }
  img { width: 100%; border: 1px solid #DDE2E7; }
  p { margin: .3rem 0 .6rem; color: #4A5560; } .files { font-size: .9rem; }
  a { color: #12436D; } .from { font-size: .85rem; color: #56626D; }
  @media print { article { break-inside: avoid; } .files { display: none; } }
</style>
</head>
<body>
<main>
<h1>图表目录（{count}幅）</h1>
<p>每一个数字都能追溯到原文用语：见各图的 csv 与 html。
   <span lang="en">Every figure leads back to the words that carry it: see csv and html.</span></p>
{whole}
{cards}
</main>
</body>
</html>
"""
