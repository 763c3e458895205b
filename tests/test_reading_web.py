"""Web pages as they are found: unclosed, hidden, struck out, with marks and tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jmanalysis as jm
from jmanalysis.reading import markup, web
from jmanalysis.reading.opening import open_text


def said(page: str) -> list[str]:
    """Return the lines that are read of a page."""
    return web.text_of(Path("page.html"), page.encode()).split("\u2029")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("床位500<sup>1</sup>张", "床位500张"),
        ("床位500<sup><a href='#1'>[1]</a></sup>张", "床位500张"),
        ("床位500<sup>①</sup>张", "床位500张"),
        ("面积80m<sup>2</sup>", "面积80m²"),
        ("约10<sup>3</sup>家", "约10³家"),
        ("PM<sub>2.5</sub>为20", "PM2.5为20"),
        ("共5<sub>1</sub>家", "共5₁家"),
        ("共5<sup>级</sup>家", "共5级家"),
    ],
)
def test_what_is_set_above_or_below_is_no_digit_of_a_figure(page: str, text: str) -> None:
    assert said(f"<p>{page}</p>") == [text]


@pytest.mark.parametrize(
    "unseen",
    [
        *(f"<{tag}>9</{tag}>" for tag in ("del", "s", "strike", "script", "style", "template")),
        *(f"<{tag}>9</{tag}>" for tag in ("noscript", "textarea", "svg", "title", "datalist")),
        *("<select><option>9<option selected>8</select>", "<!-- 9 -->", "<!-->", "<![endif]>"),
        *("<span style='color:red; Display : none'>9</span>", "<b hidden>9</b>", "<?php 9 ?>"),
        *("<i style=display:none>9</i>", "<i hidden=''>9<b>8</b></i>", "<s/>", "<img alt='>9'>"),
        *("<script>if (a < 9) '</p>9'</script>", "<ruby><rt>9</rt></ruby>"),
    ],
)
def test_what_no_reader_sees_is_not_read(unseen: str) -> None:
    assert said(f"<p>共{unseen}5家</p>") == ["共5家"]


def test_an_element_that_is_never_closed_hides_no_more_than_itself() -> None:
    assert said("<p hidden>9<p>共5家<li hidden>9<li>另6家") == ["共5家", "另6家"]
    assert said("<div><s>9</div>共5家") == ["共5家"]
    assert said("<p class='hidden' aria-hidden=true>共5家") == ["共5家"]
    assert said("<p title='x>共5家<p>另6家") == ["共5家", "另6家"]
    assert said("共5家<!-- 另6家") == ["共5家<!-- 另6家"]


def test_a_page_whose_head_is_not_closed_is_read() -> None:
    page = "<html><head><meta charset=utf-8><title>题9</title><body><p>共5家</p></html>"
    assert said(page) == ["共5家"]


def test_a_row_is_a_line_and_its_figures_stay_apart() -> None:
    row = (
        "<tr><td>蓬江<td><p>300</p><p>张</p><td>300</td></tr><tr><th>江海</th><td>4<br>5</table>后"
    )
    assert said(f"<table>{row}") == ["蓬江；300 张；300", "江海；4 5", "后"]


def test_a_table_that_frames_an_article_keeps_its_paragraphs() -> None:
    inner = "<table><tr><td>3</td><td>5</td></tr></table>"
    page = f"<table><tr><td>栏目</td><td><p>一</p></div><p>二</p>{inner}</td></tr></table>"
    assert said(page) == ["栏目", "一", "二", "3；5"]


def test_preformatted_lines_stay_lines_that_can_be_joined(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<pre>台山市卫生健康局\n\n新增托位3\n00个</pre>", "utf-8")
    assert "300" in set(jm.read(path).frame["value"])


@pytest.mark.parametrize("named", ["gb2312", "utf-16", "zlib", "unicode_escape"])
def test_a_page_that_names_a_wrong_encoding_is_read_in_its_own(named: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(f"<meta charset={named}><p>新增托位300个，覆盖九成镇村</p>".encode())
    assert open_text(path).text == "新增托位300个，覆盖九成镇村"


class Counting(str):
    """A page that counts the characters in which something is looked for in vain."""

    looked: list[int] = []  # noqa: RUF012

    def find(self, *args: object) -> int:
        """Look for something."""
        place = super().find(*args)  # type: ignore[arg-type]
        if place < 0:
            self.looked.append(len(self))
        return place


@pytest.mark.parametrize("mark", ["<!--", "<a ", "<![", "</", "<?", "<title>", "<a b='"])
def test_what_never_ends_is_looked_for_once(mark: str) -> None:
    page = Counting(mark * 500)
    page.looked.clear()
    assert list(markup.tokens(page))
    assert len(page.looked) <= 4


def test_quotes_that_never_end_are_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []
    rest = markup._REST

    class Looks:
        def match(self, page: str, start: int) -> object:
            tried.append(start)
            return rest.match(page, start)

    monkeypatch.setattr(markup, "_REST", Looks())
    assert list(markup.tokens("<a b='>' c=\">\" " * 500 + "d='"))
    assert len(tried) <= 2


@given(st.text(alphabet="<>/!-='\" a5家\n", max_size=60))
def test_plain_text_around_any_markup_is_kept(middle: str) -> None:
    lines = "".join(said(f"前<p>{middle.replace('<', '＜')}</p>后"))
    kept = "".join(middle.split()).replace("<", "＜")
    assert "".join(lines.split()) == f"前{kept}后"


@given(st.text(alphabet="<>/!-='\" ab5家", max_size=60))
def test_any_markup_is_read_somehow(middle: str) -> None:
    assert said(f"前{middle}")[0].startswith("前")


_ANY = "<p> </p> <td> </td> <tr> </tr> <table> </table> <div> </div> <li> <ul> </ul> <sup> </sup>"
_TAGS = f"{_ANY} <s> </s> <th> <br> <tbody> </body> <pre> 5 家 </html> <option> <td/>".split()


@given(st.lists(st.sampled_from(_TAGS), max_size=30))
def test_tags_in_any_order_break_nothing(tags: list[str]) -> None:
    assert said("".join(tags) + "</table></s></option>") is not None
