"""The formats that an annotation needs, added behind the workbook's own; those stay as they are.

A colour of ours is a plain fill in a shade that nobody else uses. A plain fill has a second colour
that is never shown; there the fill that the cell had before is remembered, so that a later
annotation can take ours away, whichever program has saved and renumbered the formats in between.
(LibreOffice does not keep the second colour: such a cell goes back to having none.)
"""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

from workbook_templates.annotating.markup import Markup, Node
from workbook_templates.checking.findings import Severity

NO_STYLES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{}">'
    '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    "</styleSheet>"
)
COLOURS = {Severity.REJECT: "FFC7CD", Severity.EXPLAIN: "FFE698", Severity.REMIND: "BDD7EF"}
_OURS = {f"FF{colour}" for colour in COLOURS.values()}
_GROUPS = ("fonts", "fills", "borders", "cellXfs")
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
_SIDE = '<{0} style="thin"><color rgb="FFA6A6A6"/></{0}>'
_BORDER = (
    f"<border>{''.join(map(_SIDE.format, ('left', 'right', 'top', 'bottom')))}<diagonal/></border>"
)


def _font(name: str, size: int, more: str = "") -> str:
    marks = "".join(f"<{mark}/>" for mark in more)
    colour = "FF1B4A86" if "u" in more else "FF1A1A1A"
    return (
        f'<font>{marks}<sz val="{size}"/><color rgb="{colour}"/><name val="{name}"/>'
        '<family val="3"/><charset val="134"/></font>'
    )


def _fill(colour: str, behind: str = 'indexed="64"', shown: str = "") -> str:
    shown = shown or f'rgb="FF{colour}"'
    return (
        f'<fill><patternFill patternType="solid"><fgColor {shown}/>'
        f"<bgColor {behind}/></patternFill></fill>"
    )


_SONG, _BOLD = _font("宋体", 10), _font("黑体", 10, "b")
#: Font, fill, border, across, upright.
_LOOKS = {
    "标题": (_font("黑体", 16, "b"), "", "", "center", "center"),
    "说明": (_SONG, "", "", "left", "center"),
    "表头": (_BOLD, "F2F2F2", _BORDER, "center", "center"),
    "文字": (_SONG, "", _BORDER, "left", "top"),
    "居中": (_SONG, "", _BORDER, "center", "top"),
    "链接": (_font("宋体", 10, "u"), "", _BORDER, "center", "top"),
} | {
    # The usual shades, not ours: these cells are not coloured over anything.
    severity.value: (_BOLD, colour, _BORDER, "center", "top")
    for severity, colour in zip(COLOURS, ("FFC7CE", "FFE699", "BDD7EE"), strict=True)
}


