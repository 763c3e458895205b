"""Where slides are made: the house template, or an organisation's own, checked before use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from jmanalysis.charts.geometry import Box
from jmanalysis.errors import JmanalysisError
from jmanalysis.exports import themes
from jmanalysis.exports.slides.drawing import NAMESPACES, named, place, preset
from jmanalysis.exports.slides.palette import Palette

WIDTH, HEIGHT, MARGIN = 960.0, 540.0, 39.6
TITLES: Final = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_FURNITURE: Final = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
#: What reading a damaged package may raise, deep in the libraries: XML that breaks off, parts and
#: relations that are missing, archives that are none.
_BROKEN: Final = (
    *(PackageNotFoundError, BadZipFile, OSError, EOFError, SyntaxError, ValueError),
    *(KeyError, IndexError, AttributeError, StopIteration),
)
_LEAST: Final = 220.0  # points below a title that a chart can do with


class TemplateError(JmanalysisError, ValueError):
    """A template cannot be used; the message names what is missing."""


@dataclass(frozen=True)
class Template:
    """A presentation without slides, and the layouts to make them from.

    ``snug`` says that the title's box may end where its words end (in the house look).
    """

    presentation: Any
    cover: Any
    page: Any
    palette: Palette
    snug: bool

    @property
    def title(self) -> Box:
        """Where the layout puts a headline, in points."""
        return frame(title_of(self.page))

    @property
    def body(self) -> Box:
        """What is free below the headline, above number and footer."""
        title = self.title
        high = self.presentation.slide_height / Pt(1)
        tops = [frame(one).top for one in self.page.placeholders if _type(one) in _FURNITURE]
        low = [top for top in tops if top > high / 2]
        return Box(title.left, title.bottom, title.right, min(low, default=high - 20) - 2)


def frame(shape: Any) -> Box:
    """Return where a shape stands, in points."""
    left, top, wide, high = (
        (value or 0) / Pt(1) for value in (shape.left, shape.top, shape.width, shape.height)
    )
    return Box(left, top, left + wide, top + high)


def open_template(path: str | PathLike[str] | None) -> Template:
    """Open a template, or the house look without one.

    Raises
    ------
    TemplateError
        If the file is missing or no presentation, or no layout has a title with room below it.
    """
    if path is None:
        return _house()
    try:
        return _opened(Path(path))
    except _BROKEN as error:
        if isinstance(error, TemplateError):
            raise
        raise _unusable(Path(path)) from error


def _opened(path: Path) -> Template:
    """Open an organisation's own template."""
    presentation = _read(path)
    _without_slides(presentation)
    master = presentation.slide_master
    theme = themes.theme_of(master.part)
    themes.complete(theme)
    layouts = [layout for each in presentation.slide_masters for layout in each.slide_layouts]
    page = _page(layouts, path)
    covers = [one for one in layouts if one._element.get("type") == "title" and title_of(one)]
    palette = Palette.of(_as_seen(themes.colours(theme), master))
    template = Template(presentation, next(iter(covers), page), page, palette, snug=False)
    if template.body.height < _LEAST or template.body.width < 1.5 * _LEAST:
        raise _no_room(path, template)
    return template


def _as_seen(colours: dict[str, str], master: Any) -> dict[str, str]:
    """Name text and paper as the master's colour map does: dark masters turn them round."""
    mapped = master._element.find(qn("p:clrMap"))
    paper = mapped.get("bg1", "lt1") if mapped is not None else "lt1"
    return colours | {"lt1": colours.get(paper, themes.HOUSE["lt1"])}


def _read(path: Path) -> Any:
    if not path.is_file():
        raise TemplateError(
            f"没有模板文件 {path.name}。", f"There is no template {path.name}.", where=str(path)
        )
    return Presentation(str(path))


def _unusable(path: Path) -> TemplateError:
    return TemplateError(
        f"{path.name} 不是可用的演示文稿（.pptx）。",
        f"{path.name} is no presentation that can be used (.pptx).",
        where=str(path),
        hint_zh="用 PowerPoint 或 WPS 打开，另存为“PowerPoint 演示文稿（*.pptx）”。",
        hint_en="Open it in PowerPoint or WPS and save it as a presentation (*.pptx).",
    )


def _without_slides(presentation: Any) -> None:
    """Leave out the slides that a template brings as samples."""
    listed = presentation.slides._sldIdLst
    for entry in list(listed):
        presentation.part.drop_rel(entry.rId)
        listed.remove(entry)
    for sections in presentation.part._element.iter("{*}sectionLst"):
        sections[:] = []  # sections name slides that are gone


