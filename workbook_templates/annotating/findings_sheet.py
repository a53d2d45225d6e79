"""The sheet 校验结果: what was checked, the verdict, and every finding with a link to its place.

Written as texts in the sheet itself: nothing is added to the shared strings, and no text of a
workbook is ever a formula.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from xml.sax.saxutils import quoteattr

from workbook_templates.annotating.remarks import area_of, xml_text
from workbook_templates.checking.findings import Checked, Finding
from workbook_templates.reports import grouping
from workbook_templates.reports.policies import policy_titles
from workbook_templates.reports.texts import clip, figure, row_height

TITLE = "校验结果"
#: The row of headings: the sheet is frozen below it and it is printed on every page.
HEAD = 5
#: A file with more findings than this is wrong as a whole; the sheet says how many are left out.
MOST = 10_000
_COLUMNS = (
    ("序号", 5), ("程度", 9), ("工作表", 11), ("单元格", 8.5), ("项目", 16), ("所填", 11),
    ("应为", 11), ("问题", 38), ("怎么办", 30), ("依据", 16), ("编号", 9),
)  # fmt: skip
LAST_COLUMN = "K"
_MOST_TEXT = 3000


def findings_sheet(
    namespace: str, checked: Checked, sheets: Collection[str], formats: dict[str, int], made: str
) -> bytes:
    """The sheet's part. `sheets` are the workbook's sheets, to which links may lead."""
    told = checked.findings[:MOST]
    rows = [_row(1, [(TITLE, "标题")], formats, 30)]
    for number, line in enumerate(_about(checked, made), 2):
        rows.append(_row(number, [(line, "说明")], formats, 18))
    rows.append(_row(HEAD, [(name, "表头") for name, _ in _COLUMNS], formats, 22))
    links = []
    for number, finding in enumerate(told, 1):
        at = HEAD + number
        linked = finding.sheet in sheets and area_of(finding.cell) is not None
        cells = _cells(number, finding, linked)
        texts = zip((text for text, _ in cells), (width for _, width in _COLUMNS), strict=True)
        rows.append(_row(at, cells, formats, row_height(texts)))
        if linked:
            links.append(_link(at, finding))
    if not told or len(checked.findings) > MOST:
        rest = len(checked.findings) - MOST
        line = f"其余 {rest} 处没有列出。" if told else grouping.nothing_found(checked)
        rows.append(_row(HEAD + len(told) + 1, [(line, "说明")], formats, 18))
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, (_, width) in enumerate(_COLUMNS, 1)
    )
    merged = "".join(f'<mergeCell ref="A{n}:{LAST_COLUMN}{n}"/>' for n in range(1, HEAD))
    filtered = f'<autoFilter ref="{filter_area(checked)}"/>' if told else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<worksheet xmlns={quoteattr(namespace)}>"
        '<sheetPr><tabColor rgb="FFA3161C"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        f'<pane ySplit="{HEAD}" topLeftCell="A{HEAD + 1}" activePane="bottomLeft" state="frozen"/>'
        f'<selection pane="bottomLeft" activeCell="A{HEAD + 1}" sqref="A{HEAD + 1}"/>'
        f'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols>'
        f"<sheetData>{''.join(rows)}</sheetData>{filtered}"
        f'<mergeCells count="{HEAD - 1}">{merged}</mergeCells>'
        + (f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "")
        + '<printOptions horizontalCentered="1"/>'
        '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>"
        # Every cell is a text, also one that looks like a number: no green corner for that.
        f'<ignoredErrors><ignoredError sqref="A1:{LAST_COLUMN}{MOST + HEAD}" numberStoredAsText="1"/>'
        "</ignoredErrors>"
        "</worksheet>"
    ).encode()


def filter_area(checked: Checked) -> str:
    """The table of findings, with its headings."""
    return f"A{HEAD}:{LAST_COLUMN}{HEAD + min(len(checked.findings), MOST)}"


def quoted(sheet: str) -> str:
    """A sheet's name as it stands in a reference."""
    return "'" + sheet.replace("'", "''") + "'"


def _about(checked: Checked, made: str) -> list[str]:
    """The lines between the title and the table: the file's form, what it came to, who says so."""
    results = "；".join(
        f"{name} {clip(figure(value), 100)}" for name, value in checked.results.items()
    )
    first = f"表格：{checked.form or '—'}；政策：{policy_titles(checked.policy) or '—'}"
    counts = "、".join(
        f"{severity.value} {count} 处"
        for severity, count in grouping.count_severities([checked]).items()
        if count
    )
    verdict = f"结论：{checked.verdict.value}" + (f"（{counts}）" if counts else "")
    return [
        first,
        verdict + (f"；{results}" if results else ""),
        f"本表和各格的颜色、批注是校验时加上的，原文件没有改动。{made}",
    ]


def _cells(number: int, finding: Finding, linked: bool) -> list[tuple[str, str]]:
    return [
        (str(number), "居中"),
        (finding.severity.value, finding.severity.value),
        (finding.sheet or "—", "居中"),
        (finding.cell or "整个文件", "链接" if linked else "居中"),
        (finding.name, "文字"),
        (finding.found, "文字"),
        (finding.expected, "文字"),
        (finding.message, "文字"),
        (finding.advice, "文字"),
        (finding.clause, "文字"),
        (finding.code, "居中"),
    ]


def _row(
    number: int, cells: Sequence[tuple[str, str]], formats: dict[str, int], height: int
) -> str:
    written = "".join(
        f'<c r="{chr(ord("A") + column)}{number}" s="{formats[style]}" t="inlineStr">'
        f'<is><t xml:space="preserve">{xml_text(clip(text, _MOST_TEXT))}</t></is></c>'
        for column, (text, style) in enumerate(cells)
    )
    return f'<row r="{number}" ht="{height}" customHeight="1">{written}</row>'


def _link(at: int, finding: Finding) -> str:
    place = f"{quoted(finding.sheet)}!{finding.cell.replace('$', '')}"
    return f'<hyperlink ref="D{at}" location={quoteattr(place)} display={quoteattr(finding.cell)}/>'
