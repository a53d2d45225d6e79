"""A small reward form and policies for it, to compile what the shipped reward does not use."""

from __future__ import annotations

from workbook_templates.description import load
from workbook_templates.shape import Form

# ruff: noqa: E501
FORM_TEXT = """\
模板: trial
版本: "1"
名称: 试算表
依据: 试样
工作表: 试算
列宽: [14, 16, 10, 10, 16, 40]
政策: trial
版面:
  - 高: 20
    行: [{位: "A:F", 文字: 试算表, 样式: 标题}]
  - 明细:
      名称: 项目
      表头名: 试算表头
      列:
        - {位: A, 填: 认定日期, 格式: 日期, 提示: 日期}
        - {位: B, 填: 投资额, 标题: 投资额（万元）, 提示: 金额}
        - {位: C, 填: 甲类, 选项: [是, 否], 提示: 是否}
        - {位: D, 填: 乙类, 选项: [是, 否], 提示: 是否}
        - 位: E
          算: 奖励额
          公式: '=PE_REWARD(【政策】,"奖金",【表头.认定日期】:【表头.乙类】,【认定日期】:【乙类】)'
          格式: 金额
        - 位: F
          算: 说明
          公式: '=PE_EXPLAIN("PE_REWARD",【政策】,"奖金",【表头.认定日期】:【表头.乙类】,【认定日期】:【乙类】)'
      分段:
        - {名称: 项目, 区: 试算区, 行数: 3}
"""

SCORES_TEXT = """\
模板: trial-scores
版本: "1"
名称: 试评表
依据: 试样
工作表: 试评
列宽: [14, 16, 10, 16, 16, 40]
政策: beijing-2016
版面:
  - 高: 20
    行: [{位: "A:F", 文字: 试评表, 样式: 标题}]
  - 明细:
      名称: 指标
      表头名: 试评表头
      列:
        - {位: A, 填: 分值, 提示: 数}
        - {位: B, 填: 指标值, 格式: 文本, 提示: 指标值}
        - {位: C, 填: 完成值, 格式: 文本, 提示: 完成值}
        - {位: D, 填: 方法, 提示: 方法}
        - {位: E, 算: 得分, 公式: "=PE_SCORE(【分值】,【指标值】,【完成值】,【方法】,【政策】)"}
        - {位: F, 算: 说明, 公式: '=PE_EXPLAIN("PE_SCORE",【分值】,【指标值】,【完成值】,【方法】,【政策】)'}
      分段:
        - {名称: 指标, 区: 试评区, 行数: 3}
"""

_POLICY = """\
政策: {id}
名称: 试样
依据: {{办法: {{标题: 试样办法, 条款: {{奖励: 奖励办法}}}}}}
施行: {{起: 2022-01-01, 止: 2023-12-31, 按: 认定日期}}
数据:
  认定日期: {{类型: 日期}}
  投资额: {{类型: 金额, 单位: 万元}}
  甲类: {{类型: 是否, 未填: 否}}
  乙类: {{类型: 是否, 未填: 否}}
奖励:
  奖金:
    条款: 办法/奖励
    合计: {{投资: {{基数: 投资额, {ways}}}}}
{more}
    取整: {{到: {to}, 方式: {how}}}
"""

UPLIFT = "    上浮: {{择一: {{甲类: 20%, 乙类: 15%}}, 同时符合: {}}}"
TIERS = "分档: {{方式: {}, 含: 下限, 各档: {{1亿元..5亿元: 1‰, 5亿元..10亿元: 2‰, ≥10亿元: 3‰}}, 空档: [<1亿元]}}"
CAP = "    封顶: {{金额: 60万元, 次序: {}, 范围: 单个项目}}"


def form() -> Form:
    """The form of the trials."""
    return load(FORM_TEXT, "trial.yaml")


def score_form() -> Form:
    """A form of nothing but scored rows."""
    return load(SCORES_TEXT, "trial-scores.yaml")


def policy(name: str, ways: str, *more: str, to: str = "0.01元", how: str = "四舍五入") -> str:
    """The text of a policy that pays for 投资额 by `ways`, with `more` of its scheme."""
    return _POLICY.format(id=name, ways=ways, more="\n".join(more), to=to, how=how)
