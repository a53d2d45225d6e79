"""数据: the figures and facts that a policy works with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rules.expression import Expression
from rules.model.common import Readings, Round, readings_on
from rules.model.keys import key


class QuantityType(Enum):
    """What kind of thing a quantity is."""

    MONEY = "金额"
    NUMBER = "数值"
    RATIO = "比率"
    POINTS = "分值"
    TRUTH = "是否"
    DATE = "日期"
    TEXT = "文本"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One declared quantity."""

    type: QuantityType = key("类型", "金额、数值、比率、分值、是否、日期或文本")
    unit: str = key("单位", "不带单位的数按什么单位理解；金额必须写", default="")
    allowed: tuple[str, ...] = key(
        "可取", "文本只能填这几种，如 [一组, 二组]；填了别的不计算，并指出", default=()
    )
    if_blank: str = key("未填", "没有填时按什么处理，如 0 或 否；不写则必须填", default="")
    exact: bool = key("精确", "核对时按所填数原样比较，不按显示位数放宽", default=False)
    headers: tuple[str, ...] = key(
        "表头",
        "表上这一列的其他写法，如 [全年预算数（A）, 调整后预算数]：列名不同的几种表用同一项政策",
        default=(),
    )
    says: str = key("说明", "这项数据的含义，填表时显示", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """比率: a named ratio with its formula and definition."""

    formula: Expression = key(
        "公式", "计算公式，写法同 Excel，用数据名称，如 =实际到位资金/预算资金"
    )
    rounding: Round = key("取整", "结果怎样取整")
    clause: str = key("条款", "依据，写成 文件/条款名")
    says: str = key("说明", "指标解释", default="")
    readings: Readings = readings_on("公式", "取整")
