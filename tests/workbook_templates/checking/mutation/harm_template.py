"""Harm done to the template: rows, names, sheets, the stamp, printed texts, what is visible."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

import openpyxl

from tests.workbook_templates.checking.mutation.book import PROPERTIES, WORKBOOK, opened_again
from tests.workbook_templates.checking.mutation.ground import Ground, Harm, Line
from workbook_templates.shape import Kind as Spot

Kind = Callable[[Ground], Harm | None]
KINDS: dict[str, Kind] = {}
TEMPLATE = ("PE-T",)
#: Names that are the stamp, which other findings tell of.
STAMP = ("模板标识", "模板版本", "政策标识", "政策摘要", "产品版本", "公式写法")


def kind(function: Kind) -> Kind:
    KINDS[function.__name__] = function
    return function


# --- rows


@kind
def row_inserted_without_formulas(ground: Ground) -> Harm | None:
    check = ground.base.check
    line = ground.lines()[0]
    if ground.base.form.id == "department-score" or not check.score:
        return None  # its rows are printed; or rows have no formulas
    at = line.number + ground.pick((0, 1))
    values = {role: ground.value(address) for role, address in line.cells.items()
              if not ground.book.formula(address)}  # fmt: skip
    ground.book.insert_row(at)
    for role, value in values.items():
        column = re.sub(r"\d", "", line.cells[role])
        ground.book.put(f"{column}{at}", f"{value}二期" if role == check.title else value)
    cell = re.sub(r"\d+", str(at), line.cells[check.score])
    # Above the first row of a section it is outside the area, which moves down with its rows.
    told = Harm(f"第 {at} 行插入，没有公式", ("PE-C002", "PE-T006"), frozenset({cell}))
    return told if at > line.number else Harm(told.told, told.codes, ground.row_of(at))


@kind
def row_outside_its_area(ground: Ground) -> Harm | None:
    """A filled row between the thin last row of a section and its subtotal: nothing counts it."""
    line = ground.lines()[0]
    if not ground.base.table.subtotal:
        return None
    at = ground.base.filled.places[line.area].bottom + 2
    return _moved(ground, line, at)


@kind
def row_below_a_section(ground: Ground) -> Harm | None:
    """A filled row below the last row of the last section, where there are no subtotals."""
    if ground.base.table.subtotal:
        return None
    at = max(ground.base.filled.places[line.area].bottom for line in ground.base.lines) + 2
    return _moved(ground, ground.lines()[0], at)


def _moved(ground: Ground, line: Line, at: int) -> Harm:
    ground.book.insert_row(at)
    for role, address in line.cells.items():
        spot = next(one for one in ground.base.table.columns if one.name == role)
        if spot.kind is not Spot.COMPUTED:
            column = re.sub(r"\d", "", address)
            old = f"{column}{line.number + (line.number >= at)}"
            ground.book.put(f"{column}{at}", ground.value(old))
            ground.book.put(old, None)
    return Harm(
        f"第 {line.number} 行移到第 {at} 行，不在任何一段之内", ("PE-T006",), ground.row_of(at)
    )


@kind
def row_hidden(ground: Ground) -> Harm | None:
    line = ground.lines()[0]
    how = ground.pick(("隐藏", "行高为零"))
    if how == "隐藏":
        ground.book.hide_row(line.number)
    else:
        ground.book.row_height(line.number, ground.pick((0, 0.5)))
    return Harm(f"第 {line.number} 行{how}", ("PE-T018",), ground.row_of(line.number))


@kind
def column_hidden(ground: Ground) -> Harm | None:
    """A column that scores come from."""
    check = ground.base.check
    roles = [role for role in (*check.target, check.actual, check.points, check.score) if role]
    if ground.base.form.id == "market-reward":
        roles = ["认定日期", "入库计划投资额", "一事一议", "奖励额"]
    if not check.score:
        return None
    role = ground.pick(roles)
    column = re.sub(r"\d", "", ground.base.lines[0].cells[role])
    how: dict[str, str] = ground.pick(({"hidden": "1"}, {"width": "0", "customWidth": "1"}))
    ground.book.columns(column, **how)
    return Harm(f"{column} 列（{role}）{how}", ("PE-T019",), names=(role,))


@kind
def printed_row_removed(ground: Ground) -> Harm | None:
    if ground.base.form.id != "department-score":
        return None
    line = ground.lines()[0]
    title = str(ground.value(line.cells["三级指标"]))
    for address in line.cells.values():
        ground.book.put(address, None)
    codes = ("PE-T013", "PE-R010", "PE-T012")
    return Harm(f"第 {line.number} 行（{title}）清空", codes, ground.row_of(line.number), (title,))


@kind
def printed_row_changed(ground: Ground) -> Harm | None:
    if ground.base.form.id != "department-score":
        return None
    line = ground.lines()[0]
    role = ground.pick(("三级指标", "指标解释", "指标说明"))
    address = line.cells[role]
    title = str(ground.value(line.cells["三级指标"]))
    ground.book.put(
        address, ground.pick(("自定", "不考核", str(ground.value(address)) + "（已调整）"))
    )
    codes = ("PE-T012", "PE-T013")
    return Harm(f"{address}（{role}）改写", codes, ground.row_of(line.number), (title,))


# --- names


def _names(ground: Ground) -> list[str]:
    return [name for name in ground.base.filled.places if name not in STAMP]


@kind
def name_deleted(ground: Ground) -> Harm | None:
    name = ground.pick(_names(ground))
    ground.book.names(lambda one, target: None if one == name else target)
    return Harm(f"删去名称“{name}”", ("PE-T005",), names=(name,))


@kind
def name_broken(ground: Ground) -> Harm | None:
    name = ground.pick(_names(ground))
    ground.book.names(lambda one, target: "#REF!" if one == name else target)
    return Harm(f"名称“{name}”指向 #REF!", ("PE-T005", "PE-T009"), names=(name,))


@kind
def name_moved(ground: Ground) -> Harm | None:
    """A single cell's name, or a column's, on the cell beside or below."""
    form_fields = {name for name, _ in ground.base.form.fields()}
    name = ground.pick(one for one in _names(ground) if one in form_fields or one.startswith("列_"))

    down, cells = ground.pick((True, False)), set()

    def move(one: str, target: str) -> str:
        if one != name:
            return target
        first = target.split(":")[0]
        if down:
            new = re.sub(r"\d+$", lambda row: str(int(row[0]) + 1), first)
        else:
            new = re.sub(r"[A-Z]+", lambda column: chr(ord(column[0][-1]) + 1), first)
        cells.update(at.replace("$", "") for at in (first, new))
        return new

    ground.book.names(move)
    return Harm(f"名称“{name}”移到旁边一格", TEMPLATE, frozenset(cells), (name,))


@kind
def area_cut_short(ground: Ground) -> Harm | None:
    """An area's name leaves out its last filled rows."""
    area = ground.pick({line.area for line in ground.lines()})
    last = max(line.number for line in ground.base.lines if line.area == area)
    top = ground.base.filled.places[area].top + 1
    if last == top:
        return None

    def cut(one: str, target: str) -> str:
        return re.sub(r"\d+$", str(last - 1), target) if one == area else target

    ground.book.names(cut)
    return Harm(f"名称“{area}”到第 {last - 1} 行为止", TEMPLATE, ground.row_of(last), (area,))


