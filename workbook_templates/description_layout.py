"""Reads the blocks of a description: fixed rows, tables, sections, and the places in them."""

from __future__ import annotations

from types import MappingProxyType

from workbook_templates.description_reading import Reading, column_number
from workbook_templates.shape import Band, Kind, Limit, Mark, Section, Spot, Table

_SPOT_KEYS = (
    *(kind.value for kind in Kind),
    *(
        "下",
        "公式",
        "按行公式",
        "标题",
        "又名",
        "样式",
        "格式",
        "初值",
        "选项",
        "提示",
        "最多",
        "限",
        "标出",
    ),
)


def block(raw: Reading) -> Band | Table:
    """A fixed row, or a table."""
    if "明细" in raw:
        raw.only(("明细",))
        return _table(raw.child("明细"))
    raw.only(("行",), ("高",))
    return Band(tuple(_spot(spot) for spot in raw.children("行")), raw.number("高"))


def _table(raw: Reading) -> Table:
    raw.only(("名称", "表头名", "列", "分段"), ("小计", "分段依", "行依", "固定行", "字号"))
    return Table(
        name=raw.text("名称"),
        heading_name=raw.text("表头名"),
        columns=tuple(_spot(spot, column=True) for spot in raw.children("列")),
        sections=tuple(_section(section) for section in raw.children("分段")),
        subtotal=tuple(_spot(spot) for spot in raw.children("小计")),
        section_by=raw.text("分段依"),
        row_by=raw.text("行依"),
        fixed=tuple(MappingProxyType(row.scalars()) for row in raw.children("固定行")),
        font_size=raw.number("字号") or 11,
    )


def _section(raw: Reading) -> Section:
    raw.only(("名称", "区", "行数"), ("初值", "选项", "又名"))
    options = raw.child("选项") if "选项" in raw else None
    return Section(
        name=raw.text("名称"),
        area=raw.text("区"),
        rows=raw.whole("行数"),
        also=raw.words("又名"),
        preset=MappingProxyType(raw.child("初值").texts() if "初值" in raw else {}),
        options=MappingProxyType(
            {} if options is None else {role: options.words(role) for role in options.raw}
        ),
    )


def _spot(raw: Reading, column: bool = False) -> Spot:
    kinds = [kind for kind in Kind if kind.value in raw]
    raw.only(("位",), _SPOT_KEYS)
    if len(kinds) != 1:
        raw.fault("每一格须写明是“文字”“填”“算”“定”中的一种，且只写一种")
        return Spot(0, 0, Kind.TEXT)
    kind = kinds[0]
    word = raw.text(kind.value)
    first, last = column_number(raw)
    limit = raw.child("限") if "限" in raw else None
    if limit is not None:
        limit.only(("起", "止", "否则"))
    marks = raw.children("标出")
    for mark in marks:
        mark.only(("当", "样式"))
    return Spot(
        first=first,
        last=last,
        kind=kind,
        name="" if kind is Kind.TEXT else word,
        content=word if kind is Kind.TEXT else raw.text("公式"),
        down=raw.whole("下") or 1,
        heading=raw.text("标题") or (word if column else ""),
        also=raw.words("又名"),
        style=raw.text("样式"),
        number_format=raw.text("格式") or "常规",
        initial=raw.text("初值"),
        options=raw.words("选项"),
        hint=raw.text("提示"),
        longest=raw.whole("最多"),
        limit=None
        if limit is None
        else Limit(limit.text("起"), limit.text("止"), limit.text("否则")),
        marks=tuple(Mark(mark.text("当"), mark.text("样式")) for mark in marks),
        formulas=MappingProxyType(raw.child("按行公式").texts() if "按行公式" in raw else {}),
    )
