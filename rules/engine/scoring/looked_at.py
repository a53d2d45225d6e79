"""The figure that bands and steps look at: the actual itself, its share of the target, days late."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rules.engine.scoring.pair import pair_of
from rules.engine.scoring.scored_row import ScoredRow
from rules.engine.use import rounded
from rules.model.scoring import Measured
from rules.notation import (
    DateActual,
    DeadlineTarget,
    Misread,
    NumericActual,
    NumericTarget,
    Quantity,
    Relation,
    Unit,
    apply_unit,
    as_ratio,
    read_quantity,
)
from rules.results import Reason, Refusal
from rules.wording import percent

_HOURS = 24
_RATIOS = ("比率", "百分点")


@dataclass(frozen=True, slots=True)
class Looked:
    """A figure in the unit of the rule that looks at it, and how a sentence names it."""

    value: Fraction
    what: str
    shown: str
    #: The target in the same unit, where the rule needs it.
    wanted: Fraction | None = None
    #: The keywords whose readings mattered.
    read: tuple[str, ...] = ()
    #: Whether `shown` is a ratio that was worked out, and not the figure as it was written.
    worked_out: bool = False

    def beside(self, edges: Iterable[Fraction]) -> str:
        """As `shown`, and seen to lie on its side of the edges that it is compared with."""
        return percent(self.value, beside=edges) if self.worked_out else self.shown


def look(row: ScoredRow, figures: Iterable[str], needs_target: bool) -> Looked | Refusal:
    """What the row's rule looks at, in the unit in which its `figures` are written."""
    units = _units(figures)
    measured = row.method.measured
    if measured is Measured.DAYS_LATE:
        return _days_late(row, any(unit.dimension == "时间" for unit in units))
    if measured is Measured.SHARE or measured is Measured.DEVIATION:
        return _relative(row, measured)
    return _beside_target(row, units) if needs_target else _alone(row, units)


def _units(figures: Iterable[str]) -> list[Unit]:
    """The units that a rule is written in: of `70%..80%`, `≥50亿元`, `1个百分点`."""
    found: dict[str, Unit] = {}
    for text in figures:
        for part in text.split(".."):
            read = read_quantity(part.lstrip("≥≤<>=＜＞ "))
            if isinstance(read, Quantity) and read.unit is not None:
                found.setdefault(read.unit.name, read.unit)
    return list(found.values())


def _alone(row: ScoredRow, units: list[Unit]) -> Looked | Refusal:
    actual = row.actual
    if not isinstance(actual, NumericActual):
        return Refusal(
            Reason.NOT_UNDERSTOOD,
            f"实际完成值“{actual.text}”不是数，不能按这种方法计分",
            "请填实际达到的数，如 92%",
        )
    quantity = actual.quantity
    value = _in_unit(quantity, units)
    if isinstance(value, Refusal):
        return value
    bare_ratio = quantity.unit is None and quantity.from_number and _is_ratio(units)
    shown = percent(value) if bare_ratio else quantity.text
    return Looked(value, "实际完成值", shown, worked_out=bare_ratio)


def _in_unit(quantity: Quantity, units: list[Unit]) -> Fraction | Refusal:
    """A figure in the unit of the rule; a bare one takes the unit that the rule is written in."""
    own = quantity.unit
    if _is_ratio(units):
        if own is not None and own.dimension == "百分点":
            return quantity.value / 100
        ratio = as_ratio(quantity, unit_says_percent=False)
        return _misread(ratio) if isinstance(ratio, Misread) else ratio
    if not units or (own is None and not quantity.value):
        if own is None or (own.factor == 1 and own.dimension not in _RATIOS):
            return quantity.value
    elif own is not None and own.dimension == units[0].dimension:
        return quantity.value
    elif own is None and len(units) == 1:
        applied = apply_unit(quantity, units[0])
        return _misread(applied) if isinstance(applied, Misread) else applied.value
    wanted = units[0].name if units else "不带单位的数"
    return Refusal(
        Reason.BREAKS_RULE,
        f"实际完成值“{quantity.text}”的单位与办法的单位（{wanted}）不符",
        "请按办法的单位填写，并写明单位",
    )


