"""A small complete policy as text, and how to vary, load and use it."""

from __future__ import annotations

from rules.engine import Use
from rules.language.faults import Fault
from rules.language.load import examine_text
from rules.model.policy import Policy

SAMPLE = """\
政策: sample
名称: 样例
依据:
  办法:
    标题: 样例办法
    条款: {奖励: 按比例奖励, 计分: 按比例计分, 等级: 分三等}
施行: {起: 2023-01-01, 按: 认定日期}
数据:
  认定日期: {类型: 日期}
  投资额: {类型: 金额, 单位: 元, 未填: 0元}
  签约: {类型: 是否}
  甲类: {类型: 是否, 未填: 否}
  乙类: {类型: 是否, 未填: 否}
  特批: {类型: 是否, 未填: 否}
  核定额: {类型: 金额, 单位: 元}
  计划数: {类型: 数值}
  实际数: {类型: 数值}
比率:
  完成率: {公式: =实际数/计划数, 取整: {到: 0.01%, 方式: 四舍五入}, 条款: 办法/计分}
评分:
  取整: {到: 0.01, 方式: 四舍五入}
  方法:
    正向: {方向: 越高越好, 适用: [≥, 未写符号], 未完成: 按比例, 条款: 办法/计分}
    定性: {方向: 定性, 适用: [文字], 档次: {好: 80%..100%, 中: 50%..80%, 差: 0%..50%}, 条款: 办法/计分}
权重: {条款: 办法/计分, 合计: 100, 分项: {产出: 60, 效益: 40}}
奖励:
  奖金:
    条款: 办法/奖励
    条件:
      - {当: =签约, 否则: 尚未签约}
    人工核定: {当: =特批, 取: 核定额, 提示: 特批的由人核定}
    合计:
      投资: {基数: 投资额, 比例: 1‰}
    上浮: {择一: {甲类: 20%, 乙类: 10%}, 同时符合: 就高}
    封顶: {金额: 100万元, 次序: 先上浮后封顶, 范围: 单个项目}
    取整: {到: 0.01元, 方式: 四舍五入}
等级:
  等次: {条款: 办法/等级, 满分: 100, 先取整: {方式: 不取整}, 下限: {优: 90, 良: 60, 差: 0}}
审核:
  完成数核对:
    须满足: =实际数=计划数*2
    容差: 不容差
    缺值: 提示缺值
    级别: 须说明
    提示: "填 {实际数}，计划 {计划数}，应为 {应为}"
示例:
  - {名称: 一, 给定: {投资额: 1亿元, 签约: 是}, 应得: {奖金: 10万元}}
"""

#: One replacement: what stands in the sample, what stands there instead.
Change = tuple[str, str]


def varied(*changes: Change) -> str:
    """The sample with each change made once; a change that finds nothing fails the test."""
    text = SAMPLE
    for old, new in changes:
        assert text.count(old) >= 1, f"the sample has no {old!r}"
        text = text.replace(old, new, 1)
    return text


def faults_of(*changes: Change, text: str | None = None) -> tuple[Fault, ...]:
    """Everything that loading finds wrong with the varied sample (or with `text`)."""
    return examine_text(varied(*changes) if text is None else text, "s.yaml", "sample")[1]


def told(*changes: Change, text: str | None = None) -> list[str]:
    """As `faults_of`, as the lines that an author reads."""
    return [str(fault) for fault in faults_of(*changes, text=text)]


def line_of(piece: str, *changes: Change) -> int:
    """The line of the varied sample on which `piece` first stands."""
    text = varied(*changes)
    return text[: text.index(piece)].count("\n") + 1


def policy_of(*changes: Change) -> Policy:
    """The varied sample as a policy; it must load clean."""
    policy, faults = examine_text(varied(*changes), "s.yaml", "sample")
    assert policy is not None
    assert not faults, [str(fault) for fault in faults]
    return policy


def use_of(*changes: Change) -> Use:
    """The varied sample, ready for use."""
    return Use(policy_of(*changes))
