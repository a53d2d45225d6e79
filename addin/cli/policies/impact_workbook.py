"""The impact of a policy as a workbook: sums on one sheet, every case on another."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from rules.authoring import impact
from rules.results import Refusal, Result

_WIDTHS = (36, 20, 18, 18, 18, 16, 80)


def write_workbook(
    path: Path,
    old: str,
    new: str,
    affected: Sequence[impact.Affected],
    totals: Sequence[impact.Sums],
) -> None:
    """Write the workbook. Every text is written as text: none of it can become a formula or a link."""
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    book = xlsxwriter.Workbook(
        str(path), {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    )
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "#,##0.00##", "valign": "top"})
    summary, detail = book.add_worksheet("汇总"), book.add_worksheet("明细")
    rows: list[list[object]] = [["旧政策", old], ["新政策", new], []]
    rows.append(["结果", "原合计", "新合计", "增减", *(effect.value for effect in impact.Effect)])
    for total in totals:
        counts = [total.effects.get(effect, 0) for effect in impact.Effect]
        sums = [total.before, total.after, total.after - total.before]
        rows.append([total.item, *sums, *map(Fraction, counts)])
    _fill(summary, rows, 3, head, wrapped, number)
    summary.set_column(0, 0, 24)
    summary.set_column(1, 3 + len(impact.Effect), 16)
    table: list[list[object]] = [["案例", "结果", "原", "新", "增减", "变化", "说明"]]
    for one in affected:
        figures = [_value(one.before), _value(one.after), one.difference]
        table.append([one.case, one.item, *figures, one.effect.value, one.why])
    _fill(detail, table, 0, head, wrapped, number)
    for column, width in enumerate(_WIDTHS):
        detail.set_column(column, column, width)
    detail.freeze_panes(1, 1)
    detail.autofilter(0, 0, len(affected), len(_WIDTHS) - 1)
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(str(error)) from error


def _fill(
    sheet: Any, rows: Sequence[Sequence[object]], heading: int, head: Any, text: Any, number: Any
) -> None:
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            style = head if row == heading else None
            if isinstance(cell, Fraction):
                sheet.write_number(row, column, float(cell), style or number)
            elif cell is not None:
                sheet.write_string(row, column, str(cell)[:32_000], style or text)


def _value(result: Result) -> object:
    return "不能计算" if isinstance(result, Refusal) else result.value
