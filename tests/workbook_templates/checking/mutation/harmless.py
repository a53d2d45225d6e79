"""Changes that mean nothing: looks, order, rows, writings, programs. No check may mind them."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from tests.workbook_templates.checking.mutation.book import STYLES, WORKBOOK, opened_again, split
from tests.workbook_templates.checking.mutation.ground import Ground, Line

#: What was done, in words; None where there is nothing to do it to.
Done = str | None
Kind = Callable[[Ground], Done]
KINDS: dict[str, Kind] = {}


def kind(function: Kind) -> Kind:
    KINDS[function.__name__] = function
    return function


def _by_openpyxl(ground: Ground, told: str, change: Callable[[Any, Any], None]) -> Done:
    """The file after `change(workbook, sheet)`, saved by openpyxl."""
    workbook = openpyxl.load_workbook(opened_again(ground.book))
    change(workbook, workbook.worksheets[0])
    out = BytesIO()
    workbook.save(out)
    ground.written = out.getvalue()
    return told


def _some_cells(ground: Ground, sheet: Any, number: int = 12) -> list[Any]:
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    return ground.rng.sample(cells, min(number, len(cells)))


# --- programs


@kind
def saved_by_openpyxl(ground: Ground) -> Done:
    return _by_openpyxl(ground, "用 openpyxl 另存", lambda workbook, sheet: None)


@kind
def never_recalculated(ground: Ground) -> Done:
    """The book has no cached values to begin with."""
    return "没有重新计算过"


@kind
def some_values_lost(ground: Ground) -> Done:
    ground.book = type(ground.book)(ground.base.path)
    for address in ground.computed().values():
        if ground.pick((True, False)):
            cell = ground.book.cells[address]
            for shown in [one for one in cell if one.tag.endswith("}v")]:
                cell.remove(shown)
    return "部分公式没有缓存的值"


# --- looks


@kind
def styles(ground: Ground) -> Done:
    side = Side(style="medium", color="FF0000")

    def change(workbook: Any, sheet: Any) -> None:
        for cell in _some_cells(ground, sheet):
            cell.font = Font(name="楷体", size=ground.pick((8, 12, 20)), bold=True, color="00FF00")
            cell.fill = PatternFill("solid", fgColor=ground.pick(("FFFFFF", "000000", "FFFF00")))
            cell.alignment = Alignment(horizontal="right", wrap_text=False, shrink_to_fit=True)
            cell.border = Border(left=side, top=side)

    return _by_openpyxl(ground, "字体、底色、对齐、边框", change)


@kind
def colours_of_the_theme(ground: Ground) -> Done:
    text = ground.book.parts[STYLES].decode()
    new = re.sub(r'rgb="FF[0-9A-F]{6}"', 'rgb="FF336699"', text)
    ground.book.parts[STYLES] = new.encode()
    return "全部颜色"


@kind
def comments(ground: Ground) -> Done:
    def change(workbook: Any, sheet: Any) -> None:
        for cell in _some_cells(ground, sheet, 4):
            cell.comment = Comment("请核对，原为 95 分", "审核人")

    return _by_openpyxl(ground, "批注", change)


@kind
def widths_and_heights(ground: Ground) -> Done:
    for column in "ABCDEF":
        ground.book.columns(column, width=str(ground.pick((5, 18, 40))), customWidth="1")
    for line in ground.lines():
        ground.book.row_height(line.number, ground.pick((15, 33, 60)))
    return "列宽、行高"


@kind
def conditional_format(ground: Ground) -> Done:
    red = PatternFill("solid", bgColor="FF0000")
    return _by_openpyxl(
        ground,
        "自加条件格式",
        lambda workbook, sheet: sheet.conditional_formatting.add(
            "A1:K40", CellIsRule(operator="lessThan", formula=["60"], fill=red)
        ),
    )


@kind
def set_up_for_print(ground: Ground) -> Done:
    def change(workbook: Any, sheet: Any) -> None:
        sheet.page_setup.orientation = "portrait"
        sheet.print_area = "A1:F20"
        sheet.freeze_panes = ground.pick((None, "B2", "D6"))
        sheet.sheet_view.zoomScale = ground.pick((70, 130))
        sheet.oddFooter.center.text = "第 &P 页"

    return _by_openpyxl(ground, "打印设置、冻结、缩放", change)


@kind
def protected_or_validated(ground: Ground) -> Done:
    def change(workbook: Any, sheet: Any) -> None:
        sheet.protection.sheet = True
        more = DataValidation(type="whole", operator="greaterThan", formula1="0")
        sheet.add_data_validation(more)
        more.add("B60")

    return _by_openpyxl(ground, "保护工作表、自加数据验证", change)


@kind
def number_formats(ground: Ground) -> Done:
    """More or fewer digits shown; never percent or date."""

    def change(workbook: Any, sheet: Any) -> None:
        for cell in _some_cells(ground, sheet, 40):
            if cell.number_format in ("General", "0.00", "#,##0.00"):
                cell.number_format = ground.pick(("General", "0.00", "#,##0.0", "0.000"))

    return _by_openpyxl(ground, "小数位数", change)


@kind
def rows_grouped(ground: Ground) -> Done:
    for line in ground.lines():
        ground.book.row(line.number).set("outlineLevel", "1")
    return "分级显示（没有折叠）"


# --- what stands beside


@kind
def own_sheet(ground: Ground) -> Done:
    def change(workbook: Any, sheet: Any) -> None:
        more = workbook.create_sheet(
            ground.pick(("底稿", "Sheet1", "计算过程")), ground.pick((0, 1))
        )
        for number in range(1, 9):
            more.append([f"第{number}批", number * 10, f"=B{number}*2", "95分"])

    return _by_openpyxl(ground, "自加工作表", change)


@kind
def text_below(ground: Ground) -> Done:
    last = max(split(address)[1] for address in ground.book.cells)
    texts = ("注：以上数据截至年末。", "审核人签字：", 95, "分值", "总分：100", "单位（公章）")
    for number, text in enumerate(ground.rng.sample(texts, 3), start=last + 2):
        ground.book.put(f"{ground.pick('ACE')}{number}", text)
    return "表下加文字"


@kind
def name_of_ones_own(ground: Ground) -> Done:
    sheet = ground.base.form.sheet
    more = f"<definedName name=\"我的数据\">'{sheet}'!$A$1:$C$5</definedName></definedNames>"
    ground.book.rewrite(WORKBOOK, "</definedNames>", more)
    return "自加名称"


@kind
def sheet_renamed(ground: Ground) -> Done:
    """As a spreadsheet program does it: names and formulas follow."""

    def change(workbook: Any, sheet: Any) -> None:
        old, new = sheet.title, "附表1"
        sheet.title = new
        for name in workbook.defined_names.values():
            name.attr_text = name.attr_text.replace(old, new)

    return _by_openpyxl(ground, "工作表改名，名称跟着改", change)


@kind
def optional_fields_filled(ground: Ground) -> Done:
    texts = {
        "备注": "资料已归档备查。", "填表人": "某某", "联系电话": "0737-1234567", "评价人": "某某",
        "其他说明": "资料已归档备查。", "项目负责人": "某某", "改进措施": "加快支付进度。",
    }  # fmt: skip
    for name, text in texts.items():
        address = ground.field(name)
        if address and not ground.value(address):
            ground.book.put(address, text)
    return "补填备注、填表人、电话"


# --- rows


@kind
def rows_in_another_order(ground: Ground) -> Done:
    """Two rows of one section change places, as sorting does: formulas stay where they are."""
    pair = _two(ground)
    if pair is None or ground.base.form.id == "department-score":
        return None  # what is printed there has formulas by row
    for role, address in pair[0].cells.items():
        if not ground.book.formula(address):
            ground.book.swap(address, pair[1].cells[role])
    return f"第 {pair[0].number}、{pair[1].number} 行对调"


def _two(ground: Ground) -> tuple[Line, Line] | None:
    for line in ground.lines():
        for other in ground.lines():
            if other.area == line.area and other.number > line.number:
                return line, other
    return None


@kind
def blank_row_with_formulas(ground: Ground) -> Done:
    line = ground.lines()[0]
    ground.book.insert_row(line.number + 1, line.number)
    if ground.base.form.id != "department-score" and "一级指标" in line.cells:
        column = split(line.cells["一级指标"])[0]
        ground.book.put(f"{column}{line.number + 1}", ground.value(line.cells["一级指标"]))
    return f"第 {line.number} 行下插入一行，公式照抄，没有填写"


@kind
def filled_row_with_formulas(ground: Ground) -> Done:
    """One row becomes two with half the points each; the total stays."""
    check = ground.base.check
    if not check.points or ground.base.form.id == "department-score":
        return None
    whole = [line for line in ground.lines() if not ground.value(line.cells[check.reason])]
    if not whole:
        return None
    line = whole[0]
    _copied(ground, line, "二期")
    half = ground.value(line.cells[check.points]) / 2
    column = split(line.cells[check.points])[0]
    ground.book.put(f"{column}{line.number}", half)
    ground.book.put(f"{column}{line.number + 1}", half)
    return f"第 {line.number} 行分成两行，公式照抄"


@kind
def row_that_does_not_apply(ground: Ground) -> Done:
    check = ground.base.check
    if not check.points or ground.base.form.id == "department-score":
        return None
    line = ground.lines()[0]
    _copied(ground, line, "（本年不考核）")
    roles = (check.target[1] if len(check.target) > 1 else check.target[0], check.actual)
    for role in (*roles, check.points):
        ground.book.put(f"{split(line.cells[role])[0]}{line.number + 1}", ground.pick("/／"))
    return f"第 {line.number} 行下插入不适用的一行"


def _copied(ground: Ground, line: Line, more: str) -> None:
    at = line.number + 1
    ground.book.insert_row(at, line.number)
    for role, address in line.cells.items():
        value = ground.value(address)
        column = split(address)[0]
        own = role != ground.base.check.reason and not ground.book.formula(address)
        if own and value is not None:
            title = role == ground.base.check.title
            ground.book.put(f"{column}{at}", f"{value}{more}" if title else value)


# --- the same thing written otherwise

_WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


def _texts(ground: Ground) -> list[str]:
    """The cells with figures that people write as text, and names."""
    check = ground.base.check
    roles = [role for role in (*check.target, check.actual, check.forecast, check.points) if role]
    if ground.base.form.id == "market-reward":
        roles = ["正式签约", "世界500强", "认定日期", "入库计划投资额"]
    if ground.base.form.id == "department-score":
        roles = ["得分"]
    cells = [line.cells[role] for line in ground.base.lines for role in roles]
    sums = [ground.field(name) for name in ground.base.form.funds.whole]
    return [one for one in (*cells, *sums) if one and not ground.book.formula(one)]


def _written(ground: Ground, told: str, change: Callable[[str], str], share: float = 0.5) -> Done:
    for address in _texts(ground):
        value = ground.value(address)
        if value is None or ground.rng.random() > share:
            continue
        text = f"{value:g}" if isinstance(value, float) else str(value)
        ground.book.put(address, change(text))
    return told


@kind
def full_width(ground: Ground) -> Done:
    return _written(ground, "全角数字和符号", lambda text: text.translate(_WIDE))


@kind
def numbers_as_text(ground: Ground) -> Done:
    return _written(ground, "数字写成文本", lambda text: text)


@kind
def spaces_around(ground: Ground) -> Done:
    if len(ground.base.check.target) > 1:
        # 四川: the formula looks at the last sign to see whether a unit is written.
        return _written(ground, "前面有空格", lambda text: ground.pick((" ", "　")) + text)
    spaces = (" ", "  ", "　", "\u00a0", "\n", "\t")
    return _written(
        ground,
        "前后有空格、换行",
        lambda text: ground.pick(("", " ")) + text + ground.pick(spaces),
    )


@kind
def signs_written_otherwise(ground: Ground) -> Done:
    check = ground.base.check
    if len(check.target) != 1:
        return None
    for line in ground.lines():
        text = str(ground.value(line.cells[check.target[0]]) or "")
        other = ground.pick((">={}", "≥ {}", "{}以上", "不低于{}", "不少于{}", "≧{}"))
        if text.startswith("≥"):
            ground.book.put(line.cells[check.target[0]], other.format(text[1:]))
    return "≥ 的各种写法"


@kind
def fractions_for_percent(ground: Ground) -> Done:
    """A number in a cell formatted as percent, for the text 86.5%."""
    check = ground.base.check
    rates = [address for name, address in ground.computed().items() if name.endswith("执行率")]
    if len(check.target) != 1 or not rates or not check.actual:
        return None  # 四川: the unit stands in a column of its own
    done = 0
    for line in ground.lines():
        for role in (check.target[0], check.actual, check.forecast):
            address = line.cells.get(role)
            text = str(ground.value(address) or "") if address else ""
            if address and re.fullmatch(r"[0-9.]+%", text) and ground.rng.random() < 0.7:
                ground.book.put(address, round(float(text[:-1]) / 100, 6))
                ground.book.look_like(address, rates[0])
                done += 1
    return f"{done} 格百分数写成数字" if done else None


@kind
def money_with_its_unit(ground: Ground) -> Done:
    sums = [ground.field(name) for name in ground.base.form.funds.whole]
    if not sums:
        return None
    for address in sums:
        value = ground.value(address)
        if isinstance(value, float):
            forms = (f"{value:g}万元", f"{value * 10000:.0f}元", f"{value:,.2f}", f"{value:g} 万元",
                     f"{value / 10000:.4f}亿元", f"￥{value:g}万元")  # fmt: skip
            ground.book.put(address, ground.pick(forms[:5]))
    return "金额带单位、千分位"


@kind
def points_with_their_unit(ground: Ground) -> Done:
    points = ground.base.check.points
    if not points or ground.base.form.id == "department-score":
        return None
    for line in ground.lines():
        value = ground.value(line.cells[points])
        ground.book.put(
            line.cells[points], ground.pick((f"{value:g}分", f"{value:g}", f"{value:.2f}"))
        )
    return "分值写成文本或带“分”"


@kind
def formulas_written_otherwise(ground: Ground) -> Done:
    """Spaces, small letters, dollar signs, the sheet's own name."""
    sheet = ground.base.form.sheet
    for _, address in ground.computed().items():
        text = ground.book.formula(address)
        how = ground.pick(("", "空格", "小写", "绝对", "表名"))
        pieces = text.split('"')
        if how == "空格":
            pieces[::2] = [piece.replace(",", " , ") for piece in pieces[::2]]
        if how == "小写":
            pieces[::2] = [piece.replace("PE_SCORE(", "pe_score(").replace("IF(", "if(")
                           for piece in pieces[::2]]  # fmt: skip
        if how == "绝对":
            pieces[::2] = [re.sub(r"(?<![$A-Z:_\d\u4e00-\u9fff])([A-Z])(\d+)\b(?!:)", r"$\1\2", piece)
                           for piece in pieces[::2]]  # fmt: skip
        if how == "表名":
            pieces[::2] = [re.sub(r"(?<![$A-Z:!_\d])(\$?[A-Z]\$?\d+)\b(?![:(])", rf"{sheet}!\1", piece)
                           for piece in pieces[::2]]  # fmt: skip
        ground.book.put(address, '"'.join(pieces))
    return "公式里加空格、小写、$、表名"


