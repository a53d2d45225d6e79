"""The data of `pe policies impact`: tables of cases (.csv, .xlsx with a header row)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from rules.authoring import impact
from rules.results import Reason, Refusal, Scalar
from workbook_templates import reading

#: Headers under which a case's name is looked for.
_NAMES = ("项目名称", "案例", "名称", "单位名称", "单位", "企业", "企业名称", "项目")
_MOST_ROWS = 100_000
_MOST_BYTES = 50_000_000


def read_table(path: Path) -> tuple[impact.Case, ...] | Refusal:
    """The cases of a table: one a row, under the first row that holds something."""
    rows = _csv(path) if path.suffix.lower() == ".csv" else _workbook(path)
    if isinstance(rows, Refusal):
        return rows
    filled = [(n, row) for n, row in enumerate(rows, start=1) if any(map(_is_filled, row))]
    if len(filled) < 2:
        return _unread(path, "没有数据", "第一行写数据名称，下面每行一个案例")
    if len(filled) > _MOST_ROWS:
        return _unread(path, f"超过 {_MOST_ROWS} 行", "请分成几个文件")
    headers = [str(cell).strip() if _is_filled(cell) else "" for cell in filled[0][1]]
    place = next((headers.index(name) for name in _NAMES if name in headers), None)
    cases = []
    for number, row in filled[1:]:
        # A blank cell stays: that its column is there tells a blank from what was left out.
        data = {header: value for header, value in zip(headers, row, strict=False) if header}
        named = row[place] if place is not None and place < len(row) else None
        cases.append(impact.Case(str(named) if _is_filled(named) else f"第 {number} 行", data))
    return tuple(cases)


def _is_filled(cell: Scalar) -> bool:
    return cell is not None and not (isinstance(cell, str) and not cell.strip())


def _unread(path: Path, why: str, advice: str) -> Refusal:
    return Refusal(Reason.NOT_UNDERSTOOD, f"{path.name}：{why}", advice)


def _csv(path: Path) -> Sequence[Sequence[Scalar]] | Refusal:
    """The rows of a CSV file, in UTF-8 or in the code page that Excel writes in China."""
    if path.stat().st_size > _MOST_BYTES:
        return _unread(path, f"超过 {_MOST_BYTES // 1_000_000} MB", "请分成几个文件")
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return list(csv.reader(io.StringIO(content.decode(encoding), newline="")))
        except UnicodeDecodeError:
            continue
        except csv.Error:
            break
    return _unread(path, "不是 CSV 文本", "请在表格软件里另存为 CSV UTF-8")


def _workbook(path: Path) -> Sequence[Sequence[Scalar]] | Refusal:
    """The rows of a workbook's first sheet."""
    rows = reading.read_rows(path)
    if isinstance(rows, reading.Unreadable):
        return Refusal(Reason.NOT_UNDERSTOOD, rows.message, rows.advice)
    return rows