def _is_ratio(units: list[Unit]) -> bool:
    return any(unit.dimension in _RATIOS for unit in units)


def _misread(misread: Misread) -> Refusal:
    return Refusal(misread.reason, f"实际完成值{misread.message}", misread.advice)


def _beside_target(row: ScoredRow, units: list[Unit]) -> Looked | Refusal:
    """The actual in one unit with its target, which must be the unit of the rule too."""
    pair = pair_of(row)
    if isinstance(pair, Refusal):
        return pair
    dimension = pair.unit.dimension if pair.unit else ""
    scale = Fraction(1, 100) if dimension == "百分点" else Fraction(1)
    zero = pair.unit is None and pair.wanted == 0 == pair.reached
    plain = not pair.unit and all(
        unit.factor == 1 and unit.dimension not in _RATIOS for unit in units
    )
    ratio = dimension in _RATIOS and _is_ratio(units)
    if not (zero or plain or ratio or any(unit.dimension == dimension for unit in units)):
        named = "、".join(unit.name for unit in units) or "不带单位的数"
        return Refusal(
            Reason.BREAKS_RULE,
            f"“{row.target.text}”“{pair.actual}”的单位与办法的单位（{named}）不符",
            "请按办法的单位填写，并写明单位",
        )
    return Looked(pair.reached * scale, "实际完成值", pair.actual, pair.wanted * scale)


def _relative(row: ScoredRow, measured: Measured) -> Looked | Refusal:
    target, actual = row.target, row.actual
    if (
        measured is Measured.DEVIATION
        and isinstance(target, NumericTarget)
        and target.relation is Relation.AROUND
        and isinstance(actual, NumericActual)
    ):
        # ±10% names no middle: the actual beside it is the deviation itself.
        value = _in_unit(actual.quantity, [target.quantity.unit] if target.quantity.unit else [])
        if isinstance(value, Refusal):
            return value
        return Looked(abs(value), "偏离度", percent(abs(value)), worked_out=True)
    pair = pair_of(row)
    if isinstance(pair, Refusal):
        return pair
    if pair.wanted <= 0:
        return Refusal(
            Reason.RULE_SILENT,
            f"年度指标值“{target.text}”不是正数，不能计算{measured.value}",
            "请由评分人按办法核定得分，或改用文件规定的其他方法",
        )
    exact = pair.reached / pair.wanted
    if measured is Measured.DEVIATION:
        exact = abs(exact - 1)
    to = row.method.round_share
    value = rounded(exact, to) if to else exact
    read = ("完成比例取整",) if value != exact else ()
    return Looked(value, measured.value, percent(value), read=read, worked_out=True)


def _days_late(row: ScoredRow, in_hours: bool) -> Looked | Refusal:
    target, actual = row.target, row.actual
    if not isinstance(target, DeadlineTarget) or not isinstance(actual, DateActual):
        return Refusal(
            Reason.NOT_UNDERSTOOD,
            f"“{target.text}”与“{actual.text}”不能算逾期天数",
            "请填期限（如 2023年12月31日前）和实际完成日期（如 2023年12月20日）",
        )
    due, done = target.deadline, actual.day
    if due.year is None or done.year is None:
        return Refusal(
            Reason.AMBIGUOUS,
            f"“{target.text}”与“{actual.text}”没有都写年份，不能算逾期天数",
            "请写明年份，如 2023年12月31日前、2024年1月5日",
        )
    last = due.day or calendar.monthrange(due.year, due.month)[1]
    late = (date(done.year, done.month, done.day) - date(due.year, due.month, last)).days
    days = Fraction(max(0, late))
    return Looked(days * _HOURS if in_hours else days, "逾期", f"{days}天")