class Styles:
    """The styles part of a workbook: what is added stands behind its own formats, which all stay."""

    def __init__(self, part: Markup) -> None:
        self._part = part
        self._groups = {name: part.root.child(name) for name in _GROUPS}
        self._there = {
            name: [part.raw(child).decode() for child in group.children] if group else []
            for name, group in self._groups.items()
        }
        self._new: dict[str, list[str]] = {name: [] for name in self._there}
        self._fills = list(group.children) if (group := self._groups["fills"]) else []
        self._formats = list(group.children) if (group := self._groups["cellXfs"]) else []

    def cells(self) -> dict[str, int]:
        """The formats of the sheet 校验结果 by name."""
        return {
            name: self._number(
                "cellXfs",
                f'<xf numFmtId="49" fontId="{self._number("fonts", font)}" '
                f'fillId="{self._number("fills", _fill(fill)) if fill else 0}" '
                f'borderId="{self._number("borders", border) if border else 0}" xfId="0" '
                'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" '
                f'applyAlignment="1"><alignment horizontal="{across}" vertical="{upright}" '
                'wrapText="1"/></xf>',
            )
            for name, (font, fill, border, across, upright) in _LOOKS.items()
        }

    def coloured(self, style: int, severity: Severity) -> int:
        """The format like this one in the colour of a severity."""
        if style >= len(self._formats):
            style = 0
        given = self._formats[style]
        old = self._colour_of(int(given.get("fillId") or 0))
        fill = self._number("fills", _fill(COLOURS[severity], old or 'indexed="64"'))
        return self._number("cellXfs", self._refilled(given, fill), declared=True)

    def before(self) -> dict[int, int]:
        """By the numbers of the formats that an earlier annotation coloured: those they came from."""
        found = {}
        for number, given in enumerate(self._formats):
            fill = int(given.get("fillId") or 0)
            if fill < len(self._fills) and self._is_ours(self._fills[fill]):
                pattern = self._fills[fill].children[0]
                old = pattern.child("bgColor")
                found[number] = self._uncoloured(given, _written(old) if old else "")
        return found

    def result(self) -> bytes:
        """The part with what was added, and the counts."""
        for name, new in self._new.items():
            group, count = self._groups[name], len(self._there[name])
            if new and group is not None:
                for element in new:
                    self._part.append(group, element)
                self._part.set(group, "count", str(count))
            elif new:
                whole = f'<{name} count="{count}">{"".join(new)}</{name}>'
                self._part.insert_after(self._part.root, _ORDER[: _ORDER.index(name)], whole)
        return self._part.result()

    def _number(self, group: str, element: str, *, declared: bool = False) -> int:
        """The number of an element in its group, added where it is not there."""
        there = self._there[group]
        written = element if declared else self._part.element(element)
        if written not in there:
            there.append(written)
            self._new[group].append(element)
        return there.index(written)

    def _uncoloured(self, given: Node, colour: str) -> int:
        """The format without our fill: the one that is there, else a new one."""
        fill = 0
        if colour and colour != 'indexed="64"':
            same = (n for n in range(len(self._fills)) if self._colour_of(n) == colour)
            fill = next(same, -1)
            if fill < 0:
                fill = self._number("fills", _fill("", 'indexed="64"', colour))
        wanted = self._refilled(given, fill)
        alike = (n for n, text in enumerate(self._there["cellXfs"]) if _same(text, wanted))
        number = next(alike, -1)
        return number if number >= 0 else self._number("cellXfs", wanted, declared=True)

    def _refilled(self, given: Node, fill: int) -> str:
        text = self._part.raw(given).decode()
        return _with(_with(text, "fillId", str(fill)), "applyFill", "1")

    def _colour_of(self, fill: int) -> str:
        """The colour of a plain fill, as its attributes are written; empty where it is none."""
        if fill >= len(self._fills) or not self._fills[fill].children:
            return ""
        pattern = self._fills[fill].children[0]
        colour = pattern.child("fgColor")
        return _written(colour) if colour and pattern.get("patternType") == "solid" else ""

    def _is_ours(self, fill: Node) -> bool:
        colour = fill.children[0].child("fgColor") if fill.children else None
        return colour is not None and colour.get("rgb").upper() in _OURS


def _written(colour: Node) -> str:
    return " ".join(f"{name}={quoteattr(value)}" for name, value in colour.attributes.items())


def _with(text: str, name: str, value: str) -> str:
    """An element's text with an attribute of its own changed or added."""
    end = text.index(">")
    head, rest = text[:end], text[end:]
    changed, count = re.subn(rf'(\s{name}=)(["\']).*?\2', rf'\g<1>"{value}"', head)
    if not count:
        changed = re.sub(r"^(<[\w:]+)", rf'\g<1> {name}="{value}"', head)
    return changed + rest


def _same(one: str, other: str) -> bool:
    """Whether two formats differ in nothing but in whether they say that their fill counts."""

    def key(text: str) -> tuple[list[str], str]:
        end = text.index(">")
        words = re.findall(r'[\w:]+="[^"]*"', re.sub(r'\sapplyFill="[^"]*"', "", text[:end]))
        return sorted(words), text[end:] if text[end - 1] != "/" else "/>"

    return key(one) == key(other)
