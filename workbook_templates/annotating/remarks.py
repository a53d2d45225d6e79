"""What is written at each place: the findings of one cell, gathered, as plain text."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from workbook_templates.addresses import column_of, relative
from workbook_templates.checking.findings import Finding, Severity
from workbook_templates.reports.texts import REPLACEMENT, clean, clip

#: In one remark; the sheet 校验结果 has all of them.
MOST_IN_A_CELL = 8
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383
#: What XML cannot hold, and what a spreadsheet would read as an escaped character.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ESCAPE_LIKE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Area:
    """A cell, or a rectangle of cells; zero-based, inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        """The reference, as ``B12`` or ``B12:D14``."""
        first, last = relative(self.top, self.left), relative(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in it."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said at one place of a sheet: `severity` is the gravest of it."""

    area: Area
    severity: Severity
    text: str
    merged: bool = False


def area_of(reference: str) -> Area | None:
    """The cells of a reference such as ``B12`` or ``B12:D14``; None where it is none."""
    match = _PLACE.fullmatch(reference)
    if match is None:
        return None
    rows = sorted((int(match[2]) - 1, int(match[4] or match[2]) - 1))
    columns = sorted((column_of(match[1]), column_of(match[3] or match[1])))
    if rows[0] < 0 or rows[1] > _LAST_ROW or columns[1] > _LAST_COLUMN:
        return None
    return Area(rows[0], columns[0], rows[1], columns[1])


def remarks(findings: Collection[Finding], merged: Collection[Area]) -> list[Remark]:
    """The remarks of one sheet, each at a place of its own, by row and column.

    A merged range shows what its first cell has, so a finding inside it is told at the whole range.
    """
    places: dict[Area, list[Finding]] = {}
    for finding in findings:
        area = area_of(finding.cell)
        if area is not None:
            whole = next((m for m in merged if m.holds(area.top, area.left)), area)
            places.setdefault(whole, []).append(finding)
    order = list(Severity)
    made = []
    for area in sorted(places, key=lambda each: (each.top, each.left)):
        here = sorted(places[area], key=lambda finding: order.index(finding.severity))
        made.append(Remark(area, here[0].severity, _told(here), area in merged))
    return made


def by_sheet(findings: Collection[Finding]) -> Mapping[str, list[Finding]]:
    """The findings that have a cell, by sheet."""
    sheets: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.cell:
            sheets.setdefault(finding.sheet, []).append(finding)
    return sheets


def _told(findings: list[Finding]) -> str:
    parts = []
    for finding in findings[:MOST_IN_A_CELL]:
        lines = [f"【{finding.severity.value}】{clip(finding.message, 800)}"]
        if finding.advice:
            lines.append(f"怎么办：{clip(finding.advice, 400)}")
        if finding.clause:
            lines.append(f"依据：{clip(finding.clause, 200)}")
        parts.append("\n".join(lines))
    if len(findings) > MOST_IN_A_CELL:
        parts.append(f"另有 {len(findings) - MOST_IN_A_CELL} 处，见工作表“校验结果”")
    return "\n\n".join(parts)


def xml_text(text: str) -> str:
    """A text as it is written between tags: nothing in it acts as markup or as an escape."""
    shown = _UNWRITABLE.sub(REPLACEMENT, clean(text))
    return escape(_ESCAPE_LIKE.sub("_x005F_", shown))
