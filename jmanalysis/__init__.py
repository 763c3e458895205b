"""Honest comparisons of the districts of 江门: what the sources say, drawn as they say it.

The public names, in the order in which they are used. Nothing here imports a drawing library:
charts and exports load when they are called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmanalysis.bounds import Bounds
from jmanalysis.comparisons import Comparison, compare
from jmanalysis.coverages import Coverage
from jmanalysis.errors import JmanalysisError, NotComparableError
from jmanalysis.names import areas, indicators
from jmanalysis.observations import Observations
from jmanalysis.panels import Panel, normalise

if TYPE_CHECKING:
    from jmanalysis.charts import Chart, chart
    from jmanalysis.checks import check
    from jmanalysis.differences import diff
    from jmanalysis.explorer import explore
    from jmanalysis.exports import export
    from jmanalysis.exports.briefs import brief
    from jmanalysis.inquiries import questions
    from jmanalysis.loading import load
    from jmanalysis.loading.templates import template
    from jmanalysis.reading import read

__version__ = "0.1.0"
__all__ = [
    "Bounds",
    "Chart",
    "Comparison",
    "Coverage",
    "JmanalysisError",
    "NotComparableError",
    "Observations",
    "Panel",
    "areas",
    "brief",
    "chart",
    "check",
    "compare",
    "diff",
    "explore",
    "export",
    "indicators",
    "load",
    "normalise",
    "questions",
    "read",
    "template",
]
_LAZY = {
    "Chart": "charts",
    "brief": "exports.briefs",
    "chart": "charts",
    "check": "checks",
    "diff": "differences",
    "explore": "explorer",
    "export": "exports",
    "load": "loading",
    "questions": "inquiries",
    "read": "reading",
    "template": "loading.templates",
}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_LAZY[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