@kind
def dates_written_otherwise(ground: Ground) -> Done:
    done = 0
    cells = [ground.field(name) for name in ("填表日期", "监控截止日期")]
    cells += [line.cells["认定日期"] for line in ground.base.lines if "认定日期" in line.cells]
    for address in cells:
        found = (
            re.fullmatch(r"(\d+)-(\d+)-(\d+)", str(ground.value(address) or ""))
            if address
            else None
        )
        if found:
            year, month, day = map(int, found.groups())
            forms = (
                f"{year}年{month}月{day}日",
                f"{year}/{month}/{day}",
                f"{year}.{month:02}.{day:02}",
            )
            ground.book.put(address, ground.pick(forms))
            done += 1
    return f"{done} 个日期换了写法" if done else None


@kind
def inputs_by_formula(ground: Ground) -> Done:
    """A sum that a person adds up in the cell, calculated."""
    name = ground.pick(ground.base.form.funds.whole)
    if not name:
        return None
    address = ground.field(name)
    value = ground.value(address)
    ground.book.put(address, f"={value - 100:g}+100")
    ground.book.show(address, value)
    return f"{address} 写成算式"


@kind
def headings_broken_into_lines(ground: Ground) -> Done:
    for name, place in ground.base.filled.places.items():
        if name.startswith("列_") and ground.rng.random() < 0.5:
            address = f"{chr(65 + place.left)}{place.top + 1}"
            text = str(ground.value(address) or "")
            if len(text) > 3:
                ground.book.put(address, f"{text[:2]}\n{text[2:]} ")
    return "表头换行"


@kind
def saved_with_other_properties(ground: Ground) -> Done:
    def change(workbook: Any, sheet: Any) -> None:
        workbook.properties.title = "自评表（终稿）"
        workbook.properties.creator = "某某"
        workbook.active = len(workbook.worksheets) - 1
        sheet.sheet_properties.tabColor = "FF0000"
        sheet.sheet_view.showGridLines = False

    return _by_openpyxl(ground, "文件属性、标签颜色", change)
