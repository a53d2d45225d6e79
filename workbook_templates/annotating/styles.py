"""The formats that an annotation needs, added behind the workbook's own; those stay as they are."""

from __future__ import annotations

from dataclasses import dataclass

from workbook_templates.annotating.colours import COLOURS
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
_GROUPS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
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


def _fill(colour: str) -> str:
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/>'
        '<bgColor indexed="64"/></patternFill></fill>'
    )


@dataclass(frozen=True, slots=True)
class Formats:
    """Numbers of formats: of the sheet 校验结果 by name, and of the colours by severity."""

    cells: dict[str, int]
    colours: dict[Severity, int]


def add_formats(styles: Markup) -> Formats:
    """Add what is not there yet; an annotated copy that is annotated again does not grow."""
    adder = _Adder(styles)
    song, bold = _font("宋体", 10), _font("黑体", 10, "b")
    looks = {
        "标题": (_font("黑体", 16, "b"), "", "", "center", "center"),
        "说明": (song, "", "", "left", "center"),
        "表头": (bold, "F2F2F2", _BORDER, "center", "center"),
        "文字": (song, "", _BORDER, "left", "top"),
        "居中": (song, "", _BORDER, "center", "top"),
        "链接": (_font("宋体", 10, "u"), "", _BORDER, "center", "top"),
    } | {
        severity.value: (bold, colour, _BORDER, "center", "top")
        for severity, colour in COLOURS.items()
    }
    cells = {
        name: adder.number(
            "cellXfs",
            f'<xf numFmtId="49" fontId="{adder.number("fonts", font)}" '
            f'fillId="{adder.number("fills", _fill(fill)) if fill else 0}" '
            f'borderId="{adder.number("borders", border) if border else 0}" xfId="0" '
            'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
            f'<alignment horizontal="{across}" vertical="{upright}" wrapText="1"/></xf>',
        )
        for name, (font, fill, border, across, upright) in looks.items()
    }
    colours = {
        severity: adder.number(
            "dxfs",
            f'<dxf><fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/>'
            f'<bgColor rgb="FF{colour}"/></patternFill></fill></dxf>',
        )
        for severity, colour in COLOURS.items()
    }
    adder.finish()
    return Formats(cells, colours)


class _Adder:
    """Adds elements to the groups of a styles part, each only once."""

    def __init__(self, styles: Markup) -> None:
        self._styles = styles
        self._groups: dict[str, Node | None] = {
            name: styles.root.child(name)
            for name in ("fonts", "fills", "borders", "cellXfs", "dxfs")
        }
        self._there = {
            name: [styles.raw(child).decode() for child in group.children] if group else []
            for name, group in self._groups.items()
        }
        self._new: dict[str, list[str]] = {name: [] for name in self._there}

    def number(self, group: str, element: str) -> int:
        """The number of an element in its group, added where it is not there."""
        there = self._there[group]
        written = self._styles.element(element)
        if written not in there:
            there.append(written)
            self._new[group].append(element)
        return there.index(written)

    def finish(self) -> None:
        """Write what was added, and the counts."""
        for name, new in self._new.items():
            group, count = self._groups[name], len(self._there[name])
            if not new:
                continue
            if group is None:
                whole = f'<{name} count="{count}">{"".join(new)}</{name}>'
                self._styles.insert_after(self._styles.root, _GROUPS[: _GROUPS.index(name)], whole)
                continue
            for element in new:
                self._styles.append(group, element)
            self._styles.set(group, "count", str(count))
