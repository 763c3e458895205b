"""What every slide has besides its chart: title, lines of text, number, speaker notes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from jmanalysis.charts import text
from jmanalysis.charts.geometry import Box
from jmanalysis.exports import themes
from jmanalysis.exports.slides.drawing import NAMESPACES, Pen, named, place, preset
from jmanalysis.exports.slides.templates import TITLES, Template, title_of

LEADING: Final = 1.36  # lines of text, in multiples of their size, whatever the font says
_TITLE_LEADING: Final = 1.27


def add(template: Template, title: str, pen: Pen, *, cover: bool = False) -> tuple[Any, Box]:
    """Add a slide with its title, and return it with the room below the title."""
    layout = template.cover if cover else template.page
    slide = template.presentation.slides.add_slide(layout)
    for shape in list(slide.placeholders):
        if shape.placeholder_format.type not in TITLES and not cover:
            shape._element.getparent().remove(shape._element)
    lines, size = _entitle(slide.shapes.title, title, pen, layout)
    _number(slide, layout, pen)
    body = template.body
    if template.snug and not cover:
        top = template.title.top + lines * _TITLE_LEADING * size + 4
        body = Box(body.left, top, body.right, body.bottom)
    return slide, body


def _entitle(shape: Any, title: str, pen: Pen, layout: Any) -> tuple[int, float]:
    """Write a title, smaller than the layout's only where it would not fit its box."""
    usual = _size(layout)
    wide, high = 0.94 * shape.width / Pt(1), shape.height / Pt(1)
    size, lines = usual, text.headline(title, usual, wide)
    while len(lines) * _TITLE_LEADING * size > high and size > max(14.0, 0.6 * usual):
        size -= 1
        lines = text.headline(title, size, wide)
    broken = _broken(title, lines)
    write(shape, [broken], pen, size if size < usual else 0, leading=_TITLE_LEADING * size)
    shape.name = "标题" if pen.lang == "zh" else "Title"
    return len(lines), size


def _broken(title: str, lines: Sequence[str]) -> str:
    r"""Put soft breaks (``\v``) where lines end, and lose no letter of the title.

    Examples
    --------
    >>> _broken("one two", ["one", "two"])
    'one \x0btwo'
    """
    starts = [0]
    for line in lines[:-1]:
        starts.append(title.index(line, starts[-1]) + len(line))
    parts = [title[a:b] for a, b in pairwise([*starts, len(title)])]
    return "\v".join([parts[0], *parts[1:]]).replace("\v ", " \v")


def _size(layout: Any) -> float:
    """Return the size of a layout's title as it is inherited from the master."""
    master = layout.slide_master
    styles = master._element.find(qn("p:txStyles"))
    sources = [title_of(layout)._element, getattr(title_of(master), "_element", None)]
    sources.append(styles.find(qn("p:titleStyle")) if styles is not None else None)
    for source in sources:
        for level in source.iter(qn("a:lvl1pPr")) if source is not None else ():
            properties = level.find(qn("a:defRPr"))
            if properties is not None and properties.get("sz"):
                return int(properties.get("sz")) / 100
    return 44.0


def write(
    shape: Any, lines: Sequence[str], pen: Pen, size: float = 0, *, leading: float = 0
) -> None:
    """Write paragraphs into a placeholder, in the template's own type unless a size is given."""
    frame = shape.text_frame
    frame.text = "\n".join(lines)
    shape._element.find(qn("p:nvSpPr")).find(qn("p:cNvPr")).set(
        "descr", "　".join(lines).replace("\v", "")
    )
    for paragraph in frame.paragraphs:
        if leading:
            paragraph.line_spacing = Pt(leading)
        for run in paragraph.runs:
            properties = run._r.get_or_add_rPr()
            properties.set("lang", "zh-CN" if pen.lang == "zh" else "en-GB")
            if size:
                run.font.size = Pt(size)
            for tag, face in (("latin", "lt"), ("ea", "ea"), ("cs", "cs")):
                font = properties.makeelement(qn(f"a:{tag}"), {"typeface": f"+mj-{face}"})
                properties.append(font)


