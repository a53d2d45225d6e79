"""Filled forms for the tests of checking: made, then edited the way people and programs do.

The self-evaluation form here is worth full points by hand: every target is met, 10 + 50 + 30 + 10.
"""

from __future__ import annotations

import copy
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from workbook_templates.checking import Checked, Finding, check
from workbook_templates.data_file import read_data
from workbook_templates.making import make
from workbook_templates.reading import Contents, Filled, read

SAMPLES = Path(__file__).parents[2] / "addin" / "demo"

REASON = "偏差原因分析及改进措施"
ROWS: list[dict[str, Any]] = [
    {"一级指标": "产出指标", "二级指标": "数量指标", "三级指标": "培训人次",
     "年度指标值": "≥100人次", "实际完成值": "100人次", "分值": 30},
    {"一级指标": "产出指标", "二级指标": "质量指标", "三级指标": "培训合格率",
     "年度指标值": "≥80%", "实际完成值": "80%", "分值": 20},
    {"一级指标": "效益指标", "二级指标": "社会效益指标", "三级指标": "新增就业",
     "年度指标值": "≥10人", "实际完成值": "10人", "分值": 30},
    {"一级指标": "满意度指标", "二级指标": "服务对象满意度指标", "三级指标": "学员满意度",
     "年度指标值": "≥90%", "实际完成值": "95%", "分值": 10},
]  # fmt: skip
SELF: dict[str, Any] = {
    "年度": "2023年度",
    "项目名称": "职业技能培训项目",
    "主管部门": "某局",
    "实施单位": "某中心",
    "年初预算数": 100,
    "全年预算数": 100,
    "全年执行数": 100,
    "预期目标": "办好职业技能培训，带动就业",
    "实际完成情况": "按计划办完全部班次",
    "指标": ROWS,
}


def beside(path: Path) -> Path:
    """A new name next to a file."""
    number = sum(1 for _ in path.parent.iterdir())
    return path.with_name(f"{path.stem}-{number}.xlsx")


def evaluated(folder: Path, row: dict[str, Any] | None = None, **fields: Any) -> Path:
    """A filled self-evaluation form; `row` changes its first indicator, `fields` the rest."""
    data = copy.deepcopy({**SELF, **fields})
    if row:
        data["指标"][0].update(row)
    return make("self-evaluation", beside(folder / "自评表.xlsx"), data)[0]


def sample(folder: Path, name: str, **rows: dict[str, Any]) -> Path:
    """A demo form of the source documents; `rows` adds to the rows whose 三级指标 is named."""
    told = read_data(next(SAMPLES.glob(f"*{name}*.yaml")))
    data: dict[str, Any] = told["数据"]
    for title, more in rows.items():
        row = next((row for row in data["指标"] if row["三级指标"] == title), None)
        if row is None:
            data["指标"].append({"三级指标": title, **more})
        else:
            row.update(more)
    return make(told["表"], beside(folder / told["文件"]), data, told.get("政策", ""))[0]


def rewarded(folder: Path, **over: Any) -> Path:
    """A reward form with one eligible project of 5亿元; `over` changes its row."""
    return awards(folder, over)


def awards(folder: Path, *over: dict[str, Any], **fields: Any) -> Path:
    """A reward form with a project of 5亿元 in each row; `over` changes one row each."""
    row: dict[str, Any] = {
        "项目名称": "某项目", "认定日期": "2023-06-30", "正式签约": "是", "实质性开工": "是",
        "纳入统计库": "是", "入库计划投资额": "5亿元", "年度进出口总额": 0,
    }  # fmt: skip
    data = {"年度": "2023年度", "填报单位": "某局", "项目": [row | one for one in over]} | fields
    return make("market-reward", beside(folder / "奖励表.xlsx"), data)[0]


