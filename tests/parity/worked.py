"""The engine's figures for the computed cells of a filled form, put together by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rules import engine
from rules.engine import Use
from rules.results import Refusal, Result
from tests.parity.layouts import LAYOUTS, Layout
from udfs import Cell, CellError
from udfs.cells import cell, raw

#: What cells show, by name: a field's own, or area, row and column.
Shown = dict[str, Cell]
Data = Mapping[str, Any]


def spot(area: str, row: int, role: str) -> str:
    """The name of a cell of a table; rows count from 1."""
    return f"{area} 第{row}行 {role}"


def worked(form: str, use: Use, data: Data) -> Shown:
    """What the engine says of every cell that it has something to say of."""
    if form in LAYOUTS:
        return _scored(LAYOUTS[form], use, data)
    return _OTHERS[form](use, data)


def exactly(value: Any) -> Any:
    """A given value as the engine takes it."""
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return Fraction(value)
    return value


def _rate(use: Use, name: str, above: str, below: str, data: Data, suffix: str = "") -> Cell:
    given = {head: exactly(data.get(head + suffix)) for head in (below, above)}
    if any(value in (None, "") for value in given.values()):
        return ""
    # The form says the unit beside the amounts, in the header.
    row = engine.Row.of({f"{head}（万元）": value for head, value in given.items()})
    return cell(engine.rate(use, name, row))


def _scored(layout: Layout, use: Use, data: Data) -> Shown:
    shown: Shown = {}
    for source in ("", *(f"_{source}" for source in layout.sources)):
        shown[f"预算执行率{source}"] = _rate(
            use, "预算执行率", layout.spent, layout.budget, data, source
        )
    worth = data.get(layout.execution)
    if worth is None:
        worth = int(layout.default) if layout.default.isdigit() else None
        worth = worth or cell(engine.parameter(use, layout.default))
    # The amounts themselves, so that nothing is rounded before the points are.
    wanted, reached = (_in_unit(data.get(name)) for name in (layout.budget, layout.spent))
    if not _below_nothing(data.get(layout.budget)):
        wanted = layout.sign + wanted
    rate = shown["预算执行率"]
    counted = reached if isinstance(rate, int | float) else raw(rate)
    got = _score(use, exactly(_raw(worth)), wanted, counted, layout.counted)
    worth = float(worth) if isinstance(worth, Decimal) else worth
    shown |= {layout.execution: worth, "预算执行得分": got}
    sums: dict[str, tuple[Cell, Cell]] = {"预算执行": (worth, got)}
    for section, area in layout.sections.items():
        rows = [row for row in data["指标"] if row["一级指标"] == section] or [{}]
        scores = [_row(layout, use, row) for row in rows]
        points = [row.get(layout.points) for row in rows]
        for number, score in enumerate(scores, 1):
            shown[spot(area, number, "得分")] = score
        sums[section] = _total(points, points), _total(points, scores)
        shown[f"小计_{section}_{layout.points}"], shown[f"小计_{section}_得分"] = sums[section]
    for part, points_cell, score_cell in layout.parts:
        shown[points_cell], shown[score_cell] = sums[part]
    all_points = [sums[part][0] for part, *_ in layout.parts]
    shown[layout.whole] = _total(all_points, all_points)
    shown["总分"] = _total(all_points, [sums[part][1] for part, *_ in layout.parts])
    if layout.graded:
        shown["等级"] = cell(_carried(lambda total: engine.grade(use, total), shown["总分"]))
    for (name, item), found in zip(layout.stated, all_points, strict=bool(layout.stated)):
        stated = cell(engine.parameter(use, item))
        shown[f"规定分值_{name}"], shown[f"核对_{name}"] = stated, _agreement(stated, found)
    return shown


def _in_unit(amount: Any) -> str:
    """A sum that does not say its unit has that of its heading, 万元."""
    text = "" if amount is None else str(amount)
    return text if "元" in text else f"{text}万元"


def _below_nothing(amount: Any) -> bool:
    """Whether a budget is a number below 0: no sign makes a target of it."""
    return isinstance(amount, int | Decimal) and amount < 0


def _agreement(stated: Cell, found: Cell) -> Cell:
    for one in (stated, found):
        if isinstance(one, CellError):
            return one
    if stated == found:
        return "与规定分值一致"
    return "与规定分值不一致：政策允许调整的请说明，否则请改分值"


def _row(layout: Layout, use: Use, row: Data) -> Cell:
    wanted, reached = row.get(layout.target[0]), row.get(layout.actual)
    if len(layout.target) == 3:
        wanted, reached = _joined([row.get(one) for one in layout.target], reached)
    points, method = exactly(row.get(layout.points)), row.get(layout.method) or ""
    score = _score(use, points, exactly(wanted), exactly(reached), method)
    less = row.get(layout.deduction)
    if not isinstance(less, int | Decimal) or isinstance(score, CellError):
        return score
    if isinstance(score, int | float):
        return float(score) - float(less)
    return CellError.VALUE  # a text less a number


def _joined(parts: Sequence[Any], reached: Any) -> tuple[Any, Any]:
    """The target of three columns; an actual that ends in a digit takes the target's unit."""
    sign, value, unit = ("" if part is None else str(part) for part in parts)
    ends_in_digit = reached is not None and str(reached)[-1:].isdecimal()
    actual = f"{reached}{unit}" if ends_in_digit else reached
    return (value if sign == "定性" else f"{sign}{value}{unit}"), actual


