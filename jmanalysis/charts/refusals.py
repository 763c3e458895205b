"""What a drawing refuses to do, rather than draw it badly."""

from __future__ import annotations

from collections.abc import Sequence

from jmanalysis.errors import JmanalysisError


class LayoutError(JmanalysisError, ValueError):
    """The chart does not fit its size, even with the smallest type that can be read."""

    @classmethod
    def too_small(cls, what_zh: str, what_en: str, size: str) -> LayoutError:
        """Say which part does not fit a size."""
        return cls(
            f"图放不下：{what_zh}。",
            f"The chart does not fit: {what_en}.",
            where=f"size={size!r}",
            hint_zh="换用更大的版面（slide），减少行、列或注文，或改用更短的标签。",
            hint_en='use a larger size ("slide"), fewer rows, columns or notes, or shorter labels.',
        )

    def of_many(self, count: int, size: str, *, page: bool) -> LayoutError:
        """Return the same refusal with what to do about many areas; ``page``: a page may do."""
        zh, en = ("，或用整页高的 doc 版面", ', or "doc", a whole page') if page else ("", "")
        return LayoutError(
            f"{count}个地区在这个版面里放不下。{self.zh}",
            f"{count} areas do not fit this size. {self.en}",
            where=f"size={size!r}",
            hint_zh=f"用 areas=[…] 只选要比较的地区（各版面以12个为限）{zh}。",
            hint_en=f"choose fewer with areas=[...] (12 fit most sizes){en}.",
        )


class MissingGlyphError(JmanalysisError, ValueError):
    """A character that the shipped fonts do not hold would be drawn as an empty box."""

    @classmethod
    def of(cls, character: str, text: str) -> MissingGlyphError:
        """Name the character and the text it stands in."""
        code = f"U+{ord(character):04X}"
        return cls(
            f"字体中没有字符“{character}”（{code}），图上会成空框。",
            f"The shipped fonts have no character {character!r} ({code}); it would be a box.",
            where=text,
            hint_zh="换一个写法，或用 scripts 中的脚本把该字加入字体。",
            hint_en="write it another way, or add the character with the font script.",
        )


class WrongSourceError(JmanalysisError, TypeError):
    """The object cannot be drawn as the kind of chart asked for."""

    @classmethod
    def of_type(cls, kind: str, source: object, needs: str) -> WrongSourceError:
        """Say what the kind of chart is drawn from."""
        return cls(
            f"{kind} 图不能由 {type(source).__name__} 画出。",
            f"A {kind} chart cannot be drawn from {type(source).__name__}.",
            hint_zh=f"请给 {needs}。",
            hint_en=f"Give it {needs}.",
        )

    @classmethod
    def of_several(cls, kind: str, what_zh: str, what_en: str, instead: str) -> WrongSourceError:
        """Say that the kind of chart shows one of what the comparison has several of."""
        return cls(
            f"{kind} 图不能同时画几个{what_zh}。",
            f"A {kind} chart cannot show several {what_en}.",
            hint_zh=f"每个{what_zh}各比较一次，或改用 {instead}。",
            hint_en=f"Compare each on its own, or use {instead}.",
        )

    @classmethod
    def of_targets(cls, kind: str, years: Sequence[int]) -> WrongSourceError:
        """Say that the kind sets targets beside actual figures; ``years`` have targets."""
        known = ", ".join(map(str, years))
        zh = f"有目标的年份：{known}" if years else "这些地区没有目标"
        en = f"there are targets for {known}" if years else "these areas have none"
        return cls(
            f"{kind} 图不能只画目标：各年份画的是实绩，目标另立一栏，不与实绩相连。",
            f"A {kind} chart cannot show targets alone: its years are those of actual figures, "
            "and targets stand in columns of their own, joined to nothing.",
            hint_zh='比较时去掉 nature="target"，目标就与实绩同图；只看目标，每年各比较一次，'
            f"一年用 value_kinds，几年并排用 split_columns（{zh}）。",
            hint_en='Leave nature="target" out of compare, and targets stand beside the actual '
            "figures; for targets alone compare each year on its own and draw value_kinds, or "
            f"several as split_columns ({en}).",
        )


class NotRankableError(JmanalysisError, ValueError):
    """The indicator, or the slice of it, gives no ranks."""

    @classmethod
    def of(cls, zh: str, en: str, reason: str) -> NotRankableError:
        """Say why: ``target``, ``direction`` or ``size``."""
        reason_zh, reason_en = {
            "target": ("目标不参与排名", "targets are never ranked"),
            "direction": (
                "登记表没有说明数值高好还是低好",
                "the register does not say whether more is better",
            ),
            "size": (
                "登记表注明各地不宜直接比较名次（如规模不同的数量）",
                "by the register unlike districts do not compare fairly by it",
            ),
        }[reason]
        return cls(
            f"“{zh}”不能排名：{reason_zh}。",
            f"{en!r} cannot be ranked: {reason_en}.",
            hint_zh="改用 value_kinds、bullet 或 split_columns。",
            hint_en="Use value_kinds, bullet or split_columns instead.",
        )


class NoTileError(JmanalysisError, ValueError):
    """An area has no place in the grid of tiles."""

    @classmethod
    def of(cls, area: str) -> NoTileError:
        """Name the area."""
        return cls(
            f"“{area}”没有方位，画不了方位示意图。",
            f"{area} has no place in the tile grid.",
            where="areas.csv: tile_column, tile_row",
            hint_zh="在地区表（areas.csv 或 areas= 所给的表）中填写，或改用 value_kinds。",
            hint_en="Fill them in (areas.csv, or the list given as areas=), or use value_kinds.",
        )
