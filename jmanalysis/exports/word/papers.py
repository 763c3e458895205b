"""The paper: A4 with the official text block, fonts for Chinese in every part of the file.

The library's own template falls back to a Japanese font for Chinese, in its theme and its table of
fonts; styles and theme are therefore written anew, and what is not needed is left out.
"""

from __future__ import annotations

from typing import Any, Final

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from jmanalysis.charts.spec import Lang
from jmanalysis.exports import themes
from jmanalysis.exports.word import parts

LATIN, BODY, HEAD, TABLE = "Times New Roman", "仿宋", "黑体", "宋体"
TEXT_WIDTH: Final = 156.0  # millimetres between the margins, as GB/T 9704 has it
_DROPPED: Final = ("fontTable", "stylesWithEffects", "customXml", "numbering", "webSettings")


def blank(lang: Lang) -> Any:
    """Return an empty document in the official layout."""
    document = Document()
    _strip(document, lang)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance, section.header_distance = Mm(24), Mm(15)
    _page_number(section)
    _language(document, lang)
    return document


def _strip(document: Any, lang: Lang) -> None:
    """Leave out parts that are not needed, and write styles and theme anew."""
    relations = document.part.rels
    for key in [k for k, rel in relations.items() if rel.reltype.rpartition("/")[2] in _DROPPED]:
        del relations[key]
    package = document.part.package.rels
    for key in [k for k, rel in package.items() if rel.reltype.endswith("thumbnail")]:
        del package[key]
    themes.furnish(themes.theme_of(document.part), themes.HOUSE, LATIN, HEAD, BODY)
    document.part._styles_part._element = parse_xml(_styles(lang))


def _language(document: Any, lang: Lang) -> None:
    """Say which languages the theme's fonts serve, and how Chinese punctuation is set."""
    settings = document.settings.element
    spacing = settings.find(parts.qn("w:characterSpacingControl"))
    if spacing is not None:
        spacing.set(parts.qn("w:val"), "compressPunctuation")
    for old in settings.findall(parts.qn("w:themeFontLang")):
        settings.remove(old)
    fonts = parse_xml(
        f'<w:themeFontLang {nsdecls("w")} w:val="{"en-US" if lang == "zh" else "en-GB"}" '
        'w:eastAsia="zh-CN"/>'
    )
    for mode in settings.iter(parts.qn("w:compatSetting")):
        if mode.get(parts.qn("w:name")) == "compatibilityMode":
            mode.set(parts.qn("w:val"), "15")  # else Word opens the note in compatibility mode
    after = settings.find(parts.qn("w:clrSchemeMapping"))
    settings.insert(list(settings).index(after) if after is not None else len(settings), fonts)


def _page_number(section: Any) -> None:
    """Write the numbers of pages as official papers do: — 1 —."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    runs = f"{parts.run('— ')}{parts.field('PAGE', '1')}{parts.run(' —')}"
    for child in parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"):
        paragraph._p.append(child)


def _fonts(chinese: str) -> str:
    latin = "Arial" if chinese == HEAD else LATIN  # sans beside sans
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{chinese}" w:cs="{latin}"/>'


def _style(
    name: str,
    key: str,
    chinese: str,
    size: float,
    paragraph: str = "",
    run: str = "",
    extra: str = "",
) -> str:
    half = round(2 * size)
    default = ' w:default="1"' if key == "Normal" else ""
    based = "" if key == "Normal" else '<w:basedOn w:val="Normal"/><w:next w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{key}"><w:name w:val="{name}"/>{based}'
        f"<w:qFormat/><w:pPr>{paragraph}{extra}</w:pPr><w:rPr>{_fonts(chinese)}{run}"
        f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr></w:style>'
    )


def _spacing(before: float = 0, after: float = 0, line: float = 0, rule: str = "exact") -> str:
    height = f' w:line="{round(20 * line)}" w:lineRule="{rule}"' if line else ""
    return f'<w:spacing w:before="{round(20 * before)}" w:after="{round(20 * after)}"{height}/>'


def _styles(lang: Lang) -> str:
    """Return the styles: body 仿宋 三号 on 28 points, heads 黑体, captions 五号, tables 小五.

    English stands flush left: at this size, justified lines would gape.
    """
    sides = "both" if lang == "zh" else "left"
    indent = f'<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="{sides}"/>'
    centred = '<w:jc w:val="center"/>'
    flush = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    keep = "<w:keepNext/><w:keepLines/>"
    caption = f"{keep}{_spacing(6, 4, 18)}{centred}"
    styles = (
        _style("Normal", "Normal", BODY, 16, f"<w:widowControl/>{_spacing(line=28)}"),
        _style("Body Text", "BodyText", BODY, 16, indent),
        _style("Title", "Title", HEAD, 22, f"{_spacing(180, 24, 36)}{centred}"),
        _style("Subtitle", "Subtitle", BODY, 16, f"{_spacing(0, 0, 28)}{centred}"),
        _style(
            "heading 1",
            "Heading1",
            HEAD,
            16,
            f"{keep}{_spacing(10, 6, 28)}",
            extra='<w:outlineLvl w:val="0"/>',
        ),
        _style("toc 1", "TOC1", BODY, 12, f"{_spacing(0, 2, 21)}"),
        _style("TOC Heading", "TOCHeading", HEAD, 18, f"{_spacing(0, 14, 30)}{centred}"),
        _style("Figure", "Figure", BODY, 10.5, f"{keep}{_spacing(8, 2, 12, 'atLeast')}{centred}"),
        _style("caption", "Caption", HEAD, 10.5, caption),
        _style("Note", "Note", TABLE, 10.5, f"{_spacing(0, 2, 16)}{flush}"),
        _style("Table Text", "TableText", TABLE, 9, f"{_spacing(1, 1, 13, 'atLeast')}{flush}"),
        _style("footer", "Footer", TABLE, 14, f"{_spacing(line=16)}"),
    )
    return (
        f"<w:styles {nsdecls('w')}><w:docDefaults><w:rPrDefault><w:rPr>{_fonts(BODY)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        f"{''.join(styles)}"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:tblPr><w:tblInd w:w="0" '
        'w:type="dxa"/><w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" '
        'w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>'
    )