def _page(layouts: Iterable[Any], path: Path) -> Any:
    """Choose the layout with a title and the least besides it."""
    listed = list(layouts)
    usable = [layout for layout in listed if title_of(layout) is not None]
    if not usable:
        names = "、".join(layout.name or "?" for layout in listed)
        raise TemplateError(
            f"模板 {path.name} 的{len(listed)}个版式（{names}）都没有标题占位符。",
            f"None of the {len(listed)} layouts of {path.name} ({names}) has a title placeholder.",
            where=str(path),
            hint_zh="在“视图→幻灯片母版”中给一个版式勾选“标题”，或加入“仅标题”版式。",
            hint_en='In View → Slide Master tick "Title" for a layout, or add "Title Only".',
        )
    return min(usable, key=_besides)


def _besides(layout: Any) -> tuple[bool, int]:
    others = [one for one in layout.placeholders if _type(one) not in (*TITLES, *_FURNITURE)]
    return layout._element.get("type") == "title", len(others)


def title_of(layout: Any) -> Any:
    """Return the title placeholder of a layout or master, or nothing."""
    return next((one for one in layout.placeholders if _type(one) in TITLES), None)


def _type(shape: Any) -> Any:
    return shape.placeholder_format.type


def _no_room(path: Path, template: Template) -> TemplateError:
    body = template.body
    size = f"{max(body.width, 0):.0f} × {max(body.height, 0):.0f} pt"
    return TemplateError(
        f"模板 {path.name} 的版式“{template.page.name}”标题下方没有足够的空间（{size}）。",
        f'Layout "{template.page.name}" of {path.name} leaves too little room below its title '
        f"({size}).",
        where=str(path),
        hint_zh=f"缩小标题占位符，使其下方至少有 {_LEAST:.0f} 磅高。",
        hint_en=f"Make its title placeholder smaller: {_LEAST:.0f} pt must remain below it.",
    )


def _house() -> Template:
    """Make the house look out of the library's own template."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Pt(WIDTH), Pt(HEIGHT)
    master = presentation.slide_master
    theme = themes.theme_of(master.part)
    themes.furnish(theme, themes.HOUSE, themes.SANS, themes.SANS, themes.SANS)
    layouts: Any = presentation.slide_layouts
    cover, page = layouts[0], layouts[5]
    for layout in list(layouts):
        if layout not in (cover, page):
            layouts.remove(layout)
    for each in (master, cover, page):
        _tidy(each)
    _set(title_of(master), Box(MARGIN, 24, WIDTH - MARGIN, 94), anchor="t")
    _set(title_of(cover), Box(MARGIN, 170, WIDTH - MARGIN, 270), anchor="b")
    _set(
        next(s for s in cover.placeholders if _type(s) == PP_PLACEHOLDER.SUBTITLE),
        _SUBTITLE,
        anchor="t",
    )
    _accent(cover)
    _styles(master)
    palette = Palette.of(themes.colours(theme))
    return Template(presentation, cover, page, palette, snug=True)


_SUBTITLE: Final = Box(MARGIN, 288, WIDTH - MARGIN, 330)


def _tidy(each: Any) -> None:
    """Keep title, body and number: date and footer would stay empty on every slide."""
    for shape in list(each.placeholders):
        if _type(shape) in (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER):
            shape._element.getparent().remove(shape._element)
        elif _type(shape) == PP_PLACEHOLDER.SLIDE_NUMBER:
            _set(shape, Box(WIDTH - MARGIN - 60, 516, WIDTH - MARGIN, 534), anchor="ctr")


def _set(shape: Any, box: Box, anchor: str) -> None:
    shape.left, shape.top = Pt(box.left), Pt(box.top)
    shape.width, shape.height = Pt(box.width), Pt(box.height)
    body = shape.text_frame._txBody.bodyPr
    for name in ("lIns", "tIns", "rIns", "bIns"):
        body.set(name, "0")
    body.set("anchor", anchor)


def _accent(cover: Any) -> None:
    """Draw the short rule between title and subtitle of a cover."""
    at = Box(MARGIN, 276, MARGIN + 64, 276)
    name = named(90, "rule", "—")
    cover.shapes._spTree.append(
        parse_xml(
            f"<p:cxnSp {NAMESPACES}><p:nvCxnSpPr>{name}<p:cNvCxnSpPr/><p:nvPr userDrawn='1'/>"
            f"</p:nvCxnSpPr><p:spPr>{place(at)}{preset('line')}<a:ln w='38100'><a:solidFill>"
            "<a:schemeClr val='accent1'/></a:solidFill></a:ln></p:spPr></p:cxnSp>"
        )
    )


def _styles(master: Any) -> None:
    """Set headlines in the house's size, bold and flush left, covers included."""
    style = master._element.find(qn("p:txStyles")).find(qn("p:titleStyle"))
    level = style.find(qn("a:lvl1pPr"))
    level.set("algn", "l")
    level.find(qn("a:defRPr")).set("sz", "2600")
    level.find(qn("a:defRPr")).set("b", "1")
    for layout in master.slide_layouts:
        for level in layout._element.iter(qn("a:lvl1pPr")):
            level.set("algn", "l")
