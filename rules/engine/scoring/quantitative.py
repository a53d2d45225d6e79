"""Two figures compared: higher, lower or equal is better, and what a missed target earns."""

from __future__ import annotations

from fractions import Fraction

from rules.engine.scoring.choosing import contradicts
from rules.engine.scoring.overshooting import overshot
from rules.engine.scoring.pair import Pair, pair_of
from rules.engine.scoring.scored_row import ScoredRow
from rules.engine.use import rounded
from rules.model.scoring import Direction, Short, ZeroTarget
from rules.notation import NumericTarget, Relation
from rules.results import Reason, Refusal, Step, Value, Working

_NONE = Fraction(0)


def earned(row: ScoredRow) -> Value | Refusal:
    """Points for a quantitative row."""
    pair = pair_of(row)
    if isinstance(pair, Refusal):
        return pair
    assert isinstance(row.target, NumericTarget)
    wrong = contradicts(row.method, row.target)
    if wrong is not None:
        return wrong
    direction, wanted, reached = row.method.direction, pair.wanted, pair.reached
    if direction is Direction.EQUAL and wanted == 0:
        if row.method.zero_target is not ZeroTarget.FULL_IF_NOT_ABOVE:
            return _silent(pair)
        met = reached <= 0
        step = Step("zero_met" if met else "zero_missed", pair.figures)
        return row.earned(row.full if met else _NONE, step, *row.reading("目标为零"))
    like_positive = direction is Direction.EQUAL and reached != wanted
    treated = row.reading("方向") if like_positive else ()
    if _met(wanted, reached, pair.relation, direction):
        return overshot(pair, row.earned(row.full, Step("met", pair.figures), *treated))
    return _missed(pair, treated)


def _met(wanted: Fraction, reached: Fraction, relation: Relation, direction: Direction) -> bool:
    if direction is Direction.LOWER:
        return reached < wanted if relation is Relation.BELOW else reached <= wanted
    if direction is Direction.EQUAL and wanted < 0:
        return reached == wanted
    return reached > wanted if relation is Relation.ABOVE else reached >= wanted


def _missed(pair: Pair, treated: tuple[str, ...]) -> Value | Refusal:
    row, wanted = pair.row, pair.wanted
    if row.method.short is Short.SILENT or row.method.short is None:
        return _silent(pair)
    if row.method.short is Short.NOTHING:
        return row.earned(_NONE, Step("missed_nothing", pair.figures))
    lower = row.method.direction is Direction.LOWER
    if wanted.numerator < 0 or (not wanted and not lower):
        return Refusal(
            Reason.RULE_SILENT,
            f"年度指标值“{row.target.text}”不是正数，实际完成值“{pair.actual}”没有达到，不能按比例计分",
            "请由评分人按办法核定得分，或改用文件规定的扣分方法",
        )
    readings = (*treated, *row.reading("未完成"))
    step, share, points = _too_high(pair) if lower else _too_low(pair)
    if row.method.round_share and (near := rounded(share, row.method.round_share)) != share:
        how, points = row.method.round_share, row.full * near
        told = {"share": share, "how": how.how.value, "to": str(how.to), "value": near}
        step = Step("share_rounded", {**pair.figures, **told, "earned": points})
        readings, share = (*readings, *row.reading("完成比例取整")), near
    floor = row.method.floor
    if floor is not None and share < floor.value:
        step = Step("below_floor", {**pair.figures, "share": share, "floor": floor.value})
        readings, share, points = (*readings, *row.reading("低于不得分")), _NONE, _NONE
    least = _least(pair)
    if isinstance(least, Refusal):
        return least
    if least:
        step = Step("below_least", {**pair.figures, "least": row.method.least})
        readings, share, points = (*readings, *row.reading("实际低于不得分")), _NONE, _NONE
    enough = row.method.full_from
    if enough is not None and share >= enough.value:
        step = Step("near_enough", {**pair.figures, "share": share, "enough": enough.value})
        readings, points = (*readings, *row.reading("达到得满分")), row.full
    return row.earned(points, step, *readings)


def _least(pair: Pair) -> bool | Refusal:
    """Whether the actual lies below what the document asks for at the least."""
    least = pair.row.method.least
    if least is None:
        return False
    own = pair.unit.dimension if pair.unit else ""
    if least.dimension != own and least.value:
        return Refusal(
            Reason.BREAKS_RULE,
            f"实际完成值“{pair.actual}”的单位与办法的单位（低于{least}不得分）不符",
            "请按办法的单位填写，并写明单位",
            Working((), pair.row.clause),
        )
    return pair.reached < least.value


def _too_low(pair: Pair) -> tuple[Step, Fraction, Fraction]:
    """Higher is better and the target was not reached: the step, the share, and what it earns."""
    if pair.reached.numerator < 0:
        return Step("negative_share", pair.figures), _NONE, _NONE
    share = pair.reached / pair.wanted
    figures, points = _earning(pair, share)
    return Step("proportional", figures), share, points


def _too_high(pair: Pair) -> tuple[Step, Fraction, Fraction]:
    """Lower is better and the target was exceeded: the actual is above it, or at a strict one."""
    wanted, reached = pair.wanted, pair.reached
    if not wanted:
        return Step("zero_missed", pair.figures), _NONE, _NONE
    if pair.row.method.short is Short.LINEAR_TO_DOUBLE:
        share = max(_NONE, (2 * wanted - reached) / wanted)
        figures, points = _earning(pair, share)
        return Step("linear_to_double", figures), share, points
    share = wanted / reached
    figures, points = _earning(pair, share)
    return Step("inverse", figures), share, points


def _earning(pair: Pair, share: Fraction) -> tuple[dict[str, object], Fraction]:
    """The figures of a step that earns a share, and the points."""
    points = pair.row.full * share
    return {**pair.figures, "earned": points}, points


def _silent(pair: Pair) -> Refusal:
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
