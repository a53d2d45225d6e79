"""Looks that hide what a cell holds: a font in the colour of its fill or tiny, a format that shows nothing.

The styles of a file are read once, and its cells only where one of the styles hides something.
Colours that conditional formats put on come and go, and are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from workbook_templates.addresses import relative
from workbook_templates.reading.markup import parse
from workbook_templates.reading.sheet_markup import spot

#: A font smaller than this, in points, cannot be read.
_SMALLEST = 4
#: Colours whose three parts (0 to 255) together differ by no more than this look the same: white on
#: the palest yellow.
_ALIKE = 48
_WHITE, _BLACK = "FFFFFF", "000000"
#: A fill whose colour is still to come.
_SOLID = "solid"
#: The colours of the palette and of the theme that stand for the sheet's own and for black.
_INDEXED = {0: _BLACK, 1: _WHITE, 8: _BLACK, 9: _WHITE, 64: _BLACK, 65: _WHITE}
_THEMES = {0: _WHITE, 1: _BLACK}
#: What of a number format shows nothing: colours, spaces.
_NOTHING = re.compile(r"\[[^\]]*\]|\\ |_.|\s")
_QUOTED = re.compile(r'"([^"]*)"')
#: Of a format with so many parts the last is for texts.
_SECTIONS = 4
_RGB, _NUMBER = re.compile("[0-9A-F]{6}"), re.compile(r"[0-9]+(?:\.[0-9]+)?")
#: Styles larger than this are read anew each time: what is kept must stay small.
_OFTEN = 200_000


@dataclass(frozen=True, slots=True)
class Hiding:
    """How a style hides what its cells hold: why, what to do, whether numbers and texts alike."""

    why: str
    advice: str
    numbers: bool = True
    texts: bool = True


def hiding_styles(content: bytes, part: str) -> Mapping[int, Hiding]:
    """The styles of cells, by number, that hide what the cells hold.

    Not to be changed: the files of one template have the same styles. Raises `RefusedError`.
    """
    return (_kept if len(content) <= _OFTEN else _hiding)(content, part)


def cells_styled(content: bytes, part: str, styles: Mapping[int, Hiding]) -> Mapping[str, Hiding]:
    """The cells of one sheet that have one of these styles, by address. Raises `RefusedError`."""
    found: dict[str, Hiding] = {}
    at = [0, 0]

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            at[:] = int(attributes.get("r", at[0] + 1)), 0
        elif tag == "c":
            at[:] = spot(attributes.get("r", "")) or (at[0], at[1] + 1)
            style = attributes.get("s", "0")
            if style.isdecimal() and int(style) in styles:
                found[relative(at[0] - 1, at[1] - 1)] = styles[int(style)]

    parse(content, part, start, lambda tag, text: None)
    return found


def _hiding(content: bytes, part: str) -> Mapping[int, Hiding]:
    read = _Styles()
    parse(content, part, read.start, read.end)
    told = map(read.hiding, read.cells)
    return {number: hiding for number, hiding in enumerate(told) if hiding is not None}


_kept = lru_cache(maxsize=32)(_hiding)


class _Styles:
    """The fonts, fills and formats of a file, and the styles of cells made of them."""

    def __init__(self) -> None:
        self.colours: list[str] = []
        self.sizes: list[str] = []
        self.fills: list[str] = []
        self.formats: dict[str, str] = {}
        self.cells: list[dict[str, str]] = []
        self.open: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        within = self.open[1] if len(self.open) > 1 else ""
        self.open.append(tag)
        if tag == "numFmt" and within == "numFmts":
            self.formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "xf" and within == "cellXfs":
            self.cells.append(attributes)
        elif within == "fonts":
            self._font(tag, attributes)
        elif within == "fills":
            self._fill(tag, attributes)

    def end(self, tag: str, text: str) -> None:
        self.open.pop()

    def _font(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "font":
            self.colours.append("")
            self.sizes.append("")
        elif tag == "color":
            self.colours[-1] = _colour(attributes)
        elif tag == "sz":
            self.sizes[-1] = attributes.get("val", "")

    def _fill(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "fill":
            # Of dots, lines and gradients nobody can say a colour.
            self.fills.append("")
        elif tag == "patternFill":
            pattern = attributes.get("patternType", "none")
            self.fills[-1] = {"none": _WHITE, "solid": _SOLID}.get(pattern, "")
        elif tag == "fgColor" and self.fills[-1] == _SOLID:
            self.fills[-1] = _colour(attributes)

    def hiding(self, style: Mapping[str, str]) -> Hiding | None:
        """How a style of cells hides what they hold, if it does."""
        size = _at(self.sizes, style.get("fontId", ""))
        if _NUMBER.fullmatch(size) and float(size) < _SMALLEST:
            return Hiding(f"字号只有 {size}", "调大字号")
        colour = _at(self.colours, style.get("fontId", ""))
        if _alike(colour, _at(self.fills, style.get("fillId", ""))):
            return Hiding("字的颜色与底色相同", "换成看得见的字色")
        return _by_format(self.formats.get(style.get("numFmtId", ""), ""))


def _at(known: list[str], number: str) -> str:
    return known[int(number)] if number.isdecimal() and int(number) < len(known) else ""


def _colour(attributes: Mapping[str, str]) -> str:
    """A colour: six hexadecimal digits, else what tells it from others; "" for the automatic one."""
    tint = attributes.get("tint", "")
    if "rgb" in attributes:
        return attributes["rgb"][-6:].upper() + tint
    for kind, known in (("indexed", _INDEXED), ("theme", _THEMES)):
        if (number := attributes.get(kind, "")).isdecimal():
            return _tinted(known.get(int(number), f"{kind} {number} "), tint)
    return ""


def _tinted(colour: str, tint: str) -> str:
    """A colour made lighter or darker by a share: of white and black, the grey that this is."""
    try:
        share = float(tint or 0)
    except ValueError:
        return colour + tint
    whiteness = {_WHITE: 1 + min(share, 0), _BLACK: max(share, 0)}.get(colour)
    if whiteness is None or not 0 <= whiteness <= 1:
        return colour + tint
    return f"{round(255 * whiteness):02X}" * 3


def _alike(font: str, fill: str) -> bool:
    if _RGB.fullmatch(font) and _RGB.fullmatch(fill):
        pairs = zip(bytes.fromhex(font), bytes.fromhex(fill), strict=True)
        return sum(abs(one - other) for one, other in pairs) <= _ALIKE
    return font != "" and font == fill


def _said(quoted: re.Match[str]) -> str:
    return "T" if quoted[1].strip() else ""


def _by_format(code: str) -> Hiding | None:
    """How a number format hides: ;;; shows nothing, and ;; no number."""
    shown = _NOTHING.sub("", _QUOTED.sub(_said, code)).split(";")
    numbers = len(shown) > 1 and not shown[0]
    texts = len(shown) == _SECTIONS and not shown[-1]
    if not (numbers or texts):
        return None
    why = f"单元格格式“{code}”把内容隐藏了"
    return Hiding(why, "把单元格格式改回“常规”", numbers, texts)
