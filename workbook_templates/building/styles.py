"""The look of the official form: fonts, borders, colours, as XlsxWriter formats.

Fonts are those that every Chinese Windows has (宋体, 仿宋); the GB2312 charset makes a program
without them choose another Chinese font and not a Latin one. Nothing here names a position.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from workbook_templates.description_check import NUMBER_FORMATS
from workbook_templates.shape import Kind, Spot

INPUT_COLOUR = "#FFF9E3"
COMPUTED_COLOUR = "#EAF2FA"
HEAD_COLOUR = "#F2F2F2"

_TITLE = {"font_name": "宋体", "font_size": 18, "bold": True, "align": "center", "border": 0}
_BY_STYLE: dict[str, dict[str, Any]] = {
    "标题": _TITLE,
    "副标题": {"font_size": 12, "align": "center", "border": 0},
    "角注": {"align": "right", "border": 0},
    "表头": {"font_name": "宋体", "bold": True, "align": "center", "bg_color": HEAD_COLOUR},
    "标签": {"align": "center", "bg_color": HEAD_COLOUR},
    "居中": {"align": "center"},
    "左": {"align": "left", "indent": 1},
    "右": {"align": "right", "indent": 1},
    "层级": {"align": "center", "top": 0, "bottom": 0},
    "无框": {"align": "right", "border": 0},
    "旁算": {
        "align": "left",
        "border": 0,
        "bg_color": "#F2F2F2",
        "font_color": "#808080",
        "text_wrap": False,
        "font_size": 8,
    },
}
_BY_KIND: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {},
    Kind.GIVEN: {},
    Kind.INPUT: {"bg_color": INPUT_COLOUR},
    Kind.COMPUTED: {"bg_color": COMPUTED_COLOUR},
}
_DEFAULT_STYLE = {Kind.TEXT: "标签", Kind.GIVEN: "左", Kind.INPUT: "左", Kind.COMPUTED: "居中"}
_MARKS: dict[str, dict[str, Any]] = {
    "等待": {"font_color": "#9C5700", "bg_color": "#FFEB9C"},
    "失分": {"font_color": "#C00000", "bold": True},
    # LibreOffice takes a conditional border as the whole border, so the sides are said again.
    "另起": {"top": 1, "left": 1, "right": 1},
}


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, spot: Spot, size: float, thin: bool) -> Format:
        """The format of a cell, or of its part in the thin last row of a section."""
        style = spot.style or _DEFAULT_STYLE[spot.kind]
        wanted = {"font_size": self.size(spot, size)} | _BY_KIND[spot.kind] | _BY_STYLE[style]
        wanted["num_format"] = NUMBER_FORMATS[spot.number_format]
        if spot.number_format == "金额" and not spot.style:
            wanted |= {"align": "right", "indent": 1}
        if thin:
            wanted |= {"top": 0, "bottom": 1, "bg_color": HEAD_COLOUR}
        return self.make(**wanted)

    def size(self, spot: Spot, size: float) -> float:
        """The font size of a cell: explanations are long, and written small."""
        return 9 if spot.kind is Kind.COMPUTED and spot.style == "左" else size

    def mark(self, style: str) -> Format:
        """A conditional format: only what it changes."""
        return self._format(_MARKS[style])

    def hidden(self, kind: Kind) -> Format:
        """Hides a text in a cell of this kind: writes it in the colour of the paper."""
        return self._format({"font_color": _BY_KIND[kind].get("bg_color", "#FFFFFF")})

    def make(self, **wanted: Any) -> Format:
        """A format with the form's base: 仿宋, thin border, wrapped, centred upright."""
        base = {
            "font_name": "仿宋",
            "font_charset": 134,
            "font_family": 1,
            "font_size": 11,
            "border": 1,
            "text_wrap": True,
            "valign": "vcenter",
        }
        return self._format(base | wanted)

    def _format(self, wanted: dict[str, Any]) -> Format:
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]
