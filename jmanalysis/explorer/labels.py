"""The words of the explorer's controls, in both languages, in one place."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from jmanalysis.charts.spec import Lang

_WORDS: Final = MappingProxyType(
    {
        "search": ("查找指标", "Find indicator"),
        "indicator": ("指标", "Indicator"),
        "nature": ("性质", "Nature"),
        "actual": ("实绩", "Actual figures"),
        "target": ("目标", "Targets"),
        "year": ("年份", "Year"),
        "kind": ("图形", "Chart"),
        "lang": ("语言", "Language"),
        "size": ("版面", "Size"),
        "areas": ("地区", "Areas"),
        "beside": ("并列指标", "Beside it"),
        "stated": ("采用材料所称的名次", "Take ranks as stated"),
        "title": ("标题", "Title"),
        "draft": ("恢复拟题", "Draft title"),
        "preview": ("预览", "Preview"),
        "static": ("静态图", "Static"),
        "interactive": ("互动图", "Interactive"),
        "folder": ("文件夹", "Folder"),
        "file": ("文件名", "File name"),
        "formats": ("格式", "Formats"),
        "export": ("导出", "Export"),
        "progress": ("进度", "Progress"),
        "code": ("代码", "Code"),
        "copy": ("复制代码", "Copy code"),
        "copied": ("已复制", "Copied"),
        "coverage": ("先看有什么", "What there is"),
        "left out": ("这里不能画的图形（{count}）", "Charts that do not apply here ({count})"),
        "warning": ("标题请核对", "Check the title"),
        "unexpected": (
            "程序出错（不是您的操作有误）",
            "Something went wrong in the program, not in what you did",
        ),
        "no formats": ("请至少勾选一种格式。", "Tick at least one format."),
        "no areas": ("请至少勾选一个地区。", "Tick at least one area."),
        "none found": ("没有名称含“{text}”的指标。", "No indicator is named like {text!r}."),
        "searching": (
            "输入名称的一部分；有数值的排在前面",
            "part of a name; those with figures stand first",
        ),
        "named by": ("拟题：{text}", "Draft: {text}"),
        "written": ("已写出{count}个文件：", "{count} files written:"),
        "writing": ("正在写 {name}", "Writing {name}"),
        "outside": (
            "不在本笔记本的文件夹内，请在文件管理器中打开",
            "outside this notebook's folder: open it in the file manager",
        ),
        "how to copy": (
            "贴进新的代码格运行，得到同一张图",
            "paste it into a new cell: it makes this very chart",
        ),
        "figures": ("{figures}地有数值，{voices}地提到", "figures: {figures}, mentioned: {voices}"),
        "for year": ("{year}年", "{year}"),
        "target for": ("{year}年目标", "target {year}"),
        "one year": ("只有一个年份有材料", "only one year is known"),
        "both": (
            "这种图把实绩和目标画在一起，“性质”选“实绩”时可用",
            "it draws actual figures and targets together: choose actual figures",
        ),
        "no target": ("没有目标可以对照", "there is no target to hold against"),
        "no companion": (
            "同主题没有别的指标在这一年有材料",
            "no other indicator of the theme is known for this year",
        ),
    }
)
SIZES: Final = MappingProxyType(
    {
        "slide": ("幻灯片整页（1920×1080）", "Slide (1920 × 1080)"),
        "slide_body": ("幻灯片正文（不含标题、注）", "Slide body (without title and notes)"),
        "half": ("半页", "Half a slide"),
        "doc": ("文档插图（宽150毫米）", "Figure for a report (150 mm wide)"),
    }
)
FORMATS: Final = MappingProxyType(
    {
        "png": ("png 图片", "png picture"),
        "svg": ("svg 矢量图", "svg drawing"),
        "pdf": ("pdf 文件", "pdf file"),
        "html": ("html 网页", "html page"),
        "csv": ("csv 数据", "csv data"),
        "pptx": ("pptx 幻灯片", "pptx slides"),
        "docx": ("docx 文档", "docx note"),
        "xlsx": ("xlsx 工作簿", "xlsx workbook"),
    }
)
LANGUAGES: Final = MappingProxyType({"zh": "中文", "en": "English"})


def word(key: str, lang: Lang, **values: object) -> str:
    """Return the explorer's own words for ``key`` in the reader's language.

    Examples
    --------
    >>> word("written", "zh", count=2)
    '已写出2个文件：'
    """
    zh, en = _WORDS[key]
    return (en if lang == "en" else zh).format(**values)
