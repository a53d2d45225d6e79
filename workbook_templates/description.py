"""Loads a form's description (`forms/*.yaml`) and checks it.

The keywords are Chinese, so that a person who keeps the policies can read and change a layout.
Every mistake of a description is found at once and told with its place in the file.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from rules.nearest import nearest_or_known
from workbook_templates.description_check import check
from workbook_templates.description_reading import Reading, column_number
from workbook_templates.faults import Fault, FormError
from workbook_templates.shape import (
    Band,
    Crossing,
    Demands,
    Form,
    Funds,
    Kind,
    Limit,
    Mark,
    Recognition,
    ScoreCheck,
    Section,
    Shared,
    Spot,
    Table,
)

__all__ = [
    "FOLDER",
    "MOST_COLUMNS",
    "Band",
    "Form",
    "Kind",
    "Section",
    "Table",
    "describe",
    "forms",
    "load",
]

FOLDER = files("workbook_templates") / "forms"

#: The columns that a column of widths may hold.
MOST_COLUMNS = 60

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


@lru_cache
def forms() -> tuple[str, ...]:
    """The ids of the forms that are there, sorted."""
    names = (Path(entry.name) for entry in FOLDER.iterdir())
    return tuple(sorted(name.stem for name in names if name.suffix == ".yaml"))


@lru_cache
def describe(form_id: str) -> Form:
    """The form with this id. Raises `FormError` if there is none or its description is wrong."""
    if form_id not in forms():
        raise FormError(
            [Fault(f"表式 {form_id}", "没有这种表式", nearest_or_known(form_id, forms()))]
        )
    return load((FOLDER / f"{form_id}.yaml").read_text("utf-8"), f"{form_id}.yaml")


def load(text: str, source: str) -> Form:
    """Read a description from its YAML text; `source` names it in faults.

    Raises `FormError` with every fault found.
    """
    try:
        raw = yaml.load(text, Loader=_Strict)  # a SafeLoader that refuses duplicate keys
    except yaml.YAMLError as error:
        raise FormError([Fault(source, f"不是有效的 YAML：{error}", "请检查缩进和冒号")]) from None
    faults: list[Fault] = []
    form = _form(Reading(raw, source, faults))
    if not faults:
        faults += check(form, source)
    if faults:
        raise FormError(faults)
    return form


class _Strict(yaml.SafeLoader):
    """YAML that refuses a key written twice, where PyYAML would silently keep the last."""


def _mapping(loader: _Strict, node: yaml.MappingNode) -> dict[Any, Any]:
    pairs = [loader.construct_object(key, deep=True) for key, _ in node.value]
    for (key, _), word in zip(node.value, pairs, strict=True):
        if pairs.count(word) > 1:
            raise yaml.MarkedYAMLError(problem=f"“{word}”写了两次", problem_mark=key.start_mark)
    return {
        word: loader.construct_object(value, deep=True)
        for word, (_, value) in zip(pairs, node.value, strict=True)
    }


_Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def _form(raw: Reading) -> Form:
    raw.only(
        ("模板", "版本", "名称", "依据", "工作表", "列宽", "版面"),
        (
            *("政策", "冻结", "结果", "必填", "核分", "资金", "说明处", "核对", "表间", "识别"),
            *("填写说明", "写法"),
        ),
    )
    widths = raw.numbers("列宽")
    if not 0 < len(widths) <= MOST_COLUMNS:
        raw.fault(f"列宽须有 1 至 {MOST_COLUMNS} 个数")
    freeze = raw.child("冻结") if "冻结" in raw else None
    if freeze is not None:
        freeze.only(("行", "列"))
    return Form(
        id=raw.text("模板"),
        version=raw.text("版本"),
        title=raw.text("名称"),
        source=raw.text("依据"),
        sheet=raw.text("工作表"),
        widths=widths,
        freeze=(freeze.whole("行"), freeze.whole("列")) if freeze is not None else (0, 0),
        blocks=tuple(_block(block) for block in raw.children("版面")),
        guidance=tuple((one[0], one[1]) for one in raw.rows("填写说明", 2)),
        notations=tuple((one[0], one[1], one[2]) for one in raw.rows("写法", 3)),
        policy=raw.text("政策"),
        results=raw.words("结果"),
        required=raw.words("必填"),
        score_checks=tuple(_score_check(one) for one in raw.children("核分")),
        funds=_funds(raw.child("资金")) if "资金" in raw else Funds(),
        recognition=_recognition(raw.child("识别")) if "识别" in raw else None,
        explained_in=MappingProxyType(raw.child("说明处").texts() if "说明处" in raw else {}),
        demands=_demands(raw.child("核对")) if "核对" in raw else Demands(),
        shared=_shared(raw.child("表间")) if "表间" in raw else Shared(),
    )


def _recognition(raw: Reading) -> Recognition:
    """How a file of this layout is known. A layout's column map is data, never code."""
    raw.only(("须有",), ("题名", "列", "右边", "下边", "交叉", "合计", "取后", "选列", "不是"))
    return Recognition(
        titles=raw.words("题名"),
        needed=raw.words("须有"),
        columns=_word_lists(raw, "列"),
        beside=_word_lists(raw, "右边"),
        below=_word_lists(raw, "下边"),
        crossings=tuple(_crossing(one) for one in raw.children("交叉")),
        totals=MappingProxyType(raw.child("合计").texts() if "合计" in raw else {}),
        last=raw.words("取后"),
        never=raw.words("不是"),
        choices=_word_lists(raw, "选列"),
    )


