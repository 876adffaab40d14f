"""Cuts the fonts of a report out of Inter. See README.md for how to run it."""

import sys
from pathlib import Path

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

# Spaces, dashes and quotes; euro, hryvnia, tenge, rouble, numero, arrows, minus and marks; letters without accents.
LATIN = [
    (0x20, 0x7E), (0xA0, 0xBF), (0xD7, 0xD7), (0xF7, 0xF7), (0x2007, 0x200A), (0x2010, 0x2015), (0x2018, 0x201E), (0x2022, 0x2022),
    (0x2026, 0x2026), (0x202F, 0x2030), (0x2039, 0x203A), (0x20AC, 0x20AC), (0x20B4, 0x20B4), (0x20B8, 0x20B8),
    (0x20BD, 0x20BD), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2193), (0x2206, 0x2206), (0x2212, 0x2212),
    (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265), (0x25B2, 0x25B2), (0x25BC, 0x25BC), (0x25CB, 0x25CB),
    (0x25CF, 0x25CF),
]
# Letters with accents: Latin-1, Latin Extended-A and the Romanian ones.
LATIN_EXTENDED = [(0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x17F), (0x218, 0x21B)]
# With the letters of Ukrainian, Belarusian, Kazakh and Serbian.
CYRILLIC = [
    (0x400, 0x45F), (0x490, 0x493), (0x49A, 0x49B), (0x4A2, 0x4A3), (0x4AE, 0x4B1), (0x4BA, 0x4BB), (0x4D8, 0x4D9),
    (0x4E8, 0x4E9),
]
SCRIPTS = {"latin": LATIN, "latin-extended": LATIN_EXTENDED, "cyrillic": CYRILLIC}
FEATURES = ["kern", "tnum", "lnum", "ccmp", "locl", "mark"]


def quadratic(font):
    """TrueType outlines for PostScript ones: they pack smaller in WOFF2."""
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    drawn = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, max_err=1.5, reverse_direction=True))
        drawn[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, drawn
    font["maxp"].tableVersion = 0x00010000
    for key in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
                "maxStackElements", "maxSizeOfInstructions", "maxComponentElements"):
        setattr(font["maxp"], key, 1 if key == "maxZones" else 0)
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    del font["CFF "]
    font.sfntVersion = "\x00\x01\x00\x00"


def subset(path, ranges):
    font = TTFont(path, recalcTimestamp=False)
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.glyph_names = False
    cutter = Subsetter(options)
    cutter.populate(unicodes=[c for low, high in ranges for c in range(low, high + 1)])
    cutter.subset(font)
    return font


def tabular(font):
    """What `tnum` puts in place of each glyph."""
    table = font["GSUB"].table
    lookups = {i for r in table.FeatureList.FeatureRecord if r.FeatureTag == "tnum" for i in r.Feature.LookupListIndex}
    swaps = {}
    for index in lookups:
        for part in table.LookupList.Lookup[index].SubTable:
            swaps.update(getattr(part, "ExtSubTable", part).mapping)
    return swaps


def main(folder):
    here = Path(__file__).parent
    for weight in ("Regular", "SemiBold"):
        source = Path(folder) / f"Inter-{weight}.otf"

        for script, ranges in SCRIPTS.items():
            page = subset(source, ranges)
            quadratic(page)
            page.flavor = "woff2"
            page.save(here / f"Inter-{weight}.{script}.woff2")

        # Advance widths only, the digits as wide as `tnum` makes them, as the charts use it.
        widths = subset(source, sum(SCRIPTS.values(), []))
        for table in widths["cmap"].tables:
            for code, name in table.cmap.items():
                table.cmap[code] = tabular(widths).get(name, name)
        for tag in ("CFF ", "GPOS", "GSUB", "GDEF"):
            if tag in widths:
                del widths[tag]
        widths["maxp"].tableVersion = 0x00005000
        widths["post"].formatType = 3.0
        widths.save(here / f"Inter-{weight}.widths.otf")


main(sys.argv[1])
