"""Each step of an explanation cites the clause it rests on, where it has one of its own."""

from __future__ import annotations

import pytest

from rules.engine import Row, Use, reward, scorecard
from rules.explain import explain
from rules.language.load import examine_text
from rules.results import Value

POLICY = """\
政策: p
名称: 试样
依据:
  办法:
    标题: 试样办法
    文号: 试发〔2024〕1号
    条款:
      {奖励: 奖, 投资: 投, 系数: 系, 门槛: 门, 上浮: 上, 另加: 另, 封顶: 封, 分期: 期, 第一期: 一,
       分担: 担, 组合: 组, 排除: 排, 计分: 计, 完成: 完, 加分: 加, 否决: 否}
  细则: {标题: 试样细则, 条款: {外资: 外}}
施行: {起: 2024-01-01}
数据:
  投资额: {类型: 金额, 单位: 万元, 未填: 0元}
  外资额: {类型: 金额, 单位: 万元, 未填: 0元}
  甲类: {类型: 是否, 未填: 否}
  上市: {类型: 是否, 未填: 否}
  旧设备: {类型: 是否, 未填: 否}
  已投产: {类型: 是否, 未填: 否}
  完成数: {类型: 数值}
  个数: {类型: 数值, 未填: 0}
  事故: {类型: 是否, 未填: 否}
奖励:
  奖金:
    条款: 办法/奖励
    门槛: [{按: 投资额, 达到: 100万元, 条款: 办法/门槛}]
    合计:
      投资:
        基数: 投资额
        系数: {择一: {旧设备: 80%}, 同时符合: 就高, 条款: 办法/系数}
        比例: 1%
        条款: 办法/投资
    上浮: {择一: {甲类: 20%}, 同时符合: 就高, 条款: 办法/上浮}
    另加: {上市: {当: =上市, 金额: 5万元, 次序: 封顶内, 条款: 办法/另加}}
    封顶: {金额: 100万元, 次序: 先上浮后封顶, 范围: 单个项目, 条款: 办法/封顶}
    取整: {到: 1元, 方式: 四舍五入}
    分期:
      各期: {第一期: {比例: 40%, 条款: 办法/第一期}, 第二期: {比例: 60%, 当: =已投产, 否则: 尚未投产}}
      取整: {到: 1元, 方式: 舍去}
      条款: 办法/分期
    分担: {各级: {市级: 50%, 县级: 50%}, 尾差归: 县级, 取整: {到: 1元, 方式: 舍去}, 条款: 办法/分担}
  外资奖:
    条款: 细则/外资
    合计: {外资: {基数: 外资额, 比例: 1%}}
    取整: {到: 1元, 方式: 四舍五入}
组合:
  合奖:
    条款: 办法/组合
    奖励: [奖金, 外资奖]
    方式: 相加
    互斥: [{奖励: [奖金, 外资奖], 同时符合: 就高, 条款: 办法/排除}]
计分表:
  考核:
    条款: 办法/计分
    不适用: 不折算
    各项取整: {方式: 不取整}
    取整: {方式: 不取整}
    各项: {完成: {分值: 100, 完成率: =完成数/100, 最高: 100%, 条款: 办法/完成}}
    加分:
      各项: {个数: {基数加减: {基数: 0, 加: {个: {个数: 个数, 每个: 1}}}, 最高: 不封顶}}
      最高: 5
      总分最高: 不封顶
      条款: 办法/加分
    否决: [{当: =事故, 处理: 总分记零, 说明: 有事故, 条款: 办法/否决}]
"""

CITED = "依据：《试样办法》（试发〔2024〕1号）“奖励”。"


def use() -> Use:
    found, faults = examine_text(POLICY, "p.yaml")
    assert found is not None
    assert not faults, [str(fault) for fault in faults]
    return Use(found)


def told(item: str, **given: str) -> str:
    result = reward(use(), item, Row.of(dict(given)))
    assert isinstance(result, Value), result
    return explain(result)


@pytest.mark.parametrize(
    ("item", "given", "says"),
    [
        # 1000万 × 80% × 1% = 8万
        (
            "奖金",
            {"投资额": "1000万元", "旧设备": "是"},
            [
                "投资额1000万元按旧设备乘以0.8（依据“系数”）",
                "折算后的投资额800万元×1%=8万元（依据“投资”）",
            ],
        ),
        # 9000万 × 1% = 90万，+ 20% = 108万，+ 5万 = 113万，最高 100万
        (
            "奖金",
            {"投资额": "9000万元", "甲类": "是", "上市": "是"},
            [
                "甲类上浮20%，为108万元（依据“上浮”）",
                "上市另加5万元，为113万元（依据“另加”）",
                "超过单个项目最高100万元，按100万元计（依据“封顶”）",
            ],
        ),
        # 1000万 × 1% = 10万，其 40% 是 4万，再一半是 2万
        (
            "奖金.第一期.市级",
            {"投资额": "1000万元"},
            ["第一期占40%，为4万元（依据“第一期”）", "市级占50%，为2万元（依据“分担”）"],
        ),
        (
            "奖金.第二期",
            {"投资额": "1000万元"},
            ["第二期还不能付：尚未投产（依据“分期”）"],
        ),
    ],
)
def test_a_step_cites_its_own_clause(item: str, given: dict[str, str], says: list[str]) -> None:
    text = told(item, **given)
    assert [words for words in says if words not in text] == [], text
    assert text.count(CITED) == 1


def test_what_bars_is_the_clause_of_the_whole() -> None:
    assert told("奖金", 投资额="99万元") == (
        "不符合条件：投资额99万元未达到门槛100万元；奖励额0元。"
        "依据：《试样办法》（试发〔2024〕1号）“门槛”。"
    )


def test_another_document_is_cited_in_full() -> None:
    """1000万 × 1% = 10万 and 2000万 × 1% = 20万: the higher, by the clause of the exclusion."""
    text = told("合奖", 投资额="1000万元", 外资额="2000万元")
    assert "奖金10万元，不重复计（依据“排除”）" in text
    assert "外资奖20万元（依据《试样细则》“外资”）" in text
    assert text.endswith("依据：《试样办法》（试发〔2024〕1号）“组合”。")


def test_a_line_a_bonus_and_a_veto() -> None:
    """80% of 100 is 80; 2 pieces of 1 point make 82."""
    row = {"完成数": "80", "个数": "2"}
    kept = scorecard(use(), "考核", [Row.of(dict(row))])
    assert isinstance(kept, Value)
    assert "完成100×80%=80分（依据“完成”）" in explain(kept)
    assert "总分82分（依据“加分”）" in explain(kept)
    gone = scorecard(use(), "考核", [Row.of({**row, "事故": "是"})])
    assert isinstance(gone, Value)
    assert "有事故，总分记零（依据“否决”）" in explain(gone)


def test_all_clauses_of_a_result_are_listed_once() -> None:
    result = reward(use(), "奖金.市级", Row.of({"投资额": "1000万元", "甲类": "是"}))
    assert isinstance(result, Value)
    names = [clause.rpartition("“")[2].rstrip("”") for clause in result.working.clauses]
    assert names == ["奖励", "投资", "上浮", "分担"]