def _crossing(raw: Reading) -> Crossing:
    raw.only(("列", "行"))
    return Crossing(_word_lists(raw, "列"), _word_lists(raw, "行"))


def _word_lists(raw: Reading, key: str) -> MappingProxyType[str, tuple[str, ...]]:
    if key not in raw:
        return MappingProxyType({})
    child = raw.child(key)
    return MappingProxyType({name: child.words(name) for name in child.names()})


def _funds(raw: Reading) -> Funds:
    raw.only(("总额",), ("支出", "单位", "不超过"))
    at_most = tuple((one[0], one[1]) for one in raw.rows("不超过", 2))
    return Funds(raw.words("总额"), raw.text("支出"), raw.text("单位"), at_most)


def _demands(raw: Reading) -> Demands:
    raw.only((), ("起止", "至少一项", "可衡量", "通常有", "中期"))
    return Demands(
        raw.text("起止"),
        raw.words("至少一项"),
        raw.text("可衡量") == "是",
        raw.words("通常有"),
        raw.text("中期"),
    )


def _shared(raw: Reading) -> Shared:
    raw.only(("表别", "单位"), ("项目", "截至", "金额"))
    sums = MappingProxyType(raw.child("金额").texts() if "金额" in raw else {})
    return Shared(raw.text("表别"), raw.text("项目"), raw.text("单位"), raw.text("截至"), sums)


def _score_check(raw: Reading) -> ScoreCheck:
    raw.only(
        ("名称",),
        (
            "得分",
            "明细",
            "分值",
            "说明",
            "调减",
            "须填",
            "目标",
            "完成",
            "预计",
            "类别",
            "叙述",
            "须写原因",
        ),
    )
    return ScoreCheck(
        table=raw.text("明细"),
        title=raw.text("名称"),
        points=raw.text("分值"),
        score=raw.text("得分"),
        reason=raw.text("说明"),
        deduction=raw.text("调减"),
        given=raw.words("须填"),
        target=raw.words("目标"),
        actual=raw.text("完成"),
        sort=raw.text("类别"),
        told_in=raw.text("叙述"),
        forecast=raw.text("预计"),
        asks=_word_lists(raw, "须写原因"),
    )


def _block(raw: Reading) -> Band | Table:
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