def paragraphs(
    slide: Any,
    lines: Sequence[str],
    box: Box,
    pen: Pen,
    size: float,
    color: str,
    *,
    name: str,
    space: float = 0.0,
) -> None:
    """Put a text box with wrapped paragraphs on a slide."""
    runs = "".join(
        f'<a:p><a:pPr algn="l" marL="0" indent="0"><a:lnSpc><a:spcPts val='
        f'"{round(100 * LEADING * size)}"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="{round(100 * space)}"/></a:spcAft><a:buNone/></a:pPr>'
        f"{pen.run(line, size, color)}</a:p>"
        for line in lines
    )
    head = named(free_number(slide), name, "　".join(lines))
    slide.shapes._spTree.append(
        parse_xml(
            f"<p:sp {NAMESPACES}><p:nvSpPr>{head}<p:cNvSpPr txBox='1'/><p:nvPr/></p:nvSpPr>"
            f"<p:spPr>{place(box)}{preset('rect')}<a:noFill/></p:spPr><p:txBody>"
            '<a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/>'
            f"</a:bodyPr><a:lstStyle/>{runs}</p:txBody></p:sp>"
        )
    )


def height(lines: Sequence[str], size: float, width: float) -> float:
    """Return how high paragraphs stand in a box of that width."""
    count = sum(len(text.wrap(line, size, 0.97 * width)) for line in lines)
    return LEADING * size * count


def rule(slide: Any, box: Box, color: str, pen: Pen) -> None:
    """Draw a hairline along the upper edge of a box."""
    alt = "分隔线" if pen.lang == "zh" else "rule"
    line = Box(box.left, box.top, box.right, box.top)
    slide.shapes._spTree.append(
        parse_xml(
            f"<p:cxnSp {NAMESPACES}><p:nvCxnSpPr>{named(free_number(slide), alt, alt)}"
            f"<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>{place(line)}{preset('line')}"
            f"{pen.line(color, 1)}</p:spPr></p:cxnSp>"
        )
    )


def free_number(slide: Any) -> int:
    """Return the first number that no object of the slide has."""
    return 1 + max(int(each.get("id")) for each in slide._element.iter(qn("p:cNvPr")))


def _number(slide: Any, layout: Any, pen: Pen) -> None:
    """Show the slide's number where the layout has a place for it."""
    for shape in layout.placeholders:
        holder = shape._element.find(qn("p:nvSpPr")).find(qn("p:nvPr")).find(qn("p:ph"))
        if holder.get("type") == "sldNum":
            words = "页码" if pen.lang == "zh" else "Slide number"
            field = (
                '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
                f"{pen.properties(11, '', False)}<a:t>‹#›</a:t></a:fld>"
            )
            slide.shapes._spTree.append(
                parse_xml(
                    f"<p:sp {NAMESPACES}><p:nvSpPr>{named(free_number(slide), words, words)}"
                    '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldNum" '
                    f'sz="quarter" idx="{holder.get("idx")}"/></p:nvPr></p:nvSpPr><p:spPr/>'
                    f"<p:txBody><a:bodyPr/><a:lstStyle/><a:p>{field}</a:p></p:txBody></p:sp>"
                )
            )


def speak(slide: Any, words: str, pen: Pen) -> None:
    """Write the speaker notes."""
    notes = slide.notes_slide
    themes.complete(themes.theme_of(notes.part.notes_master.part))
    frame = notes.notes_text_frame
    frame.text = words
    frame.vertical_anchor = MSO_ANCHOR.TOP
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            properties = run._r.get_or_add_rPr()
            properties.set("lang", "zh-CN" if pen.lang == "zh" else "en-GB")
            for tag, face in (("latin", "lt"), ("ea", "ea"), ("cs", "cs")):
                properties.append(
                    properties.makeelement(qn(f"a:{tag}"), {"typeface": f"+mn-{face}"})
                )
