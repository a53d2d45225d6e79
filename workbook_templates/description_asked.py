"""Reads what a description says is asked, and how a file of its layout is known."""

from __future__ import annotations

from types import MappingProxyType

from workbook_templates.description_reading import Reading
from workbook_templates.shape import Crossing, Demands, Funds, Recognition, ScoreCheck, Shared


def recognition(raw: Reading) -> Recognition:
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


def funds(raw: Reading) -> Funds:
    """The sums of money that are one whole."""
    raw.only(("总额",), ("支出", "单位", "不超过"))
    at_most = tuple((one[0], one[1]) for one in raw.rows("不超过", 2))
    return Funds(raw.words("总额"), raw.text("支出"), raw.text("单位"), at_most)


def demands(raw: Reading) -> Demands:
    """What the form asks for as a whole."""
    raw.only((), ("起止", "至少一项", "可衡量", "通常有", "中期"))
    return Demands(
        raw.text("起止"),
        raw.words("至少一项"),
        raw.text("可衡量") == "是",
        raw.words("通常有"),
        raw.text("中期"),
    )


def shared(raw: Reading) -> Shared:
    """What the form has in common with others of its project."""
    raw.only(("表别", "单位"), ("项目", "截至", "金额"))
    sums = MappingProxyType(raw.child("金额").texts() if "金额" in raw else {})
    return Shared(raw.text("表别"), raw.text("项目"), raw.text("单位"), raw.text("截至"), sums)


def score_check(raw: Reading) -> ScoreCheck:
    """Which cells belong together where something is scored."""
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
