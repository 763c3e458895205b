"""The few elements of DrawingML that a scene needs, as text of XML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from jmanalysis.charts.geometry import Box
from jmanalysis.charts.spec import Lang
from jmanalysis.exports.slides.palette import Palette

EMU: Final = 12700  # English Metric Units in a point
NAMESPACES: Final = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


@dataclass(frozen=True, slots=True)
class Pen:
    """How words are written on slides: language and palette."""

    lang: Lang
    palette: Palette

    def run(
        self, text: str, size: float, color: str = "", bold: bool = False, *, tag: str = "rPr"
    ) -> str:
        """Return a run whose Latin, Chinese and complex letters all follow the theme's fonts."""
        properties = self.properties(size, color, bold, tag)
        return f"<a:r>{properties}<a:t>{escape(text)}</a:t></a:r>"

    def properties(self, size: float, color: str, bold: bool, tag: str = "rPr") -> str:
        """Return the properties of a run; without a colour it is that of the theme's text."""
        language = 'lang="zh-CN" altLang="en-US"' if self.lang == "zh" else 'lang="en-GB"'
        fill = self.palette.fill(color) if color else ""
        return (
            f'<a:{tag} {language} sz="{round(size * 100)}" b="{int(bold)}" i="0" dirty="0">{fill}'
            f'<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'
            f"</a:{tag}>"
        )

    def line(
        self, color: str, width: float, dash: Sequence[float] = (), head: str = "", tag: str = "ln"
    ) -> str:
        """Return an outline; no colour means none."""
        if not color:
            return f'<a:{tag} w="0"><a:noFill/></a:{tag}>'
        return (
            f'<a:{tag} w="{round(width * EMU)}" cap="flat">{self.palette.fill(color)}'
            f'<a:prstDash val="{dash_name(dash, width)}"/><a:miter lim="800000"/>{head}</a:{tag}>'
        )


def dash_name(dash: Sequence[float], width: float) -> str:
    """Name the preset nearest to a dash: presets are drawn alike by every office program.

    Examples
    --------
    >>> dash_name((5.0, 2.6), 1.5), dash_name((1.6, 2.2), 1.5), dash_name((), 1)
    ('dash', 'sysDot', 'solid')
    """
    if not dash:
        return "solid"
    if len(dash) > 2:
        return "dashDot"
    return "sysDot" if dash[0] <= 1.7 * max(width, 1) else "dash"


def place(box: Box, tag: str = "a:xfrm", *, flip: str = "", child: bool = False) -> str:
    """Return where a shape stands; ``child`` adds the same as the inner frame of a group."""
    x, y = round(box.left * EMU), round(box.top * EMU)
    wide, high = round(box.width * EMU), round(box.height * EMU)
    inner = f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{wide}" cy="{high}"/>' if child else ""
    return f'<{tag}{flip}><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/>{inner}</{tag}>'


def named(number: int, name: str, alt: str) -> str:
    """Return the name and the alternative text of an object."""
    short = " ".join(name.split())[:60]
    return f'<p:cNvPr id="{number}" name={quoteattr(short)} descr={quoteattr(alt)}/>'


def preset(name: str, **adjust: int) -> str:
    """Return one of the built-in geometries."""
    guides = "".join(f'<a:gd name="{key}" fmla="val {value}"/>' for key, value in adjust.items())
    return f'<a:prstGeom prst="{name}"><a:avLst>{guides}</a:avLst></a:prstGeom>'
