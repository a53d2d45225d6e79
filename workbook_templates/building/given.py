"""The data given to a form, matched with its description before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from rules.nearest import nearest_or_known
from workbook_templates.faults import Fault, FormError
from workbook_templates.shape import Form, Kind, Section, Spot, Table

#: What may be given for a cell; None leaves it blank.
Given: TypeAlias = str | int | float | Fraction | Decimal | bool | date | None
Row: TypeAlias = Mapping[str, Given]


@dataclass(frozen=True, slots=True)
class Matched:
    """Values by field name, and the rows of each section by its area name."""

    fields: Mapping[str, Given]
    rows: Mapping[str, tuple[Row, ...]]


def match(
    form: Form,
    data: Mapping[str, Any] | None,
    counts: Mapping[str, int] | None = None,
    fixed: Sequence[Row] | None = None,
) -> Matched:
    """Sort `data` into fields and rows.

    `counts` asks for at least so many rows in an area; `fixed` replaces the fixed rows of the
    description (say, by those of the policy). Raises `FormError` with every unknown name, row or
    heading and every value that no cell can hold.
    """
    faults: list[Fault] = []
    tables = {table.name: table for table in form.tables()}
    kinds = dict(form.fields())
    fields: dict[str, Given] = {}
    given_rows: dict[str, Any] = {}
    for name, value in (data or {}).items():
        if name in tables:
            given_rows[name] = value
        elif name not in kinds:
            known = [*(n for n, kind in kinds.items() if kind is Kind.INPUT), *tables]
            faults.append(
                Fault(f"数据“{name}”", f"《{form.title}》没有这一项", nearest_or_known(name, known))
            )
        elif kinds[name] is not Kind.INPUT:
            faults.append(Fault(f"数据“{name}”", "这一格由公式算出，不能填", "请删去这一项"))
        else:
            fields[name] = _value(value, f"数据“{name}”", faults)
    rows: dict[str, tuple[Row, ...]] = {}
    for name, table in tables.items():
        entries = _rows(table, given_rows.get(name), faults)
        if table.row_by:
            entries = _printed(table, entries, fixed, faults)
        rows.update(_sections(table, entries, counts or {}, name in given_rows, faults))
    for area in counts or {}:
        if area not in rows:
            faults.append(Fault(f"行数“{area}”", "没有这一区", nearest_or_known(area, rows)))
    if faults:
        raise FormError(faults)
    return Matched(fields, rows)


def _value(value: Any, where: str, faults: list[Fault]) -> Given:
    if value is None or isinstance(value, str | int | float | Fraction | Decimal | date):
        if isinstance(value, str) and len(value) > 32767:
            faults.append(Fault(where, "文字太长，一格最多 32767 字", "请缩短"))
        return value
    faults.append(
        Fault(where, f"这样的内容填不进一格：{value!r:.50}", "请给文字、数字、日期或是/否")
    )
    return None


def _rows(table: Table, given: Any, faults: list[Fault]) -> list[dict[str, Given]]:
    """The rows of data, their headings turned into roles."""
    if given is None:
        return []
    if not isinstance(given, list | tuple) or not all(isinstance(row, Mapping) for row in given):
        faults.append(Fault(f"数据“{table.name}”", "应是一行一行的数据", "每行写成“列标题: 内容”"))
        return []
    entries = []
    for number, row in enumerate(given, 1):
        entry: dict[str, Given] = {}
        for heading, value in row.items():
            where = f"{table.name}第 {number} 行“{heading}”"
            column = table.column(str(heading))
            if column is None:
                known = [c.heading for c in table.columns if c.kind is not Kind.COMPUTED]
                faults.append(Fault(where, "没有这一列", nearest_or_known(str(heading), known)))
            elif column.kind is Kind.COMPUTED:
                faults.append(Fault(where, "这一列由公式算出，不能填", "请删去这一项"))
            elif column.name in entry:
                faults.append(Fault(where, "同一列给了两次", "请只留一个"))
            else:
                entry[column.name] = _value(value, where, faults)
        entries.append(entry)
    return entries


def _printed(
    table: Table, entries: list[dict[str, Given]], fixed: Sequence[Row] | None, faults: list[Fault]
) -> list[dict[str, Given]]:
    """The fixed rows, filled from the rows of data that name the same indicator."""
    printed: list[dict[str, Given]] = []
    for row in fixed if fixed is not None else table.fixed:
        columns = {heading: table.column(heading) for heading in row}
        printed.append({c.name: row[h] for h, c in columns.items() if c is not None})
    by_name = {row.get(table.row_by): row for row in printed}
    for number, entry in enumerate(entries, 1):
        word = entry.get(table.row_by)
        where = f"{table.name}第 {number} 行"
        target = by_name.get(word)
        if target is None:
            names = [str(name) for name in by_name]
            faults.append(
                Fault(
                    where,
                    f"没有“{word or ''}”这个{table.row_by}",
                    nearest_or_known(str(word), names),
                )
            )
            continue
        for role, value in entry.items():
            if role in target and target[role] != value:
                said = f"表里印的是“{target[role]}”，不能改为“{value}”"
                faults.append(Fault(f"{where}“{role}”", said, "同一指标只写一行"))
            target[role] = value
    return printed


def _sections(
    table: Table,
    entries: list[dict[str, Given]],
    counts: Mapping[str, int],
    given: bool,
    faults: list[Fault],
) -> Iterator[tuple[str, tuple[Row, ...]]]:
    names = [section.name for section in table.sections]
    for number, entry in enumerate(entries, 1):
        word = entry.get(table.section_by) if table.section_by else names[0]
        if word not in names:
            where = f"{table.name}第 {number} 行“{table.section_by}”"
            message = f"“{word}”不是本表的{table.section_by}" if word else "没有写"
            faults.append(Fault(where, message, nearest_or_known(str(word or ""), names)))
    for section in table.sections:
        own = [
            entry
            for entry in entries
            if not table.section_by or entry.get(table.section_by) == section.name
        ]
        least = max(1, counts.get(section.area, 1 if given or own else section.rows))
        blank: list[dict[str, Given]] = [{} for _ in range(least - len(own))]
        filled = [
            _preset(table.columns, section, number) | entry
            for number, entry in enumerate(own + blank, 1)
        ]
        yield section.area, tuple(filled)


def _preset(columns: tuple[Spot, ...], section: Section, number: int) -> dict[str, Given]:
    """What a row of the section holds before anything is filled in."""
    preset: dict[str, Given] = dict(section.preset)
    for column in columns:
        if column.initial:
            preset[column.name] = number if column.initial == "【行号】" else column.initial
    return preset
