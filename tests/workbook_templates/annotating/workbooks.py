"""Workbooks that hold what an annotation must leave alone, and findings to put on them."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import xlsxwriter

from workbook_templates.checking import Checked, Finding, Severity, Verdict

#: The beginning of a compound file, as every macro project has; nothing here runs it.
MACROS = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504) + b"not a real project"


def finding(
    cell: str = "B3",
    severity: Severity = Severity.REJECT,
    message: str = "“总分”显示 99，应为 99.54",
    sheet: str = "自评表",
    **more: str,
) -> Finding:
    texts = {
        "code": "PE-C003",
        "name": "总分",
        "found": "99",
        "expected": "99.54",
        "clause": "第十六条",
        "advice": "请重新计算",
    } | more
    return Finding(severity=severity, sheet=sheet, cell=cell, message=message, **texts)


def checked(*findings: Finding) -> Checked:
    return Checked(
        "表.xlsx", Verdict.REJECT, findings, "自评表", "national-2020", {"总分": "99.54"}
    )


def rich(path: Path) -> Path:
    """A workbook with a chart, a picture, formats, validation, a comment, a filter and print set-up."""
    book = xlsxwriter.Workbook(path)
    if path.suffix == ".xlsm":
        book.add_vba_project(BytesIO(MACROS), is_stream=True)
    sheet, other = book.add_worksheet("自评表"), book.add_worksheet("数据'表")
    sheet.merge_range("A1:D1", "项目支出绩效自评表")
    for row in range(2, 8):
        sheet.write_row(row, 0, [f"指标{row}", row, row * 2])
        sheet.write_formula(row, 3, f"=B{row + 1}+C{row + 1}", None, row * 3)
    sheet.merge_range("B10:D12", "合并的说明")
    sheet.conditional_format("B3:B8", {"type": "data_bar"})
    sheet.conditional_format("C3:C8", {"type": "cell", "criteria": ">", "value": 5})
    sheet.data_validation("C3:C8", {"validate": "decimal", "criteria": ">", "value": 0})
    sheet.write_comment("B3", "请补充附件", {"author": "审核人"})
    sheet.write_comment("A5", "已核对", {"author": "审核人"})
    sheet.insert_image("F12", "图.png", {"image_data": BytesIO(picture())})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=自评表!$B$3:$B$8"})
    sheet.insert_chart("F2", chart)
    sheet.set_column("A:A", 20)
    sheet.set_header("&L机密")
    sheet.repeat_rows(1)
    sheet.protect("", {"format_cells": True})
    other.write("A1", "=SUM(自评表!B3:B8)")
    other.autofilter("A1:B9")
    book.define_name("总分", "=自评表!$B$3")
    book.close()
    return path


def plain(path: Path, *sheets: str) -> Path:
    book = xlsxwriter.Workbook(path)
    for name in sheets or ("自评表",):
        book.add_worksheet(name).write("A1", "一")
    book.close()
    return path


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes], without: str = "") -> Path:
    """The workbook with one part changed, and one left out."""
    parts = contents(path)
    parts[part] = change(parts[part])
    parts.pop(without, None)
    target = path.with_name(f"改-{path.name}")
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def picture() -> bytes:
    """A white PNG of two by two points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * 6) * 2)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
