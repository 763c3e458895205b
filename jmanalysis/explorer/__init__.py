"""The explorer: pick, look, export, and take the code along, without typing any.

``choices`` and ``recipes`` know what can be chosen and what comes of it; ``controls``, ``filters``
and ``view`` put it on a page of widgets. The widgets load when the explorer is opened.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from jmanalysis.charts.spec import Lang
from jmanalysis.errors import JmanalysisError, check_language
from jmanalysis.exports.packages import MissingExtraError
from jmanalysis.panels import Panel

if TYPE_CHECKING:
    from jmanalysis.explorer.view import Explorer

__all__ = ["explore"]


def explore(panel: Panel, *, lang: Lang = "zh") -> Explorer:
    """Open a page of controls in the notebook: indicator, year, chart, title, export, code.

    The coverage of the indicator is shown first; only charts that apply can be picked, of actual
    figures or of targets; the code that makes the same chart is shown to copy. Works in JupyterLab
    without an extension step.

    Parameters
    ----------
    panel
        From :func:`jmanalysis.normalise`.
    lang
        Language of the controls, ``zh`` or ``en``; that of the chart is picked on the page.

    Returns
    -------
    Explorer
        ``.chart`` is the chart shown, ``.code`` the code that makes it, ``.files`` the files
        exported last.

    Raises
    ------
    MissingExtraError
        If ipywidgets is not installed, with the line that installs it.
    UnknownNameError
        For another language.

    Examples
    --------
    >>> import jmanalysis as jm
    >>> panel = jm.normalise(jm.load())
    >>> explorer = explore(panel)
    >>> explorer.pick(indicator="childcare_slots", kind="bullet")
    >>> print(explorer.code.splitlines()[2])
    compared = jm.compare(panel, "childcare_slots", year=2024)
    >>> explorer.pick(nature="target")
    >>> print(explorer.code.splitlines()[2])
    compared = jm.compare(panel, "childcare_slots", year=2025, nature="target")
    """
    if not isinstance(panel, Panel):
        raise JmanalysisError(
            f"explore 需要 Panel，得到的是 {type(panel).__name__}。",
            f"explore needs a Panel and got {type(panel).__name__}.",
            hint_zh="先用 panel = jm.normalise(jm.load()) 归一。",
            hint_en="Make one with panel = jm.normalise(jm.load()).",
        )
    check_language(lang)
    if find_spec("ipywidgets") is None:
        raise _no_widgets()
    from jmanalysis.explorer.view import Explorer

    return Explorer(panel, lang=lang, panel_name=_name_of(panel))


def _name_of(panel: Panel) -> str:
    """Return what the notebook calls the panel; nothing if it has no name there."""
    import sys

    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    if shell is None:
        return "panel"
    names = [
        name for name, thing in shell.user_ns.items() if thing is panel and not name.startswith("_")
    ]
    return min(names, key=lambda name: name != "panel", default="")


def _no_widgets() -> MissingExtraError:
    return MissingExtraError(
        "explore 需要 ipywidgets，当前环境没有安装。",
        "explore needs ipywidgets, which is not installed.",
        hint_zh='pip install "jmanalysis[lab]"，或 conda install -c conda-forge ipywidgets；'
        "然后重新启动内核。",
        hint_en='pip install "jmanalysis[lab]", or conda install -c conda-forge ipywidgets; '
        "then restart the kernel.",
    )
