"""The workbooks that LibreOffice computes for the tests: every function, every kind of value.

Expected figures are by hand or from the documents, as in tests/udfs (test_score.py,
test_names_and_values.py, test_rank.py, test_xlwings.py).
"""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import xlsxwriter

from udfs import CellError

VALUE, NA, NUM = CellError.VALUE, CellError.NA, CellError.NUM
#: What every formula of the files claims to show, so that a figure that was believed is found out.
STALE = 999

NAMES = ["认定日期", "正式签约", "实质性开工", "纳入统计库", "入库计划投资额", "世界500强"]
#: What the formulas refer to, by address; rows go to the right. 45107 is 2023-06-30, 45016 earlier
#: than the policy.
DATA: dict[str, list[object]] = {
    "A1": [10, "≥80%", "64.71%"],
    "A2": [2, "≥200", 100.5],
    "A4": [True, 45107, "≥８０％", "=NA()", "=1/3*0+0.4"],
    "F1": NAMES,
    "F2": [45107, "是", "是", "是", 900_000_000, "是"],
    "F4": [45016, "是", "是", "是", 900_000_000, "是"],
    "M1": [10, 9.77, 9.77],
    "M2": [50, 49.77, None],
}

#: A formula in one cell, and what the cell shows.
SINGLE: dict[str, tuple[str, object]] = {
    "scalars": ('=PE_SCORE(10,"≥80%","64.71%")', 8.09),
    "cells": ("=PE_SCORE(A1,B1,C1)", 8.09),
    "a tie, 1.005": ("=PE_SCORE(A2,B2,C2)", 1.01),
    "full-width text": ("=PE_SCORE(10,C4,E4)", 5),
    "left out in the middle": ('=PE_SCORE(10,"≥80%",0.4,,"honghe-2023")', 5),
    "left out at the end": ('=PE_SCORE(10,"≥80%",0.4,,)', 5),
    "blank policy cell": ('=PE_SCORE(10,"≥80%",0.4,A9,A9)', 5),
    "a blank cell": ("=PE_SCORE(A1,B1,C3)", ""),
    "an empty text": ('=PE_SCORE(A1,B1,"")', ""),
    "a zero is a value": ('=PE_SCORE(10,"≥80%",0)', 0),
    "not applicable": ('=PE_SCORE(10,"≥80%","/")', "/"),
    "not understood": ('=PE_SCORE(10,"≥80%","95")', VALUE),
    "waits for a person": ('=PE_SCORE(10,"效果明显","达成预期指标")', NA),
    "out of force": ('=PE_PARAM("honghe-2023","招商奖励.封顶","2023-03-31")', NUM),
    "an error cell": ('=PE_SCORE(10,"≥80%",D4)', NA),
    "an error in a range": ("=PE_TOTAL(M1:M2,D4:D5)", NA),
    "an error in a formula": ('=PE_SCORE(10,"≥80%",1/0)', CellError.DIV0),
    "no total swallows a refusal": ('=SUM(1,PE_SCORE(10,"≥80%","95"))', VALUE),
    "a condition sees the error": ('=IFERROR(PE_SCORE(10,"≥80%","95"),"错")', "错"),
    "inside a formula": ('=ROUND(PE_SCORE(10,"≥80%","64.71%")*2,1)+1', 17.2),
    "too few arguments": ("=PE_SCORE(10)", VALUE),
    "too many arguments": ("=PE_VERSION(1)", VALUE),
    "shapes that differ": ("=PE_SCORE(A1:A2,B1,C1:C3)", VALUE),
    "no such function": ("=PE_NOSUCH(1)", CellError.NAME),
    "a rate": (
        '=PE_RATE("yiyang-2024","资金到位率",{"实际到位资金","预算资金"},{572.23,860})',
        572.23 / 860,
    ),
    "a reward": ('=PE_REWARD("honghe-2023","招商奖励",$F$1:$K$1,F2:K2)', 1_000_000),
    "one name and one value": ('=PE_REWARD("honghe-2023","招商奖励","正式签约","否")', 0),
    "a reward too early": ('=PE_REWARD("honghe-2023","招商奖励",F1:K1,F4:K4)', NUM),
    # Calc hands TRUE over as the number 1, which may be 是 or a count: refused, never guessed.
    "TRUE arrives as 1": ('=PE_REWARD("honghe-2023","招商奖励","正式签约",A4)', VALUE),
    "a grade": ("=PE_GRADE(90)", "优"),
    "a total": ("=PE_TOTAL(M1:M2,N1:N2)", 59.54),
    "a total that waits": ("=PE_TOTAL(M1:M2,O1:O2)", NA),
    "a check": (
        '=PE_CHECK("honghe-2023",{"预算执行率","全年执行数","全年预算数"},{"96.95%",1114.9,1150})',
        "通过",
    ),
    "an explanation of a blank": ('=PE_EXPLAIN("PE_SCORE",10,"≥80%",C3)', ""),
    "an amount": ('=PE_AMOUNT("12.83亿元","万元")', 128_300),
    "an amount beyond 32 bits": ('=PE_AMOUNT("128.3亿元")', 12_830_000_000),
    "a parameter": ('=PE_PARAM("honghe-2023","招商奖励.封顶")', 1_000_000),
    "plain": ("=1+2", 3),
}

