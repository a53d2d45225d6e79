"""What must hold of a whole form: names, references, places, and the limits that Excel sets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rules.nearest import nearest_or_known
from rules.notation import with_unit
from workbook_templates.faults import Fault
from workbook_templates.shape import KINDS, SUMS, Band, Form, Kind, Spot, Table
from workbook_templates.stamp import STAMP_NAMES

#: The number formats that a description may name, and what Excel calls them.
NUMBER_FORMATS = {
    "常规": "General",
    "文本": "@",
    "分值": "0.00",
    "百分比": "0.00%",
    "金额": "#,##0.00",
    "日期": "yyyy-mm-dd",
}

#: The styles that a description may name.
STYLES = (
    "", "标题", "副标题", "角注", "表头", "标签", "居中", "左", "右", "层级", "无框", "等待", "失分",
)  # fmt: skip

REFERENCE = re.compile(r"【([^【】]*)】")

#: Stands for the name of the section, in the texts, names and formulas of a subtotal.
SECTION_NAME = "【段名】"

#: Excel refuses more than this in an input message, and in the words of a drop-down together.
MOST_HINT = 255

_NAME = re.compile(r"[^\W\d]\w*")
_FREE = ("政策", "行号", "段名")


def check(form: Form, source: str) -> list[Fault]:
    """Every fault of a form whose keys were read."""
    faults = [*_names(form, source)]
    for block in form.blocks:
        faults += _places(form, block, source)
        for where, spot, here, section in _spots(block, source):
            faults += _spot(where, spot)
            faults += _references(form, where, spot, here, section)
        if isinstance(block, Table):
            faults += _table(block, f"{source} › 明细 {block.name}")
    faults += _together(form, source)
    return [*faults, *_checked_names(form, source), *_recognised(form, f"{source} › 识别")]


def _recognised(form: Form, where: str) -> Iterator[Fault]:
    """What a file of another layout is searched for must be a place of the form."""
    known = form.recognition
    if known is None:
        return
    fields = {name for name, _ in form.fields()}
    roles = {column.name for table in form.tables() for column in table.columns}
    crossed = [name for one in known.crossings for name in one.columns]
    for name in (*known.beside, *known.below, *crossed, *known.totals):
        if name not in fields:
            yield Fault(where, f"没有“{name}”这一格", nearest_or_known(name, fields))
    for role in (
        *known.needed,
        *known.columns,
        *known.totals.values(),
        *known.last,
        *known.choices,
    ):
        if role not in roles:
            yield Fault(where, f"没有“{role}”这一列", nearest_or_known(role, roles))


def _checked_names(form: Form, source: str) -> Iterator[Fault]:
    """What is named as a result, as required or as a score must be there."""
    fields = {name for name, _ in form.fields()}
    for keyword, names in (
        ("结果", form.results),
        ("必填", form.required),
        ("应填", form.expected),
    ):
        for name in names:
            area, dot, role = name.partition(".")
            if dot and any(
                section.area == area and table.column(role)
                for table in form.tables()
                for section in table.sections
            ):
                continue
            if name not in fields:
                yield Fault(
                    f"{source} › {keyword}", f"没有“{name}”这一格", nearest_or_known(name, fields)
                )
    for keyword, names in (
        (
            "资金",
            (*form.funds.whole, form.funds.spent, *(n for p in form.funds.at_most for n in p)),
        ),
        ("核对", (form.demands.period,)),
        ("表间", (form.shared.project, form.shared.unit, form.shared.until, *_without_units(form))),
        ("说明处", tuple(form.explained_in.values())),
        ("核分", tuple(one.told_in for one in form.score_checks)),
    ):
        for name in names:
            if name and name not in fields:
                yield Fault(
                    f"{source} › {keyword}", f"没有“{name}”这一格", nearest_or_known(name, fields)
                )
    tables = {table.name: table for table in form.tables()}
    for one in form.score_checks:
        where = f"{source} › 核分 {one.title}"
        if one.table and one.table not in tables:
            yield Fault(where, f"没有明细“{one.table}”", nearest_or_known(one.table, tables))
            continue
        known = {c.name for c in tables[one.table].columns} if one.table else fields
        names = (one.score, one.points, one.reason, one.deduction, *one.given)
        names += (*one.target, one.actual, one.sort, one.forecast, *one.asks)
        for name in (*names, one.title if one.table else ""):
            if name and name not in known:
                yield Fault(where, f"没有“{name}”", nearest_or_known(name, known))


def _without_units(form: Form) -> Iterator[str]:
    """The cells of shared sums; a unit may stand behind the name: 奖励额合计（元）."""
    yield from (with_unit(name)[0] for name in form.shared.sums.values())


def _together(form: Form, source: str) -> Iterator[Fault]:
    """What the form asks for as a whole, and what it has in common with others."""
    sections = [section.name for table in form.tables() for section in table.sections]
    for name in form.demands.sections:
        if name not in sections:
            yield Fault(f"{source} › 核对", f"没有分段“{name}”", nearest_or_known(name, sections))
    if form.shared.kind and form.shared.kind not in KINDS:
        yield Fault(f"{source} › 表间", f"没有“{form.shared.kind}”这种表别", "、".join(KINDS))
    for name in form.shared.sums:
        if name not in SUMS:
            yield Fault(f"{source} › 表间", f"没有“{name}”这项金额", nearest_or_known(name, SUMS))


def heading_cell_name(role: str) -> str:
    """The defined name of a column's heading cell."""
    return f"列_{role}"


