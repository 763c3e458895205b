"""A desk: a text registered in a copy of the seeds, and its review table to decide on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from seeds_kit import Copy

import jmanalysis as jm
from jmanalysis.adding import add
from jmanalysis.adding.differences import Added
from jmanalysis.reading import review
from jmanalysis.reading.opening import open_text

TEXT = (
    "新会区卫生健康局\n\n春风拂面，万物生长，葵乡大地处处涌动着健康的活力，医者仁心温暖着千家万户。\n"
    "2025年，新增3家基层医疗机构达到国家“优质服务基层行”推荐标准，创建比例达到9\n2%。"
    "街头巷尾的居民说，看病方便了，心里也踏实了，邻里之间谈起家门口的卫生站都竖起大拇指。"
    "每千人口托位数6.35个，孩子有人带，父母上班更安心，社区里的笑声也多了起来。\n"
    "走进宽敞明亮的候诊大厅，志愿者热情引导，长者们不慌不忙，一切井然有序，令人倍感温馨。\n"
    "2026年，新会区将继续努力，让人人享有更有温度、更有质量的服务，让健康的图景更加动人。\n"
)
DOCUMENT = "xinhui_press_2026"


@dataclass(frozen=True)
class Desk:
    """A seeds folder, a text and a review table of it."""

    seeds: Copy
    text: Path
    table: Path

    @classmethod
    def of(cls, seeds: Path, folder: Path, text: Path, document: str = DOCUMENT) -> Desk:
        """Register a text in a copy of the seeds, and write its review table."""
        copy = Copy.of(seeds, folder / "seeds")
        opened = open_text(text)
        rows = copy.read("documents.csv")
        given = {"id": document, "file": text.name, "title": "新会专页", "date": "2026-03"}
        given |= {"periods": "2025 2026", "characters": str(len(opened.text)), "note": ""}
        like = next(row for row in rows if row["id"] == "xinhui_press_2025")
        copy.write("documents.csv", [*rows, like | given | {"sha256": opened.sha256}])
        table = review.write(jm.read(text, seeds=copy.folder), folder / "review.csv")
        return cls(copy, text, table)

    def decide(self, *accepted: str, **edits: str) -> None:
        """Accept the rows with these values, and edit columns of the first."""
        frame = pd.read_csv(self.table, dtype="str", keep_default_na=False)
        heads = {head.split(" ")[-1]: head for head in frame.columns}
        for number, row in enumerate(frame.to_dict("records")):
            if row[heads["value"]] in accepted:
                frame.loc[number, heads["decision"]] = review.ACCEPT
                if row[heads["value"]] == accepted[0]:
                    for name, value in edits.items():
                        frame.loc[number, heads[name]] = value
        frame.to_csv(self.table, index=False, encoding="utf-8-sig")

    def row(self, value: str) -> str:
        """Return the number of the first row with a value; the header is row 1."""
        frame = pd.read_csv(self.table, dtype="str", keep_default_na=False)
        values = list(frame[next(head for head in frame.columns if head.endswith(" value"))])
        return str(values.index(value) + 2)

    def add(self, document: str = DOCUMENT) -> Added:
        """Add what was decided."""
        return add(self.table, document=document, seeds=self.seeds.folder, text=self.text)
