"""审核: what a filled form must satisfy."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from rules.expression import Expression
from rules.model.common import Readings, readings_on
from rules.model.keys import key


class Tolerance(Enum):
    """How far printed figures may be from an exact equation."""

    SHOWN = "按显示位数"
    NONE = "不容差"


class IfMissing(Enum):
    """What to do when a needed value is not there."""

    SKIP = "跳过"
    REPORT = "提示缺值"


class Severity(Enum):
    """How grave a finding is."""

    REJECT = "必须修改"
    EXPLAIN = "须说明"
    REMIND = "提示"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check."""

    that: Expression = key("须满足", "必须成立的式子，如 =预算执行率=全年执行数/全年预算数")
    within: Tolerance = key(
        "容差", "按显示位数（能四舍五入成所填数字的任何一组真值满足即可）或不容差"
    )
    if_missing: IfMissing = key("缺值", "有数据没填时：跳过或提示缺值")
    severity: Severity = key("级别", "必须修改、须说明或提示")
    says: str = key("提示", "给填报人的话；{数据名称} 换成所填的数，{应为} 换成应有的数")
    clause: str = key("条款", "依据，写成 文件/条款名", default="")
    readings: Readings = readings_on("须满足")