def names_of(form: Form) -> Iterator[str]:
    """Every defined name that a workbook of this form has, the stamp's apart."""
    yield from (name for name, _ in form.fields())
    for table in form.tables():
        yield table.heading_name
        yield from (section.area for section in table.sections)
        yield from (heading_cell_name(column.name) for column in table.columns)


def _names(form: Form, source: str) -> Iterator[Fault]:
    seen = set(STAMP_NAMES.values())
    for name in names_of(form):
        if not _NAME.fullmatch(name) or re.fullmatch(r"[A-Za-z]{1,3}\d+", name):
            yield Fault(
                source, f"“{name}”不能作名称", "名称只用汉字、字母、数字和下划线，不以数字开头"
            )
        if name in seen:
            yield Fault(source, f"名称“{name}”用了两次", "每个名称只能指一处")
        seen.add(name)


def _spots(block: Band | Table, source: str) -> Iterator[tuple[str, Spot, tuple[str, ...], str]]:
    """Each spot, its place, the roles its formulas may call by bare name, and its section."""
    if isinstance(block, Band):
        for spot in block.spots:
            yield f"{source} › {spot.name or spot.content}", spot, (), ""
        return
    roles = tuple(column.name for column in block.columns)
    for spot in block.columns:
        yield f"{source} › 列 {spot.name}", spot, roles, ""
    for section in block.sections:
        for spot in block.subtotal:
            where = f"{source} › 小计 {spot.name or spot.content}"
            yield where, spot, ("本段",), section.name


def _spot(where: str, spot: Spot) -> Iterator[Fault]:
    if spot.kind is Kind.INPUT and not spot.hint:
        yield Fault(where, "填写格缺少“提示”", "请写一句填法，选中该格时显示")
    if len(spot.hint) > MOST_HINT:
        yield Fault(where, f"提示有 {len(spot.hint)} 字，最多 {MOST_HINT} 字", "请把话说短")
    if len(",".join(spot.options)) > MOST_HINT:
        yield Fault(where, "选项合起来太长，表格软件最多容 255 字", "请减少选项")
    if spot.kind is Kind.COMPUTED and not (spot.content or spot.formulas):
        yield Fault(where, "计算格缺少“公式”")
    if spot.number_format not in NUMBER_FORMATS:
        yield Fault(
            where,
            f"没有“{spot.number_format}”格式",
            nearest_or_known(spot.number_format, NUMBER_FORMATS),
        )
    for style in (spot.style, *(mark.style for mark in spot.marks)):
        if style not in STYLES:
            yield Fault(where, f"没有“{style}”样式", nearest_or_known(style, STYLES[1:]))


def _references(
    form: Form, where: str, spot: Spot, here: tuple[str, ...], section: str
) -> Iterator[Fault]:
    fields = [name for name, _ in form.fields()]
    dotted = {
        (head, column.name)
        for table in form.tables()
        for head in ("表头", "本段", *(section.area for section in table.sections))
        for column in table.columns
    }
    for text in _formulas(spot):
        for word in REFERENCE.findall(text.replace(SECTION_NAME, section or SECTION_NAME)):
            head, dot, role = word.partition(".")
            if dot and (head, role) in dotted and (head != "本段" or "本段" in here):
                continue
            if not dot and (word in fields or word in here or word in _FREE):
                continue
            known = [*fields, *here, *_FREE, *(f"{a}.{b}" for a, b in sorted(dotted))]
            yield Fault(where, f"公式里的【{word}】没有所指", nearest_or_known(word, known))


def _formulas(spot: Spot) -> Iterable[str]:
    yield from (spot.content, spot.initial, *spot.formulas.values())
    yield from (mark.when for mark in spot.marks)
    if spot.limit:
        yield from (spot.limit.low, spot.limit.high)


def _places(form: Form, block: Band | Table, source: str) -> Iterator[Fault]:
    rows = [block.spots] if isinstance(block, Band) else [block.columns, block.subtotal]
    for spots in rows:
        taken: dict[int, str] = {}
        for spot in spots:
            word = spot.name or spot.content
            if spot.last >= len(form.widths):
                yield Fault(source, f"“{word}”的位置超出了列宽所列的 {len(form.widths)} 列")
            for column in range(spot.first, spot.last + 1):
                if column in taken:
                    yield Fault(source, f"“{word}”与“{taken[column]}”占了同一列")
                taken[column] = word


def _table(table: Table, where: str) -> Iterator[Fault]:
    roles = [column.name for column in table.columns]
    for role in (table.section_by, table.row_by):
        if role and table.column(role) is None:
            yield Fault(where, f"没有“{role}”这一列", nearest_or_known(role, roles))
    if len(table.sections) > 1 and not table.section_by:
        yield Fault(where, "有几个分段，缺少“分段依”", "请写明按哪一列分段")
    for column in table.columns:
        if column.first != column.last:
            yield Fault(where, f"“{column.name}”占了几列", "明细里不合并单元格，一列只占一列")
    for section in table.sections:
        for role in (*section.preset, *section.options):
            if table.column(role) is None:
                yield Fault(
                    f"{where} › {section.name}",
                    f"没有“{role}”这一列",
                    nearest_or_known(role, roles),
                )
    for number, row in enumerate(table.fixed, 1):
        for role in row:
            if table.column(role) is None:
                yield Fault(f"{where} › 固定行 {number}", f"没有“{role}”这一列")
        if table.section_by and row.get(table.section_by) not in [s.name for s in table.sections]:
            yield Fault(f"{where} › 固定行 {number}", f"“{table.section_by}”不是任何一个分段")
