"""Make the two fonts that the package ships, ``jmanalysis/fonts/jm-{regular,bold}.ttf``.

A bare machine has no Chinese font, so charts bring their own: a subset of Noto Sans SC under
the SIL Open Font License 1.1. Its reserved name is 'Source'; a modified font must not carry the
name of its original, so both are called "JM Sans SC".

The two inputs are not kept in the repository:

* Regular: ``zhplot/fonts/NotoSansSC-Regular.ttf`` inside the wheel of zhplot 1.0.0
  (``pip download --no-deps zhplot==1.0.0``, then unzip it);
* Bold: ``NotoSansCJK-Bold.ttc`` of Debian's package ``fonts-noto-cjk`` 1:20220127, face 2 (SC).
  Its outlines are cubic (CFF), which embed badly in PDF, and are turned into quadratic ones.

Then, with the ``dev`` extra installed (it brings fonttools)::

    python scripts/make_fonts.py NotoSansSC-Regular.ttf NotoSansCJK-Bold.ttc

The same inputs and the same fonttools give the same bytes. It takes some ten seconds.
"""

import argparse
import hashlib
import sys
import unicodedata
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph

FOLDER = Path(__file__).resolve().parent.parent / "jmanalysis" / "fonts"
FAMILY = "JM Sans SC"
SIMPLIFIED_FACE = 2
# Seconds since 1904, the clock of font headers: 2025-01-01. A fixed date gives fixed bytes.
MADE = 3_818_534_400

# Fields of the profile that a TrueType font has and a CFF font lacks; without hinting, all 0.
HINTING = (
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
)

INPUTS = {
    "Regular": "5cf8b2a0576d5680284ab03a7a8219499d59bbe981a79bb3dc0031f251c39736",
    "Bold": "faa5f3656a78b2e2d450d27fe8382c778bc2b6bb5ea29c986664a6a435056ceb",
}

# Towns, villages and people of Jiangmen outside GB2312, and the material's own rare characters.
PLACES = "㘵䓬冚喆埇埗堃塅塱崀昇滘珺磜磡礐蓢邨镕𡐓𦰡勠區"
SYMBOLS = "‑–—€∋−≅≤≥≈±×÷·▼▲◆◇●○■□↔←→↑↓✓㎏㎡"


def gb2312() -> set[int]:
    """Code points of GB2312: symbols and Chinese characters of levels 1 and 2."""
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {ord(text) for text in (pair.decode("gb2312", "ignore") for pair in pairs) if text}


def pinyin() -> set[int]:
    """Code points of the vowels with tone marks, small and capital."""
    marks = "\u0304\u0301\u030c\u0300"
    toned = [unicodedata.normalize("NFC", vowel + mark) for vowel in "aeiouü" for mark in marks]
    return {ord(letter) for small in toned for letter in (small, small.upper())}


def characters() -> set[int]:
    """Every code point that the shipped fonts must hold."""
    latin = set(range(0x20, 0x7F)) | set(range(0xA0, 0x100))
    return latin | gb2312() | pinyin() | {ord(letter) for letter in PLACES + SYMBOLS}


def check_input(path: Path, style: str) -> None:
    """Say so when an input is not the file that the shipped fonts were made of."""
    if hashlib.sha256(path.read_bytes()).hexdigest() != INPUTS[style]:
        print(f"note: {path.name} is another edition; the bytes will differ", file=sys.stderr)


def cut(font: TTFont, wanted: set[int]) -> None:
    """Keep only the wanted characters, kerning and the tables that drawing needs."""
    options = subset.Options(
        layout_features=["kern"], name_IDs=["*"], hinting=False, notdef_outline=True
    )
    options.drop_tables += ["BASE", "STAT", "VORG", "vhea", "vmtx"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)


def quadratic(font: TTFont) -> dict[str, Glyph]:
    """Redraw every cubic outline with quadratic curves, off by at most one unit in 1000."""
    glyphs = font.getGlyphSet()
    drawn = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(glyphs)
        # CFF outlines turn the other way round from TrueType's.
        glyphs[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        drawn[name] = pen.glyph()
    return drawn


def to_truetype(font: TTFont) -> None:
    """Replace CFF outlines by a ``glyf`` table."""
    outlines = quadratic(font)
    del font["CFF "]
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder, table.glyphs = font.getGlyphOrder(), outlines
    font["maxp"].tableVersion = 0x00010000
    for field in HINTING:
        setattr(font["maxp"], field, 0)
    font["maxp"].maxZones = 1
    font.sfntVersion = "\x00\x01\x00\x00"


def rename(font: TTFont, style: str) -> None:
    """Give the subset its own name; copyright and licence stay as they were."""
    names = font["name"]
    names.names = [name for name in names.names if name.nameID in {0, 5, 13, 14}]
    named = {
        1: FAMILY,
        2: style,
        3: f"{FAMILY} {style} subset",
        4: f"{FAMILY} {style}",
        6: f"{FAMILY.replace(' ', '')}-{style}",
    }
    for number, text in named.items():
        names.setName(text, number, 3, 1, 0x409)


def fix_dates(font: TTFont) -> None:
    """Put the fixed date in the header, so that two runs give the same bytes."""
    font["head"].created = font["head"].modified = MADE


def make(source: Path, style: str) -> Path:
    """Write one font of the package from its original."""
    check_input(source, style)
    face = SIMPLIFIED_FACE if source.suffix == ".ttc" else -1
    font = TTFont(source, fontNumber=face, recalcTimestamp=False)
    missing = characters() - set(font.getBestCmap())
    if missing:
        sys.exit(f"{source.name} lacks {''.join(map(chr, sorted(missing)))}")
    cut(font, characters())
    if "CFF " in font:
        to_truetype(font)
    rename(font, style)
    fix_dates(font)
    target = FOLDER / f"jm-{style.lower()}.ttf"
    font.save(target)
    return target


def main() -> None:
    """Read the two paths and make the two fonts."""
    parser = argparse.ArgumentParser(description="Make the fonts that jmanalysis ships.")
    parser.add_argument("regular", type=Path, help="NotoSansSC-Regular.ttf")
    parser.add_argument("bold", type=Path, help="NotoSansCJK-Bold.ttc")
    given = parser.parse_args()
    for source, style in ((given.regular, "Regular"), (given.bold, "Bold")):
        target = make(source, style)
        print(f"{target.name}: {target.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
