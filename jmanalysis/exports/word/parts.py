"""The few elements of WordprocessingML that a note needs, as text of XML."""

from __future__ import annotations

from xml.sax.saxutils import escape

from docx.oxml.ns import qn

__all__ = ["bookmark", "field", "link", "page_break", "paragraph", "qn", "run", "turn"]


def run(text: str, properties: str = "") -> str:
    """Return a run; the hint makes quotation marks and dashes among Chinese full-width."""
    hint = '<w:rFonts w:hint="eastAsia"/>' if any(ord(c) > 0x2E7F for c in text) else ""
    words = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f"<w:r><w:rPr>{hint}{properties}</w:rPr>{words}</w:r>"


def field(instruction: str, shown: str) -> str:
    """Return a field with the text that stands there until it is computed anew."""
    asked = f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>'
    return f"{turn('begin')}<w:r>{asked}</w:r>{turn('separate')}{run(shown)}{turn('end')}"


def turn(kind: str) -> str:
    """Return the beginning, the middle or the end of a field."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def bookmark(number: int, name: str, inside: str) -> str:
    """Return runs that other places can refer to by name."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}'
        f'<w:bookmarkEnd w:id="{number}"/>'
    )


def link(anchor: str, inside: str) -> str:
    """Return runs that lead to a bookmark."""
    return f'<w:hyperlink w:anchor="{anchor}" w:history="1">{inside}</w:hyperlink>'


def paragraph(style: str, inside: str, properties: str = "") -> str:
    """Return a paragraph of a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{inside}</w:p>'


def page_break() -> str:
    """Return a paragraph that ends the page."""
    return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