def edited(path: Path, change: Callable[[Any, dict[str, str]], None]) -> Path:
    """The file after `change(sheet, where)`, saved by openpyxl; `where` are addresses by name."""
    book = openpyxl.load_workbook(path)
    where = {
        name: next(defined.destinations)[1].replace("$", "")
        for name, defined in book.defined_names.items()
        if "!" in defined.attr_text
    }
    change(book.worksheets[0], where)
    out = beside(path)
    book.save(out)
    return out


def typed(path: Path, **values: Any) -> Path:
    """The file with these values typed into cells, by defined name or by ``列_角色`` of the first row."""

    def change(sheet: Any, where: dict[str, str]) -> None:
        for name, value in values.items():
            address = where.get(name) or first_row(path, name)
            sheet[address] = value

    return edited(path, change)


def first_row(path: Path, role: str) -> str:
    """The address of a column's cell in the first filled row."""
    return next(row for rows in filled(path).sections.values() for row in rows)[role].address


def filled(path: Path) -> Filled:
    answer = read(path)
    assert isinstance(answer, Contents), answer
    (form,) = answer.forms
    return form


def rewritten(path: Path, part: str, old: str, new: str) -> Path:
    """The file with `old` replaced by `new` in one part of the zip."""
    target = beside(path)
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copied:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old.encode() in content, f"{old} is not in {part}"
                content = content.replace(old.encode(), new.encode())
            copied.writestr(name, content)
    return target


def restamped(path: Path, old: str, new: str) -> Path:
    """The stamp changed in both its places, as a tool that knows it would."""
    once = rewritten(path, "xl/workbook.xml", old, new)
    return rewritten(once, "docProps/custom.xml", old, new)


def inserted(path: Path, at: int, values: dict[str, Any], copy_from: int = 0) -> Path:
    """A row inserted at `at` the way a spreadsheet program does it: references and names follow.

    Formulas of row `copy_from` are copied into it, as a person copies the row above.
    """
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    formulas = {
        cell.column_letter: str(cell.value)
        for cell in sheet[copy_from or at]
        if cell.data_type == "f" and copy_from
    }
    for merged in list(sheet.merged_cells.ranges):
        if merged.min_row >= at:
            merged.shift(row_shift=1)
    sheet.insert_rows(at)
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                cell.value = shifted(str(cell.value), at)
    for column, text in formulas.items():
        sheet[f"{column}{at}"] = re.sub(
            rf"(?<![$\d])([A-Z]{{1,2}}){copy_from}\b", rf"\g<1>{at}", shifted(text, at)
        )
    for column, value in values.items():
        sheet[f"{column}{at}"] = value
    for defined in book.defined_names.values():
        if "!" in defined.attr_text:
            sheet_name, _, address = defined.attr_text.rpartition("!")
            defined.attr_text = f"{sheet_name}!{shifted(address, at)}"
    out = beside(path)
    book.save(out)
    return out


def shifted(text: str, at: int) -> str:
    """References to rows from `at` on, one row further down; text in quotes and other sheets stay."""

    def down(found: re.Match[str]) -> str:
        if found["other"]:
            return found[0]
        return f"{found[2]}{int(found[3]) + (int(found[3]) >= at)}"

    pieces = text.split('"')
    reference = r"(?P<other>![$A-Z0-9:]+)|(?<![A-Za-z_0-9])(\$?[A-Z]{1,3}\$?)(\d+)(?![\d(])"
    pieces[::2] = [re.sub(reference, down, piece) for piece in pieces[::2]]
    return '"'.join(pieces)


def codes(path: Path) -> set[str]:
    """The codes of what is found in a file."""
    return {finding.code for finding in check(path).findings}


def only(path: Path, code: str, name: str = "") -> Finding:
    """The one finding of this code (about `name`); fails when there are none or several."""
    return the(check(path), code, name)


def the(checked: Checked, code: str, name: str = "") -> Finding:
    found = [
        finding
        for finding in checked.findings
        if finding.code == code and (not name or finding.name == name)
    ]
    assert len(found) == 1, [str(finding) for finding in checked.findings]
    return found[0]
