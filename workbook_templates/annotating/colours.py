"""The colours of a sheet's cells, laid over them as a conditional format that always holds.

Not as formats of the cells themselves: this way no cell is touched or made, the person's own
formats stay, and a later annotation can take the colours away again without a trace.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbook_templates.annotating.markup import Markup, Node, text_of
from workbook_templates.annotating.remarks import Remark
from workbook_templates.checking.findings import Severity

COLOURS = {Severity.REJECT: "FFC7CE", Severity.EXPLAIN: "FFE699", Severity.REMIND: "BDD7EE"}
#: The condition that always holds, and by which our formats are known again.
CONDITION = '"绩效校验"="绩效校验"'
#: In one format; a longer list of places goes on in another one.
_MOST_PLACES = 1000
BEFORE_FORMATS = (
    *("sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr"),
    *("sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"),
    *("dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting"),
)


def without_ours(sheet: Markup) -> bool:
    """Take out the formats of an earlier annotation; whether there were any."""
    found = False
    for formatting in sheet.root.all("conditionalFormatting"):
        rules = list(formatting.all("cfRule"))
        ours = [rule for rule in rules if _is_ours(rule)]
        found = found or bool(ours)
        if ours and len(ours) == len(rules):
            sheet.remove(formatting)
        else:
            for rule in ours:
                sheet.remove(rule)
    return found


def with_ours(sheet: Markup, told: Sequence[Remark], formats: dict[Severity, int]) -> None:
    """Colour the places of the remarks; `formats` are the numbers of the differential formats."""
    number = _last_priority(sheet)
    for severity in COLOURS:
        places = [str(remark.area) for remark in told if remark.severity is severity]
        for first in range(0, len(places), _MOST_PLACES):
            number += 1
            sheet.insert_after(
                sheet.root,
                BEFORE_FORMATS,
                f'<conditionalFormatting sqref="{" ".join(places[first : first + _MOST_PLACES])}">'
                f'<cfRule type="expression" dxfId="{formats[severity]}" priority="{number}">'
                f"<formula>{CONDITION}</formula></cfRule></conditionalFormatting>",
            )


def _last_priority(sheet: Markup) -> int:
    """The last place that somebody else's rule has, among those of newer programs too."""
    others = sheet.xml
    for formatting in sheet.root.all("conditionalFormatting"):
        for rule in filter(_is_ours, formatting.all("cfRule")):
            others = others.replace(sheet.raw(rule), b"")
    return max(map(int, re.findall(rb'\bpriority="(\d{1,9})"', others)), default=0)


def _is_ours(rule: Node) -> bool:
    formula = rule.child("formula")
    return formula is not None and text_of(formula).strip() == CONDITION
