"""Awkward files, and tables that contradict themselves: what loads, and what is refused and how."""

from __future__ import annotations

from typing import Any

from loading_kit import OLE, Case, Rows, added, book, huge, one, packed, raw, text

_ROWS: Rows = [
    ["地区", "2024年现有托位", "备注"],
    ["蓬江区", "1,234", "甲"],
    ["江海区", "—", "乙\n丙"],
]
_SAID = "蓬江 childcare_places 2024 actual 1234 个 表.csv!B2"
_TABLE: Rows = [["地区", "2024年现有托位"], ["蓬江区", 5], ["江海区", 6]]
_READ = """
    蓬江 childcare_places 2024 actual 5 个 表1!B2
    江海 childcare_places 2024 actual 6 个 表1!B3
    """


def _hide(made: Any) -> None:
    made.worksheets[0].row_dimensions[3].hidden = True
    made.worksheets[1].sheet_state = "hidden"


def _chart(made: Any) -> None:
    from openpyxl.chart import BarChart, Reference

    chart = BarChart()
    chart.add_data(Reference(made.worksheets[0], min_col=2, min_row=1, max_row=3))
    made.create_chartsheet("图1").add_chart(chart)


TEXTS = [
    Case("GBK", text(_ROWS, encoding="gbk"), _SAID),
    Case("GB18030", text(_ROWS, encoding="gb18030"), _SAID),
    Case("UTF-8 with a byte-order mark", text(_ROWS, encoding="utf-8-sig"), _SAID),
    Case("UTF-16", text(_ROWS, encoding="utf-16"), _SAID),
    Case(
        "separated by tabs, named .xls",
        text(_ROWS, file="表.xls", encoding="gbk", sep="\t"),
        _SAID.replace(".csv", ".xls"),
    ),
    Case("separated by semicolons", text(_ROWS, sep=";"), _SAID),
    Case(
        "the separator named in the first line, as Excel does",
        text("sep=;\n地区;2024年现有托位\n蓬江区;1,5\n江海区;7\n"),
        "江海 childcare_places 2024 actual 7 个 表.csv!B3",
        unread={"表.csv!B2": "不是一个数"},
    ),
    Case(
        "line breaks in quoted heads",
        text('地区,"2024年\n现有托位\n（个）"\r\n蓬江区,5\r\n'),
        "蓬江 childcare_places 2024 actual 5 个 表.csv!B2",
    ),
    Case(
        "a quotation mark that is not closed",
        text('地区,2024年现有托位\n"蓬江区,5\n江海区,6\n'),
        refused=["引号", "表.csv"],
    ),
    Case("no text at all", raw(bytes(range(256)) * 20, "表.csv"), refused=["编码", "表.csv"]),
    Case("an empty file", raw(b"", "表.csv"), refused=["空的"]),
    Case("300 MB", huge("表.csv", 300_000_000), refused=["太大", "300,000,000"]),
]
BOOKS = [
    Case(
        "a password",
        raw(OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512, "表.xlsx"),
        refused=["密码", "表.xlsx", "另存"],
    ),
    Case(
        "Excel of 2003",
        raw(OLE + b"\0" * 512 + "Workbook".encode("utf-16-le") + b"\0" * 512, "表.xls"),
        refused=["旧格式", ".xls", "另存为 .xlsx"],
    ),
    Case("WPS", raw(OLE + b"\0" * 512, "表.et"), refused=["WPS", "另存为 .xlsx"]),
    Case(
        "OpenDocument",
        packed({"mimetype": b"x", "content.xml": b"<x/>"}, "表.ods"),
        refused=["OpenDocument", "另存为 .xlsx"],
    ),
    Case("Numbers", packed({"Index/Document.iwa": b"x"}, "表.numbers"), refused=["Apple Numbers"]),
    Case(
        "a binary workbook",
        packed({"xl/workbook.bin": b"x"}, "表.xlsb"),
        refused=[".xlsb", "另存为 .xlsx"],
    ),
    Case("a Word file", packed({"word/document.xml": b"x"}, "表.docx"), refused=["Word"]),
    Case("an archive", packed({"表.csv": b"x"}, "表.zip"), refused=["压缩包", "解压"]),
    Case(
        "a web page named .xls",
        raw("<html><table><tr><td>地区</td></tr></table></html>".encode(), "表.xls"),
        refused=["网页", "另存为 .xlsx"],
    ),
    Case(
        "macros",
        added(one(_TABLE), "xl/vbaProject.bin", "表.xlsm"),
        _READ,
        understood=[("sheet", "表.xlsm", "")],
    ),
    Case("cut off", raw(b"PK\x03\x04" + b"\0" * 400, "表.xlsx"), refused=["损坏", "表.xlsx"]),
    Case(
        "a workbook that is none inside",
        packed({"xl/workbook.xml": b"<broken", "[Content_Types].xml": b"<x"}, "表.xlsx"),
        refused=["损坏", "表.xlsx"],
    ),
    Case(
        "a small file that unpacks to a huge one",
        packed(
            {"xl/workbook.xml": b"x", "xl/worksheets/sheet1.xml": b"\0" * 60_000_000}, "表.xlsx"
        ),
        refused=["太大", "没有打开"],
    ),
    Case("an empty workbook", book({"表1": []}), refused=["没有读到任何数", "表.xlsx"]),
    Case(
        "hidden rows are read, hidden sheets are not",
        book({"表1": _TABLE, "旧数据": [["地区", "2023年现有托位"], ["蓬江", 1]]}, change=_hide),
        _READ,
        understood=[("hidden", "第3行", ""), ("sheet", "旧数据", "")],
    ),
    Case(
        "a sheet that is a chart",
        book({"表1": _TABLE}, change=_chart),
        _READ,
        understood=[("sheet", "图1", "")],
    ),
    Case(
        "sheets of explanations and covers",
        book({"封面": [["年报"]], "表1": _TABLE, "填表说明": [["现有托位", "个", 5]]}),
        _READ,
    ),
]
REFUSED = [
    Case(
        "a district that stands twice",
        one([*_TABLE, ["蓬 江", 7]]),
        refused=["蓬江区", "两次", "表1!B2", "表1!B4"],
    ),
    Case(
        "an indicator that stands in two columns",
        one([["地区", "2024年现有托位", "现有托位（2024年）"], ["蓬江", 5, 6]]),
        refused=["两次", "表1!B2", "表1!C2"],
    ),
    Case(
        "a second table right under the first",
        one([*_TABLE, ["地区", "2024年常住人口"], ["蓬江", 8], ["江海", 9]]),
        refused=["表头", "表1!A4", "空一行"],
    ),
    Case(
        "a second table right beside the first",
        one(
            [
                ["地区", "2024年现有托位", "地区", "2024年常住人口"],
                ["蓬江", 5, "新会", 8],
                ["江海", 6, "台山", 9],
            ]
        ),
        refused=["两组地区", "表1!A2", "表1!C2", "空一列"],
    ),
    Case(
        "a second table without heads of its own",
        one([*_TABLE, [], ["蓬江区", 8], ["江海区", 9]]),
        refused=["两次", "表1!B2", "表1!B5"],
    ),
    Case(
        "two units for one column",
        one([["地区", "2024年常住人口（万人）"], [None, "（人）"], ["蓬江", 8]], merge=["A1:A2"]),
        refused=["两个单位", "表1!B1", "表1!B2"],
    ),
    Case(
        "no year anywhere",
        one([["地区", "现有托位"], ["蓬江", 5]]),
        refused=["year=2025", "表1!B2"],
    ),
    Case(
        "two years in the title",
        one([["2023年至今与2024年对照"], ["地区", "现有托位"], ["蓬江", 5]]),
        refused=["year=2025"],
    ),
    Case(
        "periods in rows and in columns that differ",
        one(
            [
                ["地区", "年份", "2024年现有托位"],
                ["蓬江", 2023, 5],
                ["江海", 2023, 6],
            ]
        ),
        refused=["两个时期", "表1!C2"],
    ),
    Case(
        "nothing that is known",
        one([["商品", "价格"], ["苹果", 5], ["梨", 6]]),
        refused=["没有读到任何数", "表1!A1"],
    ),
    Case(
        "a return that nobody has filled in",
        one([["地区", "指标", "时期", "数值"], ["蓬江", "现有托位", 2024, None]]),
        refused=["尚未填写"],
    ),
    Case(
        "a total and the city itself",
        one(
            [
                _TABLE[0],
                *[[n, 1] for n in ("蓬江", "江海", "新会", "台山", "开平", "鹤山", "恩平")],
                ["合计", 7],
                ["江门市", 8],
            ]
        ),
        refused=["合计", "江门市", "表1!B9", "表1!B10"],
    ),
]