# --- sheets


@kind
def sheet_hidden(ground: Ground) -> Harm | None:
    sheet = ground.base.form.sheet
    state = ground.pick(("hidden", "veryHidden"))
    ground.book.rewrite(WORKBOOK, f'name="{sheet}"', f'name="{sheet}" state="{state}"')
    return Harm(f"工作表“{sheet}” {state}", ("PE-T016",), names=(sheet,))


@kind
def sheet_renamed_and_its_names_lost(ground: Ground) -> Harm | None:
    """A tool renames the sheet, and the names still point at the old one."""
    sheet = ground.base.form.sheet
    ground.book.rewrite(WORKBOOK, f'sheet name="{sheet}"', 'sheet name="Sheet1"')
    return Harm("工作表改名，名称没有跟着改", ("PE-T", "PE-F001"))


@kind
def sheet_deleted(ground: Ground) -> Harm | None:
    """The form's sheet is gone; the instructions and the stamp are still there."""
    workbook = openpyxl.load_workbook(opened_again(ground.book))
    del workbook[ground.base.form.sheet]
    out = BytesIO()
    workbook.save(out)
    ground.written = out.getvalue()
    return Harm("表被删除，只剩填写说明", ("PE-T", "PE-F001"))


@kind
def sheet_emptied(ground: Ground) -> Harm | None:
    """All of the form's sheet is gone, as when somebody deletes it and adds a new one."""
    for address in list(ground.book.cells):
        ground.book.put(address, None)
    ground.book.names(lambda one, target: None)
    return Harm("表的内容全部删去，名称丢失", ("PE-T", "PE-F001"))


# --- the stamp


@kind
def stamp_edited(ground: Ground) -> Harm | None:
    """The policy or the form, in one place or in both."""
    policy = ground.base.checked.policy
    old, new = ground.pick((
        (policy, "jilin"), (policy, "no-such-policy"), (ground.base.form.id, "no-such-form"),
        (ground.base.form.id, "market-reward" if "reward" not in ground.base.form.id else "sichuan"),
    ))  # fmt: skip
    parts = ground.pick(((WORKBOOK,), (PROPERTIES,), (WORKBOOK, PROPERTIES)))
    if new == "jilin" and len(parts) == 2 and not ground.computed():
        return None
    for part in parts:
        ground.book.rewrite(part, old, new)
    return Harm(f"模板标识 {old} 改为 {new}（{len(parts)} 处）", ("PE-T", "PE-F", "PE-C005"))


@kind
def stamp_of_another_version(ground: Ground) -> Harm | None:
    text = ground.book.parts[WORKBOOK].decode()
    new = re.sub(r'(name="模板版本"[^>]*>)[^<]*', r"\g<1>&quot;0&quot;", text)
    new = re.sub(r"&quot;0&quot;", '"0"', new)
    assert new != text
    ground.book.parts[WORKBOOK] = new.encode()
    return Harm("模板版本改为 0（一处）", ("PE-T",))


# --- printed texts


@kind
def unit_of_the_form_changed(ground: Ground) -> Harm | None:
    found = [one for one in ground.book.cells if ground.value(one) == "单位：万元"]
    if not found:
        return None
    text = ground.pick(("单位：元", "单位：亿元", "单位：千元"))
    ground.book.put(found[0], text)
    return Harm(f"{found[0]} 改为“{text}”", ("PE-T010",), frozenset(found))


@kind
def headings_exchanged(ground: Ground) -> Harm | None:
    """Target and actual, points and score: what stands below is now something else."""
    places = ground.base.filled.places
    heads = [name for name in places if name.startswith("列_") and "旁算" not in name]
    first, second = ground.rng.sample(heads, 2)
    cells = [f"{chr(65 + places[name].left)}{places[name].top + 1}" for name in (first, second)]
    ground.book.swap(*cells)
    roles = tuple(name.removeprefix("列_") for name in (first, second))
    return Harm(f"表头 {cells} 对调", TEMPLATE, frozenset(cells), roles)
