"""Projects made up by seed, filled into every shipped form: what the mutations start from.

Each is right as it stands: nothing to mend, nothing to explain.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.workbook_templates.filled_forms import SAMPLES
from workbook_templates.data_file import read_data


@dataclass(frozen=True)
class Indicator:
    """One indicator: what was aimed at and reached, a poorer result and why."""

    section: str
    sort: str
    name: str
    sign: str
    figure: str
    unit: str
    reached: str
    missed: str = ""
    reason: str = ""

    @property
    def target(self) -> str:
        return f"{self.sign}{self.figure}{self.unit}"


def _of(section: str, *rows: tuple[str, ...]) -> tuple[Indicator, ...]:
    return tuple(Indicator(section, *row) for row in rows)


OUTPUTS = _of(
    "产出指标",
    ("数量指标", "培训人次", "≥", "400", "人次", "412", "352", "两期培训因承办机构更换推迟到次年一季度"),
    ("数量指标", "举办推介活动", "≥", "12", "场", "12", "9", "三场推介活动遇台风取消，已改为线上补办"),
    ("数量指标", "修缮校舍面积", "≥", "2600", "平方米", "2650", "2340", "因文物勘探停工，剩余面积次年修缮"),
    ("质量指标", "培训合格率", "≥", "80", "%", "86.5", "64.71", "部分学员缺考，已安排补考"),
    ("质量指标", "工程验收合格率", "≥", "95", "%", "100", "91", "两处防水返工尚未复验，已约定保修单位复验"),
    ("时效指标", "资金支付及时率", "≥", "90", "%", "92", "81", "财政支付系统切换期间停办三周"),
    ("成本指标", "人均培训成本", "≤", "2000", "元", "1980"),
    ("成本指标", "设备采购单价", "≤", "3.5", "万元", "3.42"),
)  # fmt: skip
OUTCOMES = _of(
    "效益指标",
    ("社会效益指标", "新增就业", "≥", "120", "人", "126", "96", "用工企业年底减产，录用人数少于预期"),
    ("经济效益指标", "带动社会投资额", "≥", "860", "万元", "872.3", "731", "一家企业推迟开工，投资未到位"),
    ("生态效益指标", "绿化覆盖率", "≥", "35", "%", "36.2", "32.9", "冬季补植成活率低，开春重新补植"),
    ("可持续影响指标", "设备完好率", "≥", "96", "%", "98", "90.5", "两台旧锅炉故障频发，已列入更换计划"),
)  # fmt: skip
SATISFACTION = _of(
    "满意度指标",
    ("服务对象满意度指标", "学员满意度", "≥", "90", "%", "95", "83.4", "食宿安排意见较多，已另选住宿地点"),
    ("服务对象满意度指标", "群众满意度", "≥", "85", "%", "91.5", "79", "施工扰民投诉多，已调整夜间施工时间"),
)  # fmt: skip

UNIT = {
    "项目名称": "产业工人技能提升项目",
    "主管部门": "某市人力资源局",
    "实施单位": "某市技能培训中心",
}


def shared(total: int, rows: int, rng: Random) -> list[int]:
    """Points for `rows` indicators that come to `total`, none below 2."""
    cuts = sorted(rng.sample(range(1, total // 2), rows - 1))
    return [2 * (b - a) for a, b in zip([0, *cuts], [*cuts, total // 2], strict=True)]


Put = Callable[[Indicator, bool, int], dict[str, Any]]


def _rows(
    rng: Random, points: tuple[int, int, int], put: Put, losses: bool, signs: str = "≥≤"
) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for pool, most, total in zip((OUTPUTS, OUTCOMES, SATISFACTION), (5, 3, 2), points, strict=True):
        pool = tuple(one for one in pool if one.sign in signs)
        chosen = rng.sample(pool, rng.randint(2, most))
        for one, worth in zip(chosen, shared(total, len(chosen), rng), strict=True):
            lost = losses and bool(one.missed) and rng.random() < 0.5
            levels = {"一级指标": one.section, "二级指标": one.sort, "三级指标": one.name}
            rows.append(levels | put(one, lost, worth))
    return rows


#: What is aimed at and what came of it, in words.
GOAL, DONE = "完成全年培训和修缮任务，群众满意。", "培训和修缮任务按计划推进。"
TOLD = {"预期目标": GOAL, "实际完成情况": DONE}


def _scored(target: str, actual: str, points: str, reason: str) -> Put:
    def put(one: Indicator, lost: bool, worth: int) -> dict[str, Any]:
        reached = f"{one.missed if lost else one.reached}{one.unit}"
        row: dict[str, Any] = {target: one.target, actual: reached, points: worth}
        return row | ({reason: one.reason} if lost else {})

    return put


def _apart(one: Indicator, lost: bool, worth: int) -> dict[str, Any]:
    """四川: sign, figure and unit in columns of their own."""
    row: dict[str, Any] = {
        "指标性质": one.sign,
        "指标值": one.figure,
        "度量单位": one.unit,
        "完成值": one.missed if lost else one.reached,
        "权重": worth,
    }
    return row | ({"未完成原因分析": one.reason} if lost else {})


def _forecast(one: Indicator, lost: bool, worth: int) -> dict[str, Any]:
    row = {
        "年度指标值": one.target,
        "执行情况": f"{one.missed or one.reached}{one.unit}",
        "全年预计完成情况": f"{one.missed if lost else one.reached}{one.unit}",
        "完成目标可能性": "有可能" if lost else "确定能",
    }
    return row | ({"原因说明": one.reason, "经费保障": "√"} if lost else {})


def _parts(whole: int, rng: Random) -> tuple[int, int]:
    first = rng.randrange(whole // 4, whole - whole // 4)
    return first, whole - first


def self_evaluation(rng: Random, losses: bool) -> dict[str, Any]:
    planned, adjusted = rng.randrange(300, 900), rng.randrange(300, 900)
    spent = adjusted - (rng.randrange(20, 90) if losses else 0)
    data: dict[str, Any] = UNIT | TOLD | {"年度": "2023年度", "填表日期": "2024-03-12"}
    for name, whole in (("年初预算数", planned), ("全年预算数", adjusted), ("全年执行数", spent)):
        data[name] = whole
        data[f"{name}_财政拨款"], data[f"{name}_其他资金"] = _parts(whole, rng)
    if losses:
        data["预算执行偏差原因"] = "设备采购合同跨年支付，余款在次年一季度付清。"
    put = _scored("年度指标值", "实际完成值", "分值", "偏差原因分析及改进措施")
    return data | {"指标": _rows(rng, (50, 30, 10), put, losses)}


def beijing(rng: Random, losses: bool) -> dict[str, Any]:
    planned = rng.randrange(300, 900)
    spent = planned - (rng.randrange(20, 90) if losses else 0)
    data: dict[str, Any] = UNIT | {
        "年度": "2016年度", "预期目标": GOAL, "全年实际完成情况": DONE,
    }  # fmt: skip
    for name, whole in (("年初预算数", planned), ("全年执行数", spent)):
        data[name] = whole
        data[f"{name}_财政拨款"], data[f"{name}_其他资金"] = _parts(whole, rng)
    if losses:
        data["预算执行偏差原因"] = "设备采购合同跨年支付，余款在次年一季度付清。"
    put = _scored("年度指标值", "全年实际值", "分值", "未完成原因分析")
    rows = _rows(rng, (50, 30, 10), put, losses, signs="≥")  # no rule for ≤ in 2016
    for row in rows:
        row["一级指标"] = row["一级指标"].replace("效益", "效果")
    return data | {"指标": rows}


def hubei(rng: Random, losses: bool) -> dict[str, Any]:
    planned = rng.randrange(300, 900)
    spent = planned - (rng.randrange(20, 90) if losses else 0)
    data: dict[str, Any] = UNIT | {"年度": "2020年度", "预算数": planned, "执行数": spent}
    data |= {"项目类别": "部门预算项目", "项目属性": "持续性项目", "项目类型": "常年性项目"}
    if losses:
        data["偏差大或目标未完成原因分析"] = "设备采购合同跨年支付，余款在次年一季度付清。"
    put = _scored("年初目标值", "实际完成值", "分值", "偏差原因")
    return data | {"指标": _rows(rng, (40, 30, 10), put, losses)}


def sichuan(rng: Random, losses: bool) -> dict[str, Any]:
    planned, adjusted = rng.randrange(300, 900), rng.randrange(300, 900)
    spent = adjusted - (rng.randrange(20, 90) if losses else 0)
    data: dict[str, Any] = UNIT | TOLD | {"年度": "2023年度"}
    for name, whole in (("年初预算数", planned), ("调整后预算数", adjusted), ("执行数", spent)):
        data[name] = whole
        data[f"{name}_财政资金"], data[f"{name}_单位资金"] = _parts(whole, rng)
    if losses:
        data["预算执行偏差原因"] = "设备采购合同跨年支付，余款在次年一季度付清。"
    return data | {"指标": _rows(rng, (50, 30, 10), _apart, losses)}


def monitoring(rng: Random, losses: bool) -> dict[str, Any]:
    planned = rng.randrange(300, 900)
    expected = planned - (rng.randrange(20, 90) if losses else 0)
    spent = expected // 2
    data: dict[str, Any] = UNIT | {"年度": "2023年度", "监控截止日期": "2023-07-31"}
    data["年度总体目标"] = GOAL
    sums = (("年初预算数", planned), ("执行数", spent), ("全年预计执行数", expected))
    for name, whole in sums:
        data[name] = whole
        data[f"{name}_财政拨款"], data[f"{name}_其他资金"] = _parts(whole, rng)
    data["资金说明"] = "设备采购合同跨年支付，余款在次年一季度付清。" if losses else ""
    return data | {"指标": _rows(rng, (50, 30, 10), _forecast, losses)}


def declaration(rng: Random, losses: bool) -> dict[str, Any]:
    year = rng.randrange(200, 400)
    data: dict[str, Any] = UNIT | {
        "年度": "2023年度", "项目属性": "延续项目", "项目期": "2023年—2025年",
        "年度目标": GOAL,
    }  # fmt: skip
    for name, whole in (("中期资金总额", year * 3), ("年度资金总额", year)):
        data[name] = whole
        data[f"{name}_财政拨款"], data[f"{name}_其他资金"] = _parts(whole, rng)
    rows = _rows(rng, (50, 30, 10), lambda one, lost, worth: {"指标值": one.target}, losses)
    return data | {"指标": rows}


def department_score(rng: Random, losses: bool) -> dict[str, Any]:
    """The published score sheet, with its one blank score filled in and reasons for the points lost."""
    told: dict[str, Any] = read_data(SAMPLES / "yiyang-2024.yaml")["数据"]
    told["指标"].append({"一级指标": "产出", "三级指标": "成本节约率", "得分": 5})
    told |= {"计划成本": 600, "实际成本": 572.23}
    told |= {"计划产出数": 40, "实际产出数": 42, "质量达标产出数": 40}
    reasons = {
        "资金到位率": "到位率 66.54%，扣 1 分",
        "预算执行率": "下半年支付偏慢，扣 1 分",
        "实际完成率": "一个项目没有完成，扣 1 分",
    }
    points = {"资金到位率": 2, "预算执行率": 4, "实际完成率": 13}
    for row in told["指标"]:
        if row["三级指标"] in reasons:
            if losses:
                row["扣分说明"] = reasons[row["三级指标"]]
            else:
                row["得分"] = points[row["三级指标"]]
    return told


def rewards(rng: Random, losses: bool) -> dict[str, Any]:
    rows: list[dict[str, Any]] = []
    for number in range(rng.randint(3, 6)):
        row: dict[str, Any] = {
            "项目名称": f"{'甲乙丙丁戊己'[number]}号生产线项目",
            "招商代理人": f"第{number + 1}商会",
            "认定日期": f"2023-0{number + 4}-15",
            "正式签约": "是",
            "实质性开工": "是",
            "纳入统计库": "是",
            "入库计划投资额": rng.choice((30_000, 52_300, 90_000, "12亿元")),
            "年度进出口总额": 0,
            "世界500强": rng.choice("是否"),
            "国内500强": rng.choice("是否"),
            "一事一议": "否",
        }
        if losses and number == 1:
            row |= {"一事一议": "是", "核定奖励额": 45}
        rows.append(row)
    return {"年度": "2023年度", "填报单位": "某州投资促进局", "项目": rows}


FILL: dict[str, Callable[[Random, bool], dict[str, Any]]] = {
    "self-evaluation": self_evaluation,
    "department-score": department_score,
    "market-reward": rewards,
    "beijing-2016": beijing,
    "hubei": hubei,
    "sichuan": sichuan,
    "monitoring": monitoring,
    "declaration": declaration,
}
