"""Two figures compared: higher, lower or equal is better, and what a missed target earns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from rules.engine.scoring.choosing import contradicts
from rules.engine.scoring.scored_row import ScoredRow
from rules.model.scoring import Direction, Short, ZeroTarget
from rules.notation import Misread, NumericActual, NumericTarget, Relation, bring_together
from rules.results import Reason, Refusal, Step, Value, Working
from rules.wording import percent


@dataclass(frozen=True, slots=True)
class _Pair:
    """Target and actual in one unit, and as sentences show them."""

    row: ScoredRow
    relation: Relation
    wanted: Fraction
    reached: Fraction
    figures: dict[str, object]

    @property
    def actual(self) -> str:
        """The actual as written."""
        return str(self.figures["actual"])


def earned(row: ScoredRow) -> Value | Refusal:
    """Points for a quantitative row."""
    pair = _pair(row)
    if isinstance(pair, Refusal):
        return pair
    direction, wanted, reached = row.method.direction, pair.wanted, pair.reached
    if direction is Direction.EQUAL and wanted == 0:
        if row.method.zero_target is not ZeroTarget.FULL_IF_NOT_ABOVE:
            return _silent(pair)
        met = reached <= 0
        step = Step("zero_met" if met else "zero_missed", pair.figures)
        return row.earned(row.full if met else Fraction(0), step, *row.reading("目标为零"))
    like_positive = direction is Direction.EQUAL and reached != wanted
    treated = row.reading("方向") if like_positive else ()
    if _met(wanted, reached, pair.relation, direction):
        return _over(pair, treated)
    return _missed(pair, treated)


def _pair(row: ScoredRow) -> _Pair | Refusal:
    target, actual = row.target, row.actual
    if not isinstance(target, NumericTarget):
        return Refusal(
            Reason.NOT_UNDERSTOOD,
            f"年度指标值“{target.text}”不是数，不能按定量指标计分",
            "请填数字和单位，如 ≥80%；定性指标请改用定性方法",
        )
    if not isinstance(actual, NumericActual):
        return Refusal(
            Reason.NOT_UNDERSTOOD,
            f"年度指标值“{target.text}”是数，实际完成值“{actual.text}”是文字",
            "定量指标请填实际达到的数，如 64.71%",
        )
    wrong = contradicts(row.method, target)
    if wrong is not None:
        return wrong
    pair = bring_together(target, actual)
    if isinstance(pair, Misread):
        return Refusal(pair.reason, pair.message, pair.advice)
    wanted, reached = pair
    unit, quantity = target.quantity.unit, actual.quantity
    bare_percent = quantity.unit is None and quantity.from_number and unit is not None
    written = (
        # A number against a percent target is a percentage, and is shown as one.
        _percent(reached, wanted)
        if bare_percent and unit is not None and unit.dimension == "比率"
        else quantity.text
    )
    figures = {
        **row.figures,
        "actual": written,
        "wanted": (target.quantity, wanted),
        "reached": (quantity, reached),
    }
    return _Pair(row, target.relation, wanted, reached, figures)


def _percent(reached: Fraction, wanted: Fraction) -> str:
    """To two decimals; to more where 79.9999% would read as the 80% that it misses."""
    short = percent(reached, 2)
    return percent(reached, 10) if reached != wanted and short == percent(wanted, 2) else short


def _met(wanted: Fraction, reached: Fraction, relation: Relation, direction: Direction) -> bool:
    if direction is Direction.LOWER:
        return reached < wanted if relation is Relation.BELOW else reached <= wanted
    if direction is Direction.EQUAL and wanted < 0:
        return reached == wanted
    return reached > wanted if relation is Relation.ABOVE else reached >= wanted


def _over(pair: _Pair, treated: tuple[str, ...]) -> Value:
    """A met target: full points, and whether it was overshot so far that a person must look."""
    row, over = pair.row, pair.row.method.overshoot
    met = row.earned(row.full, Step("met", pair.figures), *treated)
    if over is None or row.method.direction is Direction.LOWER or pair.wanted <= 0:
        return met
    share = pair.reached / pair.wanted
    if share < over.reach.value:
        return met
    step = Step("overshoot", {"share": share, "reach": over.reach.value, "explain": over.explain})
    flags = ("超额须说明",) if over.explain else ("超额",)
    steps = (*met.working.steps, step)
    return Value(row.full, Working(steps, row.clause, (*treated, *row.reading("超额")), flags))


def _missed(pair: _Pair, treated: tuple[str, ...]) -> Value | Refusal:
    row, wanted, reached = pair.row, pair.wanted, pair.reached
    if row.method.short is Short.SILENT or row.method.short is None:
        return _silent(pair)
    if row.method.short is Short.NOTHING:
        return row.earned(Fraction(0), Step("missed_nothing", pair.figures))
    if wanted < 0 or (wanted == 0 and row.method.direction is not Direction.LOWER):
        return Refusal(
            Reason.RULE_SILENT,
            f"年度指标值“{row.target.text}”不是正数，实际完成值“{pair.actual}”没有达到，不能按比例计分",
            "请由评分人按办法核定得分，或改用文件规定的扣分方法",
        )
    readings = (*treated, *row.reading("未完成"))
    if row.method.direction is Direction.LOWER:
        return row.earned(*_too_high(pair, row.method.short), *readings)
    value = row.full * reached / wanted
    if value < 0:
        return row.earned(Fraction(0), Step("negative_share", pair.figures), *readings)
    return row.earned(value, Step("proportional", {**pair.figures, "earned": value}), *readings)


def _too_high(pair: _Pair, short: Short) -> tuple[Fraction, Step]:
    """Lower is better and the target was exceeded: the actual is above it, or at a strict one."""
    full, wanted, reached = pair.row.full, pair.wanted, pair.reached
    if wanted == 0:
        return Fraction(0), Step("zero_missed", pair.figures)
    if short is Short.LINEAR_TO_DOUBLE:
        value = max(Fraction(0), full * (2 * wanted - reached) / wanted)
        return value, Step("linear_to_double", {**pair.figures, "earned": value})
    value = full * wanted / reached
    return value, Step("inverse", {**pair.figures, "earned": value})


def _silent(pair: _Pair) -> Refusal:
    """The document does not say: name the methods that a person may choose, choose none."""
    row = pair.row
    others = [
        name
        for name, other in row.scoring.methods.items()
        if other.direction is row.method.direction and other.short not in (None, Short.SILENT)
    ]
    return Refusal(
        Reason.RULE_SILENT,
        f"实际完成值“{pair.actual}”没有达到“{row.target.text}”，文件没有规定这类指标怎样扣分",
        f"各地有几种算法，请指定计分方法：{'、'.join(others)}" if others else "请由评分人核定",
        Working((), row.clause, row.reading("未完成")),
    )


def with_readings(value: Value, readings: tuple[str, ...]) -> Value:
    """The result with the readings under which it came about told first."""
    if not readings:
        return value
    was = value.working
    return Value(value.value, replace(was, readings=(*readings, *was.readings)))
