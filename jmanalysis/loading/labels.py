r"""Labels: what a label carries behind it and does not say: its English, the marks of notes.

Yearbooks write ``常住人口\nResident Population`` and ``全市 Total``: the English repeats.
``90%①`` and ``恩平市※`` lead to a note below.
"""

from __future__ import annotations

import re
from typing import Final

#: Marks behind a name or a figure that lead to a note below.
MARKS: Final = re.compile(
    r"(?:[①-⑳*＊※†‡#]|[⁰¹²³⁴-⁹]+|\[注?\d{1,2}\]|[（(]注\d{0,2}[)）]|注\d{1,2})+$"
)
_ENGLISH = re.compile(
    r"(?<=[\u4e00-\u9fff）)％%‰])\s*[（(]?[A-Z][A-Za-z]*[a-z]{2}[A-Za-z0-9 \n,.'’:;&%/()（）-]*$"
)


def chinese(text: str) -> str:
    r"""Leave out the English behind the Chinese of a label.

    Examples
    --------
    >>> chinese("常住人口\nResident Population (10 000 persons)"), chinese("全市 Total")
    ('常住人口', '全市')
    >>> chinese("二级医院A等次比例"), chinese("Xinhui District"), chinese("适龄女生HPV疫苗")
    ('二级医院A等次比例', 'Xinhui District', '适龄女生HPV疫苗')
    """
    return _ENGLISH.sub("", text).rstrip()