#: A formula over an area, and the rows that it shows.
MATRIX: dict[str, tuple[str, list[list[object]]]] = {
    "a column": ("=PE_SCORE(A1:A3,B1:B3,C1:C3)", [[8.09], [1.01], [""]]),
    "a row": ('=PE_SCORE(10,"≥80%",{0.4,0.8})', [[5, 10]]),
    "an inline column": ("=PE_GRADE({90;59})", [["优"], ["差"]]),
    "several rows": (
        '=PE_REWARD("honghe-2023","招商奖励",F1:K1,F2:K4)',
        [[1_000_000], [""], [NUM]],
    ),
    # 45 + 30 + 18; this ranking has no prizes.
    "a ranking": (
        '=PE_RANK("mou-shi-kaohe-2023","年度考核",'
        '{"到位资金","到位资金任务","项目数","项目任务","其他得分"},{9,10,5,5,18})',
        [[93, 1, ""]],
    ),
}

#: A formula that tells something, and words that it tells.
TOLD: dict[str, tuple[str, tuple[str, ...]]] = {
    "an explanation": ('=PE_EXPLAIN("PE_SCORE",A1,B1,C1)', ("64.71%", "8.09", "财预〔2020〕10号")),
    "an explanation with one left out": (
        '=PE_EXPLAIN("PE_SCORE",10,"≥80%",0.4,,"honghe-2023")',
        ("40%", "=5", "红河"),
    ),
    "why it was refused": ('=PE_EXPLAIN("PE_SCORE",10,"≥80%","95")', ("9500%", "可能是")),
    "a clause": ('=PE_CLAUSE("honghe-2023","招商奖励.封顶")', ("红河",)),
    "policies": ("=PE_POLICIES()", ("-",)),
    "a version": ("=PE_VERSION()", (".",)),
}


def place(names: dict[str, object], name: str) -> tuple[int, int]:
    """Where the formula of that name is: row and column from 0. Each has rows of its own."""
    return 10 + 4 * list(names).index(name), 0


def write_xlsx(path: Path) -> None:
    """All formulas in three sheets beside the data, with stale figures."""
    book = xlsxwriter.Workbook(path)
    for title, names in (("单格", SINGLE), ("区域", MATRIX), ("文字", TOLD)):
        sheet = book.add_worksheet(title)
        for address, cells in DATA.items():
            for shift, cell in enumerate(cells):
                row, column = int(address[1:]) - 1, ord(address[0]) - ord("A") + shift
                if isinstance(cell, str) and cell.startswith("="):
                    sheet.write_formula(row, column, cell, value=STALE)
                else:
                    sheet.write(row, column, cell)
        for name, (formula, shown) in names.items():
            row, column = place(names, name)
            if names is MATRIX:
                last = row + len(shown) - 1, column + len(shown[0]) - 1
                sheet.write_array_formula(row, column, *last, formula, value=STALE)
            else:
                sheet.write_formula(row, column, formula, value=STALE)
    book.close()


#: As the file format has formulas: `;` between arguments, `|` between the rows of an array.
IN_ODS: dict[str, tuple[str, object]] = {
    "scalars": ('of:=PE_SCORE(10;"≥80%";"64.71%")', 8.09),
    "left out": ('of:=PE_SCORE(10;"≥80%";0.4;;"honghe-2023")', 5),
    "refused": ('of:=PE_SCORE(10;"≥80%";"95")', VALUE),
    "waits": ('of:=PE_SCORE(10;"效果明显";"达成预期指标")', NA),
    "a grade": ("of:=PE_GRADE(90)", "优"),
}


def write_ods(path: Path) -> None:
    """The formulas of IN_ODS, one below the other, with stale figures."""
    rows = "".join(
        f"<table:table-row><table:table-cell table:formula='{formula}' "
        f"office:value-type='float' office:value='{STALE}'/></table:table-row>"
        for formula, _ in IN_ODS.values()
    )
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "manifest")
    )
    content = (
        f"<office:document-content{spaces} xmlns:of='urn:oasis:names:tc:opendocument:xmlns:of:1.2'"
        f" office:version='1.2'><office:body><office:spreadsheet>"
        f"<table:table table:name='表'>{rows}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f"<manifest:manifest{spaces} manifest:version='1.2'>"
        f"<manifest:file-entry manifest:full-path='/' manifest:media-type='{kind}'/>"
        "<manifest:file-entry manifest:full-path='content.xml' manifest:media-type='text/xml'/>"
        "</manifest:manifest>"
    )
    with ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
