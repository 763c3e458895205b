"""What a drawing refuses to do, rather than draw it badly."""

from __future__ import annotations

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
