"""From charts to a note: sections with what a briefing has around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import count

from jmanalysis.charts.spec import Chart, Lang
from jmanalysis.exports import guides, tellings
from jmanalysis.exports.orders import of_figure
from jmanalysis.exports.packages import finished
from jmanalysis.exports.tellings import Listing
from jmanalysis.exports.word import figures, papers, parts, tables
from jmanalysis.exports.word.figures import Writer

_NUMERALS = "一二三四五六七八九十"
_PAGEFUL = 20  # sources that are kept on one page


def single(chart: Chart) -> bytes:
    """Write one chart as a note; it keeps the number that its subtitle gives it."""
    writer = Writer(papers.blank(chart.lang), count(1))
    figures.write(writer, chart, tellings.number_of(chart) or 1, first=True)
    return _saved(writer, [chart], chart.title)


def several(charts: Sequence[Chart], title: str, lang: Lang, extras: Sequence[Listing]) -> bytes:
    """Write a note of several charts; see :func:`jmanalysis.exports.word.document`."""
    shown = tellings.numbered(charts)
    writer = Writer(papers.blank(lang), count(1))
    topics = guides.heads([figures.topic(chart) for chart in shown], shown, lang)
    heads = [*topics, *(one.title for one in extras)]
    heads += [guides.word("method", lang), guides.word("sources", lang)]
    _cover(writer, title, shown, lang)
    _contents(writer, heads, lang)
    places = iter(enumerate(heads, start=1))
    for number, chart in enumerate(shown, start=1):
        _head(writer, *next(places), lang, new_page=number > 1)
        with of_figure(number, chart):
            figures.write(writer, chart, number, first=False)
    for listing in extras:
        _head(writer, *next(places), lang)
        _listing(writer, listing)
    _head(writer, *next(places), lang)
    _method(writer, shown, lang)
    _head(writer, *next(places), lang, new_page=False)
    _sources(writer, shown, lang)
    return _saved(writer, shown, title)


def numeral(number: int, lang: Lang) -> str:
    """Write the number of a section as official papers do.

    Examples
    --------
    >>> numeral(3, "zh"), numeral(12, "zh"), numeral(3, "en")
    ('三、', '十二、', '3. ')
    """
    if lang == "en":
        return f"{number}. "
    tens, ones = divmod(number, 10)
    if number <= 10:
        return f"{_NUMERALS[number - 1]}、"
    before = "十" if tens == 1 else f"{_NUMERALS[tens - 1]}十"
    return f"{before}{_NUMERALS[ones - 1] if ones else ''}、"


def _cover(writer: Writer, title: str, charts: Sequence[Chart], lang: Lang) -> None:
    writer.add(
        parts.paragraph("Title", parts.run(title)),
        parts.paragraph("Subtitle", parts.run(guides.subtitle(charts, lang))),
        parts.page_break(),
    )


def _contents(writer: Writer, heads: Sequence[str], lang: Lang) -> None:
    """Write the contents as a field: it can be clicked now, and brought up to date with pages."""
    writer.add(parts.paragraph("TOCHeading", parts.run(guides.word("contents", lang))))
    asked = '<w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z \\u </w:instrText>'
    begin = f"{parts.turn('begin')}<w:r>{asked}</w:r>{parts.turn('separate')}"
    for number, head in enumerate(heads, start=1):
        entry = parts.link(f"_Toc{number}", parts.run(f"{numeral(number, lang)}{head}"))
        end = parts.turn("end") if number == len(heads) else ""
        writer.add(parts.paragraph("TOC1", f"{begin}{entry}{end}"))
        begin = ""
    writer.add(parts.page_break())


def _head(writer: Writer, number: int, head: str, lang: Lang, *, new_page: bool = True) -> None:
    words = writer.mark(f"_Toc{number}", parts.run(f"{numeral(number, lang)}{head}"))
    before = "<w:pageBreakBefore/>" if new_page else ""
    writer.add(parts.paragraph("Heading1", words, before))


def _listing(writer: Writer, listing: Listing) -> None:
    writer.add(tables.three_lines(listing.heads, listing.rows, listing.title))
    if listing.note:
        writer.add(parts.paragraph("Note", parts.run(listing.note)))


def _method(writer: Writer, charts: Sequence[Chart], lang: Lang) -> None:
    writer.add(*(parts.paragraph("BodyText", parts.run(line)) for line in guides.METHOD[lang]))
    heads = [guides.word(key, lang) for key in ("kind", "sample", "drawn", "ranked")]
    rows = [[*row[1:]] for row in guides.kinds(charts, lang)]
    writer.add(parts.paragraph("Caption", parts.run(guides.word("key", lang))))
    writer.add(tables.three_lines(heads, rows, guides.word("method", lang)))


def _sources(writer: Writer, charts: Sequence[Chart], lang: Lang) -> None:
    lines = list(_cited(charts, lang))
    together = "<w:keepNext/>" if len(lines) < _PAGEFUL else ""
    writer.add(*(parts.paragraph("Note", parts.run(line), together) for line in lines[:-1]))
    writer.add(*(parts.paragraph("Note", parts.run(line)) for line in lines[-1:]))


def _cited(charts: Sequence[Chart], lang: Lang) -> Iterator[str]:
    for number, (title, used) in enumerate(tellings.cited(charts), start=1):
        where = guides.figures(used, lang)
        yield f"[{number}] {title}（{where}）" if lang == "zh" else f"[{number}] {title} ({where})"


def _saved(writer: Writer, charts: Sequence[Chart], title: str) -> bytes:
    """Return the file without times, its title and language set."""
    properties = writer.document.core_properties
    properties.title, properties.author, properties.comments = title, "jmanalysis", ""
    properties.last_modified_by = "jmanalysis"
    properties.language = "zh-CN" if charts[0].lang == "zh" else "en"
    body = writer.document.element.body
    for empty in [p for p in body.findall(parts.qn("w:p"))[:1] if not len(p)]:
        body.remove(empty)
    buffer = BytesIO()
    writer.document.save(buffer)
    return finished(buffer.getvalue(), charts)
