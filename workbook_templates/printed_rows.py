"""The indicator rows that a place's document prints, by the headings or roles of a table's columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rules.engine import Use
from workbook_templates.shape import Table


def published_rows(use: Use) -> list[dict[str, Any]] | None:
    """The indicator rows that the policy's document prints; None where it prints none."""
    printed = use.policy.indicators
    if printed is None:
        return None
    return [
        {
            "一级": row.level1,
            "二级": row.level2,
            "三级": row.level3,
            "分值": row.points.value,
            "指标解释": row.explained,
            "指标说明": row.described,
        }
        for row in printed.rows
    ]


def printed_rows(table: Table, use: Use) -> list[Mapping[str, Any]]:
    """The fixed rows of a table by column role: the policy's, else the description's own."""
    published = published_rows(use)
    rows: list[dict[str, Any]] = []
    for row in table.fixed if published is None else published:
        columns = {heading: table.column(heading) for heading in row}
        rows.append({column.name: row[head] for head, column in columns.items() if column})
    return rows  # type: ignore[return-value]