def _score(use: Use, points: Any, wanted: Any, reached: Any, method: str) -> Cell:
    for one in (points, wanted, reached):
        if not isinstance(one, str | Fraction | date | bool | None):
            return cell(one)  # a refusal that is passed on
    return cell(engine.score(use, points, wanted, reached, *([method] if method else [])))


def _total(points: Sequence[Cell], scores: Sequence[Cell]) -> Cell:
    return cell(engine.total([_raw(one) for one in points], [_raw(one) for one in scores]))


def _raw(value: Any) -> Any:
    return exactly(value) if isinstance(value, Decimal | Fraction) else raw(value)


def _carried(rule: Callable[[Any], Result], value: Cell) -> Result:
    given = raw(value)
    return given if isinstance(given, Refusal) else rule(given)


# --- forms of other kinds ---


def _rewarded(use: Use, data: Data) -> Shown:
    shown: Shown = {}
    amounts: list[Cell] = []
    for number, row in enumerate(data["项目"], 1):
        given = {_HEADINGS.get(name, name): exactly(row.get(name)) for name in _ASKED}
        filled = any(value is not None for name, value in row.items())
        amount = cell(engine.reward(use, "招商奖励", engine.Row.of(given))) if filled else ""
        # A row of which nothing but the project's name is given is not filled in yet.
        if filled and all(value is None for value in given.values()):
            amount = ""
        shown[spot("奖励区", number, "奖励额")] = amount
        amounts.append(amount)
    errors = [one for one in amounts if isinstance(one, CellError)]
    waiting = sum(one is CellError.NA for one in errors)
    paid = [Fraction(str(one)) for one in amounts if isinstance(one, int | float) and one >= 0]
    total = sum(paid, Fraction(0))
    shown["奖励额合计"] = float(total)
    shown["合计说明"] = f"待核定 {waiting} 行，有误 {len(errors) - waiting} 行"
    return shown


_ASKED = (
    "认定日期", "正式签约", "实质性开工", "纳入统计库", "入库计划投资额", "年度进出口总额",
    "世界500强", "国内500强", "一事一议", "核定奖励额",
)  # fmt: skip
_HEADINGS = {name: f"{name}（万元）" for name in ("入库计划投资额", "年度进出口总额", "核定奖励额")}


def _monitored(use: Use, data: Data) -> Shown:
    shown: Shown = {
        f"执行率{source}": _rate(use, "执行率", "执行数", "年初预算数", data, source)
        for source in ("", "_财政拨款", "_上年结转", "_其他资金")
    }
    rows = data["指标"]
    shown["指标数"] = sum(bool(row.get("三级指标")) for row in rows)
    for word in ("确定能", "有可能", "完全不可能"):
        shown[f"{word}项数"] = sum(row.get("完成目标可能性") == word for row in rows)
    return shown


def _declared(use: Use, data: Data) -> Shown:
    return {"指标数": sum(bool(row.get("三级指标")) for row in data["指标"])}


def _judged(use: Use, data: Data) -> Shown:
    """The department's form: rates beside the scores that people give."""
    shown: Shown = {}
    given = {row["三级指标"]: row.get("得分") for row in data["指标"]}
    indicators = use.policy.indicators
    assert indicators is not None
    sums: list[tuple[Cell, Cell]] = []
    for section in ("决策", "过程", "产出", "效益"):
        rows = [row for row in indicators.rows if row.level1 == section]
        points: list[Any] = [row.points.value for row in rows]
        scores = [exactly(given.get(row.level3)) for row in rows]
        for number, row in enumerate(rows, 1):
            if row.level3 in _RATES:
                name = spot(f"指标区_{section}", number, "比率")
                shown[name] = _of_base(use, row.level3, _RATES[row.level3], data)
        whole = _total(points, points), _total(points, scores)
        shown[f"小计_{section}_分值"], shown[f"小计_{section}_得分"] = whole
        shown[f"汇总_{section}_分值"], shown[f"汇总_{section}_得分"] = whole
        sums.append(whole)
    all_points = [one for one, _ in sums]
    shown["总分值"] = _total(all_points, all_points)
    shown["总分"] = _total(all_points, [score for _, score in sums])
    shown["等级"] = cell(_carried(lambda total: engine.grade(use, total), shown["总分"]))
    return shown


_RATES = {
    "资金到位率": ("预算资金（万元）", "实际到位资金（万元）"),
    "预算执行率": ("实际到位资金（万元）", "实际支出资金（万元）"),
    "实际完成率": ("计划产出数", "实际产出数"),
    "质量达标率": ("实际产出数", "质量达标产出数"),
    "成本节约率": ("计划成本（万元）", "实际成本（万元）"),
}


def _of_base(use: Use, name: str, heads: tuple[str, str], data: Data) -> Cell:
    given = {head: exactly(data.get(head.removesuffix("（万元）"))) for head in heads}
    if any(value in (None, "") for value in given.values()):
        return ""
    return cell(engine.rate(use, name, engine.Row.of(given)))


_OTHERS: dict[str, Callable[[Use, Data], Shown]] = {
    "market-reward": _rewarded,
    "monitoring": _monitored,
    "declaration": _declared,
    "department-score": _judged,
}
