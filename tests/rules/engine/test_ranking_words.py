"""What a ranking's results rest on and why: own clauses, the figures that settled a tie, 后果."""

from __future__ import annotations

from rules.engine import Row, Use, ranking
from rules.explain import explain
from rules.language.load import examine_text
from rules.results import Refusal, Value

POLICY = """\
政策: p
名称: 试样
依据:
  办法:
    标题: 试样办法
    条款: {计分: 计分, 奖励: 奖励, 否决: 一票否决, 资料: 不报送不参加, 约谈: 末位约谈, 通报: 低分通报}
施行: {起: 2020-01-01}
数据:
  得分: {类型: 分值}
  到位资金: {类型: 金额, 单位: 亿元}
  增速: {类型: 比率}
  家数: {类型: 数值, 单位: 家, 未填: 0家}
  事故: {类型: 是否, 未填: 否}
  报送: {类型: 是否, 未填: 是}
计分表:
  考核:
    条款: 办法/计分
    不适用: 不折算
    各项取整: {方式: 不取整}
    取整: {方式: 不取整}
    各项: {得分: {分值: 100, 评分人填写: 得分}}
    加分:
      各项:
        家数: {基数加减: {基数: 0, 加: {家数: {个数: 家数, 每个: 5}}}, 最高: 不封顶}
        引进: {基数加减: {基数: 0, 加: {企业: {个数: 家数, 每个: 1}}}, 最高: 不封顶}
      最高: 100
      总分最高: 不封顶
    否决: [{当: =事故, 处理: 不参加排名, 说明: 发生安全事故, 条款: 办法/否决}]
排名:
  考核:
    条款: 办法/奖励
    计分表: 考核
    次序: 高者在前
    条件: [{当: =报送, 否则: 没有报送资料, 条款: 办法/资料}]
    并列: {依次比较: [到位资金, 增速], 仍相同: 同名次后空位}
    缺数: 单列
    后果:
      约谈: {后几名: 1, 说明: 约谈负责人, 条款: 办法/约谈}
      通报: {总分低于: 60, 说明: 通报批评, 条款: 办法/通报}
"""


def told(*rows: dict[str, object]) -> list[tuple[list[object], list[str]]]:
    """The values of each row and their explanations."""
    policy, faults = examine_text(POLICY, "p.yaml")
    assert policy is not None
    assert not faults, faults
    found = ranking(Use(policy), "考核", [Row.of(row) for row in rows])  # type: ignore[arg-type]
    assert not isinstance(found, Refusal), found
    return [
        ([r.value if isinstance(r, Value) else r.reason for r in row], [explain(r) for r in row])
        for row in found
    ]


def unit(points: str, money: str = "9亿元", rate: str = "5%", **more: str) -> dict[str, object]:
    return {"得分": points, "到位资金": money, "增速": rate, **more}


def test_what_follows_is_a_result_with_its_own_clauses() -> None:
    first, last = told(unit("90"), unit("50"))
    assert first[0][3] == "无"
    assert last[0][3] == "约谈、通报"
    assert "“约谈”" in last[1][3]
    assert "“通报”" in last[1][3]
    assert "“奖励”" not in last[1][3]


def test_a_unit_kept_out_names_the_clause_that_keeps_it_out() -> None:
    vetoed, silent, _ = told(unit("90", 事故="是"), unit("80", 报送="否"), unit("70"))
    assert vetoed[0][1:] == ["/", "/", "/"]
    assert all("依据：《试样办法》“否决”" in said for said in vetoed[1][1:])
    assert "依据：《试样办法》“资料”" in silent[1][1]


def test_a_tie_is_told_with_what_settled_it() -> None:
    """80 three times: 12亿元 before two of 9亿元, of which 7% is before 5%."""
    rows = told(unit("80", "9亿元", "5%"), unit("80", "12亿元", "1%"), unit("80", "9亿元", "7%"))
    assert [values[1] for values, _ in rows] == [3, 1, 2]
    assert "3个单位总分相同，比较到位资金（本单位12亿元，其余9亿元）排定" in rows[1][1][1]
    assert (
        "比较到位资金（本单位9亿元，其余9亿元、12亿元）、增速（本单位7%，其余5%）排定"
        in rows[2][1][1]
    )
    assert "总分相同" not in told(unit("80"), unit("70"))[0][1][1]


def test_a_bonus_starts_with_what_it_is_for() -> None:
    """2 家 × 5 分, and × 1 分: no 0 in front, the name of the line not said twice."""
    said = told(unit("80", 家数="2"))[0][1][0]
    assert "；家数2×5=10分；引进：企业2×1=2分；" in said
